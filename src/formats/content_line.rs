//! Content lines, of which iCalendar (RFC 5545 §3.1) and vCard (RFC 6350 §3.2) are made.

/// The length of a line in octets, its end not counted.
const OCTETS: usize = 75;

/// Lines of a calendar or card.
#[derive(Debug, Default)]
pub struct ContentLines(String);

impl ContentLines {
    /// Appends a line whose value is written as it is: a moment, a number, an address.
    pub fn raw(&mut self, name: &str, value: &str) {
        let line: String = format!("{name}:{value}").chars().filter(|c| !c.is_control()).collect();
        self.fold(&line);
    }

    /// Appends a line whose value is a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &escaped(value));
    }

    /// Appends a line of words in a language.
    pub fn words(&mut self, name: &str, tag: &str, value: &str) {
        self.text(&format!("{name};LANGUAGE={tag}"), value);
    }

    /// All lines.
    pub fn finish(self) -> String {
        self.0
    }

    /// Appends a line, folded where it is too long; no character is cut.
    fn fold(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text as a value (RFC 5545 §3.3.11, RFC 6350 §3.4).
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A text as the value of a parameter, between quotation marks (RFC 6868).
pub fn parameter(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let words = "اجتماع المجلس 理事会会议 ".repeat(20);
        let mut lines = ContentLines::default();
        lines.text("SUMMARY", &words);
        let folded = lines.finish();
        assert!(folded.split("\r\n").all(|line| line.len() <= OCTETS));
        assert!(folded.split("\r\n").count() > 5);
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{words}\r\n"));
    }

    #[test]
    fn a_line_of_just_the_length_is_whole() {
        let mut lines = ContentLines::default();
        lines.raw("A", &"b".repeat(OCTETS - 2));
        assert_eq!(lines.finish().matches("\r\n").count(), 1);
    }

    #[test]
    fn signs_that_part_values_are_escaped() {
        assert_eq!(escaped("a; b, c\\d\r\ne\nf: \"g\""), "a\\; b\\, c\\\\d\\ne\\nf: \"g\"");
        assert_eq!(parameter("Quay \"1\"\nTeluma^"), "\"Quay ^'1^'^nTeluma^^\"");
        let mut lines = ContentLines::default();
        lines.text("NOTE", "one\ttwo\rEND:VCARD");
        assert_eq!(lines.finish(), "NOTE:onetwoEND:VCARD\r\n");
    }
}
