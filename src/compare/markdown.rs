//! A comparison as Markdown that reads well on a terminal and in the summary of a run on a code host.
//!
//! Texts of the site are escaped: none of them is markup, a mention, a reference or a link there (CommonMark 0.31.2,
//! section 2.4; GitHub Flavored Markdown 0.29, section 6.9). Addresses stand in code spans.

use std::fmt::Write;

use super::kinds::{File, Kind};
use super::page::{Block, Part};
use super::words::{Side, Token, runs};
use super::{Change, Changed, Comparison, Framed, Named};

/// The most that is written, in bytes. GitHub takes a summary of one MiB from a step; nobody reads as much.
const LARGEST: usize = 60_000;

/// Of it, what is kept for the lines that say how much was left out, and for each part of the summary before the last.
const KEPT: usize = 8_000;
const PART: usize = 12_000;

/// How many letters of what stays stand around what has changed.
const AROUND: usize = 30;

/// How many letters of what has changed are shown: of a quote, and of all else.
const OF_QUOTE: usize = 1_200;
const OF_OTHER: usize = 400;

/// How many changes of a page are shown, and addresses in a row.
const OF_PAGE: usize = 12;
const IN_ROW: usize = 8;

impl Comparison {
    /// For who approves.
    pub fn markdown(&self) -> String {
        let mut out = Summary::default();
        out.text.push_str(&self.head());
        let quotes = self.quotes.iter().map(|(change, pages)| quote(change, pages));
        out.part("Words of people", quotes, LARGEST / 3);
        let (kept, other): (Vec<_>, Vec<_>) = self.gone.iter().partition(|(_, is_kept)| *is_kept);
        out.part(
            "Gone, and nothing leads on: links to these pages break",
            kept.iter().map(|(page, _)| named(page)),
            PART,
        );
        let withdrawn = self.withdrawn.iter().map(|(page, why)| format!("{}: {}", named(page), escape(why)));
        out.part("Withdrawn", withdrawn, PART);
        let leads =
            self.redirected.iter().map(|(page, goal)| format!("{} leads to {}", named(page), code(goal)));
        out.part("Redirected", leads, PART);
        let added =
            self.added.iter().map(|(page, words)| format!("{} ({})", named(page), counted(*words, "word")));
        out.part("New pages", added, PART);
        out.part("Not there any more", other.iter().map(|(page, _)| named(page)), PART);
        out.part("Around the pages", self.frame.iter().map(framed), PART);
        out.part("Documents and pictures", self.documents.iter().map(document), PART);
        let unread = self.unread.iter().map(|path| code(&format!("/{path}")));
        out.part("Not compared: the file is not there as it was built", unread, PART);
        let changed = self.changed.iter().map(changed);
        out.pages("Changed pages", changed, LARGEST - KEPT);
        if !self.also.is_empty() {
            let also = row(&self.also);
            out.line(&format!(
                "\nWhat is told above shows on {} too: {also}.",
                counted(self.also.len(), "page")
            ));
        }
        if let Some(others) = self.others() {
            out.paragraph(&format!("Other files that change: {others}."));
        }
        out.text.truncate(out.text.trim_end().len());
        out.text + "\n"
    }

    /// What has changed, in numbers.
    fn head(&self) -> String {
        let pages = [
            (self.pages, "changed"),
            (self.added.len(), "new"),
            (self.gone.len(), "gone"),
            (self.withdrawn.len(), "withdrawn"),
            (self.redirected.len(), "redirected"),
        ];
        let pages: Vec<String> =
            pages.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let is_nothing = self.quotes.is_empty() && self.frame.is_empty() && self.documents.is_empty();
        match pages.is_empty() {
            true if is_nothing && self.others.is_empty() && self.unread.is_empty() => {
                "No page changes.\n".to_owned()
            }
            true => "## What changes\n\nNo page changes by itself.\n".to_owned(),
            false => format!("## What changes\n\nPages: {}.\n", pages.join(", ")),
        }
    }

    fn others(&self) -> Option<String> {
        let name = |kind: &Kind| match kind {
            Kind::Document => "document",
            Kind::Feed => "feed",
            Kind::Calendar => "calendar",
            Kind::Contact => "contact card",
            Kind::Data => "table or file of open data",
            Kind::Style => "style",
            Kind::Script => "script",
            Kind::Host => "file for hosts and browsers",
        };
        let named = |(kind, n): (&Kind, &usize)| format!("{} ({n})", name(kind));
        let all: Vec<String> = self.others.iter().map(named).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }
}

/// A summary that is written.
#[derive(Default)]
struct Summary {
    text: String,
}

impl Summary {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        let gap = if self.text.ends_with("\n\n") { "" } else { "\n" };
        self.line(&format!("{gap}{text}"));
    }

    /// A list under a heading, of what has room.
    fn part(&mut self, heading: &str, items: impl ExactSizeIterator<Item = String>, room: usize) {
        self.pages(heading, items.map(|item| format!("- {item}\n")), room);
    }

    /// Pieces under a heading, of which as many as have room.
    fn pages(&mut self, heading: &str, items: impl ExactSizeIterator<Item = String>, room: usize) {
        let all = items.len();
        if all == 0 {
            return;
        }
        let gap = if self.text.ends_with("\n\n") { "" } else { "\n" };
        self.line(&format!("{gap}### {heading}\n"));
        let end = (self.text.len() + room).min(LARGEST - KEPT);
        let mut left_out = 0;
        for item in items {
            if self.text.len() + item.len() > end {
                left_out += 1;
            } else {
                self.text.push_str(&item);
            }
        }
        if left_out > 0 {
            self.paragraph(&format!("*{left_out} more of {all}, for which this summary has no room.*"));
        }
    }
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn named(page: &Named) -> String {
    match page.title.as_str() {
        "" => code(&page.address),
        title => format!("{} {}", escape(&cut(title, 120)), code(&page.address)),
    }
}

/// Addresses in a row.
fn row(addresses: &[String]) -> String {
    let shown: Vec<String> = addresses.iter().take(IN_ROW).map(|address| code(address)).collect();
    match addresses.len().saturating_sub(IN_ROW) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Whose words have changed, how, and where that shows.
fn quote(change: &Change, pages: &[String]) -> String {
    let speaker =
        |block: &Option<Block>| block.as_ref().and_then(|block| block.speaker.clone()).unwrap_or_default();
    let (was, now) = (speaker(&change.was), speaker(&change.now));
    let who = match (was.as_str(), now.as_str()) {
        ("", "") => "Nobody named".to_owned(),
        (one, "") | ("", one) => escape(one),
        (was, now) if was == now => escape(now),
        (was, now) => format!("~~{}~~ **{}**", escape(was), escape(now)),
    };
    let is_translation = change.sides().any(|block| block.is_translation);
    let of = if is_translation { " (translation)" } else { "" };
    let what = match (&change.was, &change.now) {
        (Some(was), Some(now)) if was.tokens == now.tokens => plain(&now.tokens, OF_QUOTE),
        _ => words(change, OF_QUOTE),
    };
    let facts = match (&change.was, &change.now) {
        (Some(was), Some(now)) if was.facts != now.facts => {
            format!("  \n  {}", difference(&was.facts, &now.facts, OF_OTHER))
        }
        _ => String::new(),
    };
    format!("{who}{of}: {what}{facts}  \n  on {}", row(pages))
}

fn framed(framed: &Framed) -> String {
    let part = match framed.part {
        Part::Header => "header",
        Part::Menu => "menu",
        Part::Footer => "footer",
    };
    let langs: Vec<String> = framed.langs.iter().map(|lang| code(lang)).collect();
    let pages = if framed.is_everywhere {
        "all pages".to_owned()
    } else {
        format!("{} ({})", counted(framed.pages, "page"), langs.join(", "))
    };
    let shown: Vec<String> =
        framed.changes.iter().take(OF_PAGE).map(|change| words(change, OF_OTHER)).collect();
    let more = match framed.changes.len() - shown.len() {
        0 => String::new(),
        more => format!("\n  - and {more} more"),
    };
    format!("The {part} has changed on {pages}:\n  - {}{more}", shown.join("\n  - "))
}

fn document((path, file): &(String, File)) -> String {
    let what = match file {
        File::New => "new",
        File::Changed => "changed",
        File::Gone => "**gone**",
    };
    format!("{} {what}", code(path))
}

/// A page and what has changed on it.
fn changed(page: &Changed) -> String {
    let mut out = format!("#### {}\n\n", named(&page.page));
    let shown = page.changes.iter().take(OF_PAGE);
    for change in shown {
        let _ = writeln!(out, "- {}", words(change, OF_OTHER));
    }
    if let Some(more) = page.changes.len().checked_sub(OF_PAGE).filter(|more| *more > 0) {
        let _ = writeln!(out, "- and {} on this page", counted(more, "more change"));
    }
    out.push('\n');
    out
}

/// What has changed in a paragraph.
fn words(change: &Change, most: usize) -> String {
    match (&change.was, &change.now) {
        (_, Some(now)) if change.is_moved => format!("Moved: {}", plain(&now.tokens, most)),
        (Some(was), Some(now)) => difference(&was.tokens, &now.tokens, most),
        (Some(was), None) => format!("Gone: {}", marked("~~", &was.tokens, most)),
        (None, Some(now)) => format!("New: {}", marked("**", &now.tokens, most)),
        (None, None) => String::new(),
    }
}

/// Words before and after, with some around them.
fn difference(was: &[Token], now: &[Token], most: usize) -> String {
    let runs = runs(was, now);
    let last = runs.len().saturating_sub(1);
    let mut pieces: Vec<String> = Vec::new();
    let mut left = most;
    for (i, (side, tokens)) in runs.iter().enumerate() {
        if left == 0 {
            let more: usize =
                runs[i..].iter().filter(|(side, _)| *side != Side::Both).map(|(_, t)| t.len()).sum();
            if more > 0 {
                pieces.push(format!("… *({})*", counted(more, "more word")));
            }
            break;
        }
        match side {
            Side::Both => pieces.extend(around(tokens, i == 0, i == last)),
            Side::Was => pieces.push(marked("~~", tokens, left)),
            Side::Now => pieces.push(marked("**", tokens, left)),
        }
        if *side != Side::Both {
            left = left.saturating_sub(letters(tokens));
        }
    }
    pieces.join(" ")
}

fn letters(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| token.text.chars().count() + 1).sum()
}

/// What stays beside what has changed: its end, its beginning, or both.
fn around(tokens: &[Token], is_first: bool, is_last: bool) -> Option<String> {
    let words: Vec<&Token> = tokens.iter().filter(|token| !token.is_goal).collect();
    if words.is_empty() {
        return None;
    }
    let fit = |words: &mut dyn Iterator<Item = &&Token>| {
        let mut sum = 0;
        let fits = |word: &&&Token| {
            sum += word.text.chars().count() + 1;
            sum <= AROUND
        };
        words.take_while(fits).count()
    };
    let head = if is_first { 0 } else { fit(&mut words.iter()) };
    let tail = if is_last { 0 } else { fit(&mut words.iter().rev()) };
    if head + tail >= words.len() {
        return Some(escaped(&words));
    }
    let pieces = [escaped(&words[..head]), "…".to_owned(), escaped(&words[words.len() - tail..])];
    Some(pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Words between marks, and how many more there are.
fn marked(mark: &str, tokens: &[Token], most: usize) -> String {
    let (text, more) = first(tokens, most);
    format!("{mark}{text}{mark}{more}")
}

fn plain(tokens: &[Token], most: usize) -> String {
    let (text, more) = first(tokens, most);
    format!("{text}{more}")
}

/// The first words, and how many more there are.
fn first(tokens: &[Token], most: usize) -> (String, String) {
    let mut sum = 0;
    let fits = tokens.iter().take_while(|token| {
        sum += token.text.chars().count() + 1;
        sum <= most
    });
    let fits = fits.count();
    if fits == 0 {
        // One word that is longer than all that may be shown.
        let word = tokens.first().map(|token| cut(&token.text, most)).unwrap_or_default();
        let more = tokens.len().saturating_sub(1);
        return (
            escape(&word),
            if more == 0 { String::new() } else { format!(" … *({})*", counted(more, "more word")) },
        );
    }
    let shown: Vec<&Token> = tokens[..fits].iter().collect();
    let more = tokens[fits..].iter().filter(|token| !token.is_goal).count();
    let more = if more == 0 { String::new() } else { format!(" … *({})*", counted(more, "more word")) };
    (escaped(&shown), more)
}

/// A text of no more letters than so many.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Words as Markdown, and goals of links as code.
fn escaped(tokens: &[&Token]) -> String {
    let mut out = String::new();
    let mut text = String::new();
    for token in tokens {
        if token.is_goal {
            out.push_str(&escape(&std::mem::take(&mut text)));
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&code(&token.text));
        } else {
            if !(token.is_joined || text.is_empty() && out.is_empty()) {
                text.push(' ');
            }
            text.push_str(&token.text);
        }
    }
    out + &escape(&text)
}

/// A space without width: what stands on both sides of it is no mention, reference, link or emoji.
const APART: char = '\u{200b}';

/// A text that is nothing but text in Markdown, of CommonMark, of GitHub and of GitLab.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // What makes a line a heading, an item or a rule does so at its beginning.
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    for (i, c) in chars.iter().enumerate() {
        let next = chars.get(i + 1);
        let begins = i == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let numbers = i == digits && i > 0 && matches!(c, '.' | ')');
        let is_mark = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '$' | '|');
        let is_entity = *c == '&' && next.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#');
        if begins || numbers || is_mark || is_entity {
            out.push('\\');
        }
        out.push(*c);
        let is_split = match c {
            '@' => true,
            ':' => next.is_some_and(|c| matches!(c, '/' | '+' | '-' | '_') || c.is_ascii_alphanumeric()),
            '#' | '!' | '%' => next.is_some_and(char::is_ascii_digit),
            '-' => next.is_some_and(char::is_ascii_digit) && out.to_ascii_lowercase().ends_with("gh-"),
            'w' | 'W' => next == Some(&'.') && out.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if is_split {
            out.push(APART);
        }
    }
    out
}

/// A text in a code span, whatever backticks it has.
pub fn code(text: &str) -> String {
    let text: String = cut(text, 200).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space =
        if text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
