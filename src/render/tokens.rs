//! The tokens of a Tera template, with their places. Tera keeps its own to itself.

use std::iter::Peekable;
use std::ops::Range;

/// A token inside a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it is, in bytes.
    pub at: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `{{`
    Show,
    /// `{%`
    Tag,
    /// `}}` or `%}`
    Close,
    /// A name or a word of the language.
    Name(&'a str),
    /// A text between quotation marks; its place is that of the marks.
    Text(String),
    /// A number.
    Number,
    /// Anything else, by its characters.
    Sign(&'a str),
}

/// Signs of more than one character, the longest first.
const SIGNS: [&str; 10] = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

/// The tokens of a template; words between tags, comments and raw parts are left out. None where
/// Tera could not read it either.
pub fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|i| at + i) {
        at = match text.get(start..start + 2) {
            Some("{#") => start + 2 + text[start + 2..].find("#}")? + 2,
            Some("{%") => match word(text, start + 2, "raw") {
                Some(at) => end_of_raw(text, at)?,
                None => tag(text, start, Kind::Tag, "%}", &mut found)?,
            },
            Some("{{") => tag(text, start, Kind::Show, "}}", &mut found)?,
            _ => start + 1,
        };
    }
    Some(found)
}

/// The end of a raw part whose words begin here.
fn end_of_raw(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += text[at..].find("{%")? + 2;
        if let Some(end) = word(text, at, "endraw") {
            return Some(end);
        }
    }
}

/// The end of a tag that holds one word only.
fn word(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = &text[at..];
    let rest = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start().strip_prefix(word)?;
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

/// Adds the tokens of one tag and gives its end.
fn tag<'a>(
    text: &'a str,
    start: usize,
    open: Kind<'a>,
    close: &str,
    found: &mut Vec<Token<'a>>,
) -> Option<usize> {
    found.push(Token { kind: open, at: start..start + 2 });
    let mut at = start + 2;
    if text[at..].starts_with('-') {
        at += 1;
    }
    loop {
        at = text.len() - text[at..].trim_ascii_start().len();
        let rest = &text[at..];
        let ending = rest.strip_prefix('-').unwrap_or(rest);
        if ending.starts_with(close) {
            let end = text.len() - ending.len() + close.len();
            found.push(Token { kind: Kind::Close, at: at..end });
            return Some(end);
        }
        let token = token(rest, at)?;
        at = token.at.end;
        found.push(token);
    }
}

/// The token at the start of `rest`, which stands at `at`.
fn token(rest: &str, at: usize) -> Option<Token<'_>> {
    let first = rest.chars().next()?;
    let (kind, length) = match first {
        '"' | '\'' | '`' => quoted(rest, first)?,
        '0'..='9' => (Kind::Number, number(rest)),
        'a'..='z' | 'A'..='Z' | '_' => {
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (Kind::Name(&rest[..length]), length)
        }
        _ => {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
            let length = sign.map_or(1, |sign| sign.len());
            if sign.is_none() && !"+-*/%!.,:~|=><()[]{}@".contains(first) {
                return None;
            }
            (Kind::Sign(&rest[..length]), length)
        }
    };
    Some(Token { kind, at: at..at + length })
}

fn number(rest: &str) -> usize {
    let mut dots = 0;
    let digit = |c: char| {
        dots += usize::from(c == '.');
        c.is_ascii_digit() || (c == '.' && dots == 1)
    };
    let mut characters: Peekable<_> = rest.chars().map(digit).peekable();
    std::iter::from_fn(|| characters.next_if(|digit| *digit)).count()
}

/// A text between quotation marks, and its length with them.
fn quoted(rest: &str, mark: char) -> Option<(Kind<'_>, usize)> {
    let mut text = String::new();
    let mut characters = rest.char_indices().skip(1);
    while let Some((i, c)) = characters.next() {
        match c {
            '\\' => text.push(match characters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            }),
            c if c == mark => return Some((Kind::Text(text), i + 1)),
            c => text.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_into_tokens() {
        let cases = [
            ("a {{ page.title }} b", "{{ page . title }}"),
            ("{%- if a?.b == 'x\\'y' -%}", "{% if a ?. b == 'x\\'y' -%}"),
            ("{# {{ page }} #}{{ 1.5 -}}", "{{ 1.5 -}}"),
            ("{% raw %}{{ page }}{% endraw %}{{ a }}", "{{ a }}"),
            ("{%- raw -%}{{ x }}{%- endraw -%}", ""),
            ("{{ {\"a\": [1, -2]} }}", "{{ { \"a\" : [ 1 , - 2 ] } }}"),
            ("{% <a.b c={d} ...> %}{% </a.b> %}", "{% < a . b c = { d } ... > %} {% </ a . b > %}"),
            ("{ not a tag } {", ""),
            ("é {{ ü }}", "none"),
            ("{{ open", "none"),
            ("{# open", "none"),
            ("{% raw %}", "none"),
            ("{{ 'open }}", "none"),
        ];
        for (text, right) in cases {
            let found = tokens(text).map_or_else(
                || "none".to_owned(),
                |found| found.into_iter().map(|t| &text[t.at]).collect::<Vec<_>>().join(" "),
            );
            assert_eq!(found, right, "{text}");
        }
    }
}
