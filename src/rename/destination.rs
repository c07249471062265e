//! Where in a link its target is written.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::read::markdown::{options, wiki_target};
use crate::site::document::Link;

/// The target in `[[target|text]]` or `![[target|form]]`; none for a link of another form.
pub fn wiki(text: &str, link: &Link) -> Option<Range<usize>> {
    let raw = &text[link.range.clone()];
    let open = raw.strip_prefix('!').unwrap_or(raw).strip_prefix("[[")?;
    let start = link.range.end - open.len();
    let written = open.split('|').next()?.split("]]").next()?;
    let target = wiki_target(written);
    let blank = written.len() - written.trim_start().len();
    (target == link.target).then(|| start + blank..start + blank + target.len())
}

/// The target in `[text](target "title")`, without angle brackets; none where it stands in a
/// definition elsewhere.
pub fn inline(text: &str, link: &Link) -> Option<Range<usize>> {
    let raw = &text[link.range.clone()];
    if !raw.ends_with(')') {
        return None;
    }
    raw.rmatch_indices("](").map(|(i, _)| i + 2).find_map(|open| {
        let range = destination(raw, open)?;
        let target = decoded(&raw[range.clone()])?;
        (target == link.target).then(|| link.range.start + range.start..link.range.start + range.end)
    })
}

/// The targets in definitions (`[name]: target`) of the Markdown at `body` that read `target`.
pub fn definitions(text: &str, body: &Range<usize>, target: &str) -> Vec<Range<usize>> {
    let source = &text[body.clone()];
    let parser = Parser::new_ext(source, options());
    let mut places: Vec<Range<usize>> = parser
        .reference_definitions()
        .iter()
        .filter(|(_, definition)| &*definition.dest == target)
        .filter_map(|(_, definition)| {
            let raw = &source[definition.span.clone()];
            let range = destination(raw, raw.find("]:")? + 2)?;
            let start = body.start + definition.span.start;
            Some(start + range.start..start + range.end)
        })
        .collect();
    places.sort_by_key(|range| range.start);
    places
}

/// The words of a target that begins at or behind a byte.
fn destination(raw: &str, from: usize) -> Option<Range<usize>> {
    let rest = &raw[from..];
    let start = from + rest.len() - rest.trim_start().len();
    if let Some(inside) = raw[start..].strip_prefix('<') {
        return Some(start + 1..start + 1 + inside.find('>')?);
    }
    let mut depth = 0usize;
    let mut escaped = false;
    for (i, c) in raw[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + i),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(start..start + i),
            _ => {}
        }
    }
    Some(start..raw.len())
}

/// A target as Markdown reads it: escapes and entities undone.
fn decoded(written: &str) -> Option<String> {
    let link = format!("[x](<{written}>)");
    Parser::new_ext(&link, Options::empty()).find_map(|event| match event {
        Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::outline::of_text;

    /// The targets' places as they are written.
    fn targets(text: &str) -> Vec<&str> {
        let document = of_text(text, 0..text.len());
        let place = |link| wiki(text, link).or_else(|| inline(text, link)).map(|range| &text[range]);
        document
            .links
            .iter()
            .flat_map(|link| match place(link) {
                Some(found) => vec![found],
                None => {
                    definitions(text, &(0..text.len()), &link.target).into_iter().map(|r| &text[r]).collect()
                }
            })
            .collect()
    }

    #[test]
    fn targets_are_found_in_every_form() {
        for (text, written) in [
            ("[a](b.md)", vec!["b.md"]),
            ("[a]( b.md \"](c.md)\" )", vec!["b.md"]),
            ("[a](<b c.md>)", vec!["b c.md"]),
            ("[a](b\\_c.md#d)", vec!["b\\_c.md#d"]),
            ("[a](b&amp;c.md)", vec!["b&amp;c.md"]),
            ("[a](b_(c).md)", vec!["b_(c).md"]),
            ("[![x](p.png)](b.md)", vec!["p.png", "b.md"]),
            ("[`](c.md)`](b.md)", vec!["b.md"]),
            ("![x](p.png \"t\"){credit=\"(y)\"}", vec!["p.png"]),
            ("[a][b] and [b]\n\n[b]: c.md 'd'", vec!["c.md", "c.md"]),
            ("[b]\n\n> [b]: <c d.md>", vec!["c d.md"]),
            ("[[a]] [[ b#c | d ]] ![[p.png|x]]", vec!["a", "b#c", "p.png"]),
            ("![[a|cards]]", vec!["a"]),
            ("| x |\n| - |\n| [[a\\|b]] ![[c\\|d]] |", vec!["a", "c"]),
        ] {
            assert_eq!(targets(text), written, "{text}");
        }
    }
}
