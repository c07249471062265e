//! Whether the brackets, strings and comments of a style are closed (CSS Syntax 3, section 4): browsers close
//! them silently at its end, and what stands behind the slip is lost.

/// What the brackets of a text are like.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// How deep they stand in each other.
    pub depth: usize,
    /// How deep round ones stand in each other.
    pub round: usize,
    /// The first that is open at the end of the text: where, and what.
    pub open: Option<(usize, &'static str)>,
}

/// Goes through a text.
pub fn shape(text: &str) -> Shape {
    let bytes = text.as_bytes();
    let mut shape = Shape::default();
    let mut open: Vec<(usize, &'static str)> = Vec::new();
    let (mut at, mut round) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' | b'\'' => at = string(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let Some(end) = text[at + 2..].find("*/") else {
                    open.insert(0, (at, "/*"));
                    break;
                };
                at += end + 3;
            }
            b'{' | b'(' | b'[' => {
                let what = ["{", "(", "["].into_iter().find(|sign| sign.as_bytes()[0] == *byte);
                open.push((at, what.unwrap_or_default()));
                shape.depth = shape.depth.max(open.len());
                if *byte == b'(' {
                    round += 1;
                    shape.round = shape.round.max(round);
                }
                if *byte == b'(' && is_address(bytes, at) {
                    at = text[at..].find(')').map_or(bytes.len(), |end| at + end - 1);
                }
            }
            b'}' | b')' | b']' => {
                let right = match byte {
                    b'}' => "{",
                    b')' => "(",
                    _ => "[",
                };
                if open.last().is_some_and(|(_, what)| *what == right) {
                    open.pop();
                    round -= usize::from(*byte == b')');
                }
            }
            _ => {}
        }
        at += 1;
    }
    shape.open = open.first().copied();
    shape
}

/// The end of the string that begins at a place: its mark, or the end of the line.
fn string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return at,
            byte if *byte == bytes[start] => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Whether the bracket at a place is that of an address without quotation marks, in which no other counts.
fn is_address(bytes: &[u8], at: usize) -> bool {
    let name = at.checked_sub(3).and_then(|start| bytes.get(start..at));
    let first = bytes[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
    name.is_some_and(|name| name.eq_ignore_ascii_case(b"url")) && !matches!(first, Some(b'"' | b'\'') | None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_found() {
        for (text, depth, round, open) in [
            ("a { b: c(d[e]) }", 3, 1, None),
            ("a { b: \"{\" '(' url({) /* { */ \\{ }", 2, 1, None),
            ("a { b: c; d { } ", 2, 0, Some((2, "{"))),
            ("a { } /* b", 1, 0, Some((6, "/*"))),
            ("a { b: \"c\n }", 1, 0, None),
            ("a { b: (c(d) } d { }", 3, 2, Some((2, "{"))),
            ("(a)(b(c))", 2, 2, None),
            ("}}) \\", 0, 0, None),
            ("url(", 1, 1, Some((3, "("))),
            ("\"", 0, 0, None),
        ] {
            assert_eq!(shape(text), Shape { depth, round, open }, "{text}");
        }
    }
}
