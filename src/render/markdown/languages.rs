//! Other languages in a text: what embedded HTML marks by `lang` is set as that language is, and what it
//! marks as code is not set at all.

use super::Writer;
use crate::locale::typesetter::Typesetter;

/// Elements whose text is code, input or output: it stays as it is typed.
const CODE: [&str; 6] = ["code", "kbd", "pre", "samp", "tt", "var"];

/// An element of embedded HTML that is set otherwise than what is around it: in a language of its own, or
/// not at all.
pub(super) struct Element {
    name: String,
    /// How many elements of the same name are open in it.
    nested: usize,
    /// Whether it began in a paragraph, at whose end it ends.
    inline: bool,
    /// What sets the text around it.
    outer: Typesetter,
}

impl Writer<'_, '_> {
    /// Embedded HTML, which is cleaned later.
    pub(super) fn embedded(&mut self, html: &str, inline: bool) {
        let addressed = self.addressed(html);
        self.out.push_str(&addressed);
        for tag in tags(html) {
            if tag.closes {
                self.end_element(&tag.name);
            } else {
                self.start_element(&tag, inline);
            }
        }
    }

    fn start_element(&mut self, tag: &Tag, inline: bool) {
        let code = CODE.contains(&tag.name.as_str());
        if (code || tag.lang.is_some())
            && let Some(outer) = self.typesetter.take()
        {
            self.typesetter = tag.lang.as_deref().filter(|_| !code).map(Typesetter::new);
            self.quiet += usize::from(self.typesetter.is_none());
            self.languages.push(Element { name: tag.name.clone(), nested: 0, inline, outer });
        } else if let Some(around) = self.languages.last_mut().filter(|around| around.name == tag.name) {
            around.nested += 1;
        }
    }

    fn end_element(&mut self, name: &str) {
        let Some(last) = self.languages.last_mut().filter(|last| last.name == name) else { return };
        match last.nested.checked_sub(1) {
            Some(nested) => last.nested = nested,
            None => self.leave_language(),
        }
    }

    /// Ends what a paragraph has left open.
    pub(super) fn end_inline_languages(&mut self) {
        while self.languages.last().is_some_and(|last| last.inline) {
            self.leave_language();
        }
    }

    fn leave_language(&mut self) {
        if let Some(mut element) = self.languages.pop() {
            element.outer.opaque();
            self.quiet -= usize::from(self.typesetter.is_none());
            self.typesetter = Some(element.outer);
        }
    }
}

/// A tag of HTML.
#[derive(Debug, PartialEq, Eq)]
struct Tag {
    /// In small letters.
    name: String,
    closes: bool,
    lang: Option<String>,
}

/// Elements that hold nothing.
const VOID: [&str; 7] = ["br", "col", "hr", "img", "input", "source", "wbr"];

/// The tags of a piece of HTML.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (closes, inside) = match rest[start + 1..].strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, &rest[start + 1..]),
        };
        let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
        let (lang, behind) = attributes(&inside[name.len()..]);
        rest = behind;
        let name = name.to_ascii_lowercase();
        if !name.is_empty() && !VOID.contains(&name.as_str()) {
            tags.push(Tag { name, closes, lang: lang.filter(|_| !closes) });
        }
    }
    tags
}

/// The value of `lang` among the attributes of a tag, and what stands behind the tag.
fn attributes(mut rest: &str) -> (Option<String>, &str) {
    let mut lang = None;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let Some(first) = rest.chars().next().filter(|c| *c != '>') else {
            return (lang, rest.get(1..).unwrap_or_default());
        };
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end.max(first.len_utf8()));
        let (value, behind) = match behind.trim_start().strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => ("", behind),
        };
        if name.eq_ignore_ascii_case("lang") && lang.is_none() {
            lang = Some(value.to_owned());
        }
        rest = behind;
    }
}

/// The value of an attribute, and what stands behind it.
fn value_of(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => text.split_at(text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_tags_are_read() {
        let read = |html: &str| -> Vec<(String, bool, Option<String>)> {
            tags(html).into_iter().map(|tag| (tag.name, tag.closes, tag.lang)).collect()
        };
        let tag = |name: &str, closes, lang: Option<&str>| (name.to_owned(), closes, lang.map(str::to_owned));
        assert_eq!(
            read("a <b title=\"x > lang=de\" LANG='fr'>c</B><br lang=en><i lang=ru/>"),
            [tag("b", false, Some("fr")), tag("b", true, None), tag("i", false, Some("ru/"))]
        );
        for broken in ["<", "</", "<a", "<a lang", "<a lang=", "<a lang='", "<a ='", "<é>", "< a>", "<a =>"]
        {
            tags(broken);
        }
        assert_eq!(read("<a lang"), [tag("a", false, Some(""))]);
    }
}
