//! Places in a style: from the lines and columns of its parser to bytes.

/// The byte offset of a line from 0 and a column from 1 in UTF-16 (CSS Syntax 3, section 3.3, says what ends a
/// line).
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut rest = text;
    for _ in 0..line {
        let Some(end) = rest.find(['\n', '\r', '\u{c}']) else { return text.len() };
        let long = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + long..];
    }
    let start = text.len() - rest.len();
    let mut units = column.saturating_sub(1);
    for (at, c) in rest.char_indices() {
        if units == 0 {
            return start + at;
        }
        units = units.saturating_sub(c.len_utf16());
    }
    text.len()
}

/// What stands at a place or next behind it, to be pointed at: a word or a sign.
pub fn word(text: &str, at: usize) -> &str {
    let rest = text[at..].trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || ";{}(),:".contains(c)).unwrap_or(rest.len());
    let one = rest.chars().next().map_or(0, char::len_utf8);
    &rest[..end.max(one)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_as_the_parser_counts() {
        let text = "a\r\n𝄞é}b\nc";
        assert_eq!(&text[offset(text, 1, 1)..], "𝄞é}b\nc");
        assert_eq!(&text[offset(text, 1, 3)..], "é}b\nc");
        assert_eq!(&text[offset(text, 2, 1)..], "c");
        assert_eq!(offset(text, 9, 9), text.len());
        assert_eq!(word(text, offset(text, 1, 1)), "𝄞é");
        assert_eq!(word(text, offset(text, 1, 4)), "}");
        assert_eq!(word("a b", 1), "b");
        assert_eq!(word("a ", 1), "");
    }
}
