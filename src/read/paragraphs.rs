//! The paragraphs of a text, as whoever translates it counts them: each block that is in no other one. A
//! list, a table, a piece of code and a quotation are one each.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::{options, options_of_words};
use crate::site::Kind;

/// Where the paragraphs of the Markdown at `body` stand in a file's `text`, in order, without the space
/// around them. What makes no block, such as the address of a reference, counts where it stands alone, so
/// that nothing of the text is left out.
pub fn paragraphs(text: &str, body: Range<usize>, kind: Kind) -> Vec<Range<usize>> {
    let options = if kind == Kind::Quote { options_of_words() } else { options() };
    let mut all = Vec::new();
    let mut depth = 0usize;
    let mut at = body.start;
    for (event, range) in Parser::new_ext(&text[body.clone()], options).into_offset_iter() {
        let (start, end) = (body.start + range.start, body.start + range.end);
        let outermost = depth == 0;
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            _ => {}
        }
        if outermost && start >= at {
            all.extend(trimmed(text, at..start));
            all.extend(trimmed(text, start..end));
            at = end;
        }
    }
    all.extend(trimmed(text, at..body.end));
    all
}

/// The words of a paragraph, without its markup.
pub fn words_of(paragraph: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(paragraph, options()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                words.push_str(&text);
            }
            Event::Html(html) | Event::InlineHtml(html) => words.push_str(&html),
            Event::Start(tag) if is_inline(&tag) => {}
            Event::End(tag) if is_inline_end(tag) => {}
            _ => words.push(' '),
        }
    }
    words
}

/// The words of a quote as plain text, to the letter: paragraphs are parted by an empty line, line breaks
/// stay, marks of emphasis go. What looks like a link is the speaker's.
pub fn plain_quote(text: &str, body: Range<usize>) -> String {
    let body = &text[body];
    let mut words = String::new();
    let mut as_written = 0;
    for (event, range) in Parser::new_ext(body, options_of_words()).into_offset_iter() {
        if range.end <= as_written {
            continue;
        }
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            Event::HardBreak => words.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => words.push_str(&html),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                words.push_str(&body[range.clone()]);
                as_written = range.end;
            }
            Event::End(tag) if !is_inline_end(tag) => {
                words.truncate(words.trim_end().len());
                words.push_str("\n\n");
            }
            _ => {}
        }
    }
    words.trim().to_owned()
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

/// A range without the space around it; none where it holds nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    (!part.trim().is_empty()).then(|| start..start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_quotes_are_kept_to_the_letter() {
        let plain = |text: &str| plain_quote(text, 0..text.len());
        assert_eq!(
            plain("We *all* met\nhere.\n\nSee [this](x.md) <b>&amp; 2 * 3 -- so\\\nit is"),
            "We all met here.\n\nSee [this](x.md) <b>& 2 * 3 -- so\nit is"
        );
        assert_eq!(plain("A <b>x</b> [y](z).\n\nNext."), "A <b>x</b> [y](z).\n\nNext.");
        assert_eq!(plain("\n"), "");
    }

    fn of(text: &str) -> Vec<&str> {
        paragraphs(text, 0..text.len(), Kind::Page).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_block_in_no_other_is_a_paragraph() {
        let text = "\r\nOne\r\nline.\r\n\r\n## Two\r\n\r\n- a\r\n\r\n- b\r\n\r\n***\r\n";
        assert_eq!(of(text), ["One\r\nline.", "## Two", "- a\r\n\r\n- b", "***"]);
        let text = "| a |\n| - |\n| b |\n\n```\nx\n\ny\n```\n> a\n>\n> b\n\n<p>c</p>\n\n    code\n";
        assert_eq!(of(text).len(), 5);
        assert_eq!(of(text)[1], "```\nx\n\ny\n```");
    }

    #[test]
    fn words_are_without_their_markup() {
        let words = |text: &str| words_of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words("*Last* para**graph** of [it](/a/)."), "Last paragraph of it.");
        assert_eq!(words("- Two `towns`.\n- And a port."), "Two towns. And a port.");
        assert_eq!(words("| Town |\n| --- |\n| Maravelle |"), "Town Maravelle");
        assert_eq!(words("***"), "");
    }

    #[test]
    fn nothing_is_left_out() {
        let text = "See [it][1].[^n]\n\n[1]: /about/\n[2]: /a/\n\n[^n]: A note.\n\nMore.\n";
        assert_eq!(of(text), ["See [it][1].[^n]", "[1]: /about/\n[2]: /a/", "[^n]: A note.", "More."]);
        assert_eq!(of("[1]: /about/\n"), ["[1]: /about/"]);
        assert!(of(" \n\n").is_empty());
    }
}
