//! Telephone numbers, numbers in groups and addresses in a text from right to left. Their signs (`+`, `/`, spaces between groups of
//! digits) have no direction of their own, so a browser would show `+44 1632` as `1632 44+`.

use std::ops::Range;

/// How few digits a number in groups has.
const FEWEST: usize = 5;

/// The parts of a text that keep their own order, from left to right.
pub fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()).map(|i| at + i) {
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |i| start + i);
        let word = &text[start..end];
        at = end;
        if let Some(i) = begins(word) {
            if let Some(length) = number(&text[start + i..]) {
                parts.push(start + i..start + i + length);
                at = start + i + length;
            }
        } else if let Some(i) = address(word) {
            let length = word[i..].trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/').len();
            parts.push(start + i..start + i + length);
        }
    }
    parts
}

/// Where a number may begin in a word: with its first digit, or the sign or bracket before that.
fn begins(word: &str) -> Option<usize> {
    let digit = word.find(|c: char| c.is_ascii_digit())?;
    Some(if word[..digit].ends_with(['+', '(']) { digit - 1 } else { digit })
}

/// How long the number in groups is with which a text begins: a telephone number (ITU-T E.123), or thousands.
fn number(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['+', '(']).unwrap_or(text);
    let opened = text.len() - rest.len();
    let inside = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '(' | ')' | '.' | '/')
    };
    let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    // A number alone keeps its order by itself.
    let is_grouped = text.starts_with('+') || digits < number.len();
    (digits >= FEWEST && is_grouped).then_some(opened + number.len())
}

/// Where an address begins in a word.
fn address(word: &str) -> Option<usize> {
    ["https://", "http://", "www."].iter().find_map(|start| word.find(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_found() {
        for (text, expected) in [
            ("الاتصال على +44 1632 960011، أو", vec!["+44 1632 960011"]),
            ("الرقم +1 فقط", vec![]),
            ("(+216\u{a0}71\u{a0}123\u{a0}456)", vec!["+216\u{a0}71\u{a0}123\u{a0}456"]),
            ("انظر https://x.example/a/، و www.y.example.", vec!["https://x.example/a/", "www.y.example"]),
            ("2026", vec![]),
            ("نحو 12 000 زائر", vec!["12 000"]),
            ("10 مايو 2026", vec![]),
            ("هاتف (022) 555-0102.", vec!["(022) 555-0102"]),
            ("01 42 34 56 78", vec!["01 42 34 56 78"]),
        ] {
            let found: Vec<&str> = parts(text).into_iter().map(|part| &text[part]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
