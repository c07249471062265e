//! What libraries say of bad input, in an editor's words.

use crate::diagnostics::nearest;

/// The place, message and help for a syntax fault that the YAML parser found at byte `at`.
pub fn syntax(text: &str, at: usize, info: &str) -> (usize, String, Option<String>) {
    let line_start = text[..at.min(text.len())].rfind('\n').map_or(0, |i| i + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    if let Some((at, message, help)) = colon_in_text(line).or_else(|| sign_before_text(line)) {
        return (line_start + at, message, Some(help));
    }
    if let Some((at, message, help)) =
        open_bracket_above(text, line_start).or_else(|| remark_in_list(text, line_start))
    {
        return (at, message, Some(help));
    }
    if let Some(found) = keys_below_an_id(text, line_start, info) {
        return found;
    }
    if let Some((at, help)) = dash_without_space(text, line_start) {
        return (at, "a line of a list needs a space behind its -".into(), Some(help));
    }
    if info.contains("quoted scalar") || info.contains("unclosed quote") {
        return (
            at,
            "this quotation mark is never closed".into(),
            Some("put the same quotation mark at the end of the text".into()),
        );
    }
    if info.contains("unknown anchor") || info.contains("scanning an anchor") {
        let message =
            "a text cannot begin with * or & without quotation marks; YAML takes it for a reference";
        return (at, message.into(), Some(quoted_value(line)));
    }
    if info.contains("did not find expected ',' or ']'") || info.contains("flow sequence") {
        let at = unclosed(text, at, '[', ']');
        return (
            at,
            "a list that begins with [ is not closed".into(),
            Some("close it with ], or put the text in quotation marks if no list is meant".into()),
        );
    }
    if info.contains("flow mapping") {
        let at = unclosed(text, at, '{', '}');
        return (
            at,
            "a record that begins with { is not closed".into(),
            Some("close it with }, or put the text in quotation marks if no record is meant".into()),
        );
    }
    if line.trim_start().starts_with(['@', '`', '%'])
        || line.contains(": @")
        || line.contains(": `")
        || line.contains(": %")
    {
        return (
            at,
            "a text cannot begin with @, ` or % without quotation marks".into(),
            Some(quoted_value(line)),
        );
    }
    if info.contains("'-' indicator") || info.contains("block collection") || info.contains("block mapping") {
        let message = "this line is not in step with the lines above it";
        let help = "entries of one list begin below each other, each with \"- \"; keys of one record too, without it";
        return (at, message.into(), Some(help.into()));
    }
    if info.contains("mapping values are not allowed") && line.starts_with(' ') {
        let start = line_start + (line.len() - line.trim_start().len());
        return (
            start,
            "this line begins with spaces, though the key above has its value already".into(),
            Some(format!("write {} at the beginning of the line", line.trim())),
        );
    }
    if info.contains("recursion limit") {
        let message = "too many brackets stand inside each other here".into();
        return (at, message, Some("put the text in quotation marks, if it is one".into()));
    }
    if info.contains("could not find expected ':'") || info.contains("simple key") {
        return missing_colon(text, at);
    }
    (
        at,
        format!("this line cannot be understood ({info})"),
        Some("compare it with a record that works; spaces at the start of a line matter".into()),
    )
}

/// `title: Note: new members`: a second colon followed by a space.
fn colon_in_text(line: &str) -> Option<(usize, String, String)> {
    let (key, value) = line.split_once(": ")?;
    let text = value.trim();
    if text.starts_with(['"', '\'', '[', '{', '|', '>']) || !(text.contains(": ") || text.ends_with(':')) {
        return None;
    }
    let at = key.len() + 2 + (value.len() - value.trim_start().len());
    let help = format!("write {}: {}", key.trim(), quoted(text));
    Some((at, "a colon inside a text needs quotation marks around the text".into(), help))
}

/// `title: [Draft] Members`, `title: "Foo" bar`, `title: > text`: a sign that means something to
/// YAML, and then a text.
fn sign_before_text(line: &str) -> Option<(usize, String, String)> {
    let (key, value) = line.split_once(": ").or_else(|| line.split_once("- "))?;
    let text = value.trim();
    let sign = text.chars().next()?;
    let behind = &text[sign.len_utf8()..];
    let is_text = match sign {
        '[' | '{' => {
            let close = if sign == '[' { ']' } else { '}' };
            let last = text.rfind(close)?;
            !text[last + 1..].trim().is_empty()
                && !text[last + 1..].trim_start().starts_with(['#', ',', ']', '}'])
        }
        '"' | '\'' => {
            let end = behind.find(sign)?;
            let rest = behind[end + 1..].trim_start();
            !rest.is_empty() && !rest.starts_with(['#', ',', ']', '}'])
        }
        '|' | '>' => behind.starts_with(' ') && !behind.trim_start().starts_with('#'),
        '-' | '?' => behind.starts_with(' '),
        _ => false,
    };
    let at = key.len() + 2 + (value.len() - value.trim_start().len());
    let message = match sign {
        '"' | '\'' => "quotation marks stand around the whole text, and others in it".to_owned(),
        _ => format!("a text that begins with {sign} needs quotation marks; YAML takes the sign for its own"),
    };
    is_text.then(|| (at, message, quoted_value(line)))
}

/// A value that begins with a bracket on this line or the one above, and is nowhere closed: the
/// parser complains of what comes after it.
fn open_bracket_above(text: &str, line_start: usize) -> Option<(usize, String, String)> {
    let before = text[..line_start].trim_end().rfind('\n').map_or(0, |i| i + 1);
    [line_start, before].into_iter().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let (key, value) = line.split_once(": ")?;
        let open = value.trim().chars().next()?;
        let close = match open {
            '[' => ']',
            '{' => '}',
            _ => return None,
        };
        // The next key ends the search: brackets may close on a later line.
        let rest = &text[start + key.len()..];
        let next_key =
            |(i, _): &(usize, &str)| rest[i + 1..].starts_with(|c: char| !c.is_whitespace() && c != close);
        let end = rest.match_indices('\n').find(next_key).map_or(rest.len(), |(i, _)| i);
        if rest[..end].contains(close) {
            return None;
        }
        let at = start + key.len() + 2 + (value.len() - value.trim_start().len());
        let what = if open == '[' { "a list" } else { "a record" };
        Some((
            at,
            format!("{what} that begins with {open} is not closed"),
            format!("close it with {close}, or put the text in quotation marks if {what} is not meant"),
        ))
    })
}

/// `[a, #b]`: in a list, a # begins a remark too.
fn remark_in_list(text: &str, line_start: usize) -> Option<(usize, String, String)> {
    let before = text[..line_start].trim_end().rfind('\n').map_or(0, |i| i + 1);
    [line_start, before].into_iter().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let open = line.find('[')?;
        let i = line[open..].find([',', '[']).and(line.find(" #").or_else(|| line.find("[#")))?;
        let word: String = line[i + 1..].chars().take_while(|c| !matches!(c, ',' | ']' | ' ')).collect();
        (i >= open && word.len() > 1).then(|| {
            let message =
                "YAML takes what begins with # for a remark, and does not see the end of the list".to_owned();
            (start + i + 1, message, format!("put it in quotation marks: {}", quoted(&word)))
        })
    })
}

/// `- an-id` and, below it, `role: chair`: an id alone has no keys.
fn keys_below_an_id(text: &str, line_start: usize, info: &str) -> Option<(usize, String, Option<String>)> {
    let line = text[line_start..].lines().next().unwrap_or_default();
    let above = text[..line_start].trim_end().lines().next_back()?;
    let id = above.trim_start().strip_prefix("- ")?.trim();
    if !info.contains("mapping values are not allowed") || id.contains(' ') || !line.starts_with(' ') {
        return None;
    }
    let start = line_start + (line.len() - line.trim_start().len());
    Some((
        start,
        format!("\"{id}\" above is an id alone, and can have no keys below it"),
        Some(format!("write - organisation: {id} (or person:, or body:), and {} below it", line.trim())),
    ))
}

/// `-b` in a list: the parser complains of what comes later.
fn dash_without_space(text: &str, line_start: usize) -> Option<(usize, String)> {
    let line_at = |start: usize| text[start..].lines().next().unwrap_or_default();
    let before = text[..line_start].trim_end().rfind('\n').map_or(0, |i| i + 1);
    let start = [line_start, before].into_iter().find(|start| {
        let words = line_at(*start).trim_start();
        words.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })?;
    let words = line_at(start).trim_start();
    Some((start + line_at(start).len() - words.len(), format!("write - {}", &words[1..])))
}

/// "write title: \"@ us\"": the line with its value in quotation marks.
fn quoted_value(line: &str) -> String {
    match line.split_once(": ") {
        Some((key, value)) => format!("write {}: {}", key.trim(), in_quotes(value.trim())),
        None => "put the text in quotation marks".to_owned(),
    }
}

/// A text between the quotation marks that need the fewest signs in it. Marks that were already
/// meant to stand around it are not doubled.
pub fn in_quotes(text: &str) -> String {
    let inner =
        ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(text);
    if inner.contains('"') && !inner.contains('\'') { format!("'{inner}'") } else { quoted(inner) }
}

/// The last bracket before byte `at` that nothing closes.
fn unclosed(text: &str, at: usize, open: char, close: char) -> usize {
    let mut depth = 0usize;
    for (i, c) in text[..at.min(text.len())].char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return i,
            }
        }
    }
    at
}

/// A line without its colon: the parser complains one line late.
fn missing_colon(text: &str, at: usize) -> (usize, String, Option<String>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let is_entry = words.starts_with('#') || words.starts_with('-') || words.is_empty();
        let has_colon = words.contains(": ") || words.ends_with(':');
        if !line.starts_with(' ') && !is_entry && !has_colon {
            return (
                start,
                "this line has no key, or no colon and space behind its key".into(),
                Some("write a key, a colon and a space before the value, such as title: Our members".into()),
            );
        }
        start += line.len();
        if start > at {
            break;
        }
    }
    (at, "a colon and a space are missing here".into(), None)
}

/// A text as YAML writes it between double quotation marks.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text as the value of a key: between quotation marks where YAML would read it otherwise.
pub fn value(text: &str) -> String {
    let same = serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|v| v.as_str() == Some(text));
    if same && !text.contains(": ") && !text.contains(" #") { text.to_owned() } else { quoted(text) }
}

/// The field that serde misses, if that is its message.
pub fn missing_field(message: &str) -> Option<&str> {
    message.split_once("missing field `")?.1.split('`').next()
}

/// The message and help for a value that serde refused for `key`.
pub fn shape(key: &str, message: &str) -> (String, Option<String>) {
    let message = message.split(" at line ").next().unwrap_or(message);
    // serde_yaml puts the path before its message.
    let message = message
        .split_once(": ")
        .filter(|(path, rest)| !path.contains(' ') && !rest.is_empty() && !path.starts_with('"'))
        .map_or(message, |(_, rest)| rest);
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        return unknown_word(key, rest);
    }
    if let Some(field) = missing_field(message) {
        return (format!("this entry has no {field}"), Some(format!("add {field}: and its value")));
    }
    for kind in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some((got, expected)) = message.strip_prefix(kind).and_then(|m| m.split_once(", expected ")) {
            return expected_instead(key, got, expected);
        }
    }
    (message.to_owned(), None)
}

fn expected_instead(key: &str, got: &str, expected: &str) -> (String, Option<String>) {
    let name = if key.is_empty() { "this" } else { key };
    let expected = match expected {
        "a sequence" => "a list",
        "a map" => "a record of keys and values",
        e if e.starts_with("struct ") => "a record of keys and values",
        "u16" | "u32" | "u64" | "i64" | "f64" => "a whole number",
        e if e.starts_with("a nonzero") => "a whole number from 1",
        e if e.contains("enum") || e.starts_with("variant") => "one word",
        e => e,
    };
    let got = match got {
        g if g.starts_with("string") || g.starts_with("str") => "text",
        g if g.starts_with("sequence") => "a list",
        g if g.starts_with("map") => "a record of keys and values",
        g if g.starts_with("boolean") => "yes or no",
        g if g.starts_with("integer") || g.starts_with("floating") => "a number",
        g if g.starts_with("unit") || g.starts_with("null") => "nothing",
        g => g,
    };
    if expected == "a whole number from 1" && got == "a number" {
        return (format!("{name} should be 1 or more"), None);
    }
    let help = match (got, expected) {
        ("a list", "text") if matches!(key, "agenda" | "minutes" | "image") => {
            Some("give one file; link to others in the text".to_owned())
        }
        ("text" | "a number", "a list") => {
            Some(format!("write it as {name}: [ ... ], or with one entry a line, each behind \"- \""))
        }
        ("a record of keys and values", "a list") => Some(
            "put \"- \" before its first key and two spaces before the others, or write it as [{ ... }]"
                .to_owned(),
        ),
        ("a list" | "text", "a record of keys and values") if key == "languages" => {
            Some("write each language with what is said in it, such as languages: {fr: {}}".to_owned())
        }
        ("a list", "a record of keys and values") if key == "allow" => {
            Some("write allow: {the rule's name: the reason}".to_owned())
        }
        ("text", "a record of keys and values") => match key {
            "contact" => {
                Some("write the keys below it, such as contact: {email: office@example.org}".to_owned())
            }
            "links" => {
                Some("write each entry as {to: https://www.example.org/, text: what it is}".to_owned())
            }
            "corrections" => {
                Some("write each entry as {on: 2026-03-12, what: what was corrected}".to_owned())
            }
            "gone" => Some("write gone: {on: 2026-03-12, why: the reason}".to_owned()),
            "allow" => Some("write allow: {the rule's name: the reason}".to_owned()),
            _ => None,
        },
        ("a list" | "a record of keys and values", "text") => {
            Some("text that begins with [ or { needs quotation marks".to_owned())
        }
        _ => None,
    };
    (format!("{name} should be {expected}, not {got}"), help)
}

/// The word that was meant where serde refused a word of a list of words.
pub fn nearest_word(message: &str) -> Option<&str> {
    let mut words = message.split_once("unknown variant ")?.1.split('`').skip(1).step_by(2);
    nearest(words.next()?, words)
}

/// serde: "`comitee`, expected one of `committee`, `secretariat`".
fn unknown_word(key: &str, rest: &str) -> (String, Option<String>) {
    let mut words = rest.split('`').skip(1).step_by(2);
    let word = words.next().unwrap_or_default();
    let right: Vec<&str> = words.collect();
    let listed = right.join(", ");
    let help = match nearest(word, right.iter().copied()) {
        Some(near) => format!("did you mean {near}? The words are: {listed}"),
        None => format!("the words are: {listed}"),
    };
    let name = if key.is_empty() { "this" } else { key };
    (format!("{name} cannot be \"{word}\""), Some(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_they_must_be() {
        for same in ["Our members", "Roads, water", "-a"] {
            assert_eq!(value(same), same);
        }
        for other in [
            "Note: new members",
            "* all",
            "- all",
            "Members:",
            "a #b",
            "2025",
            "",
            "@a",
            "%a",
            "? a",
            "> a",
            "!a b",
            "---",
        ] {
            assert_eq!(value(other), format!("\"{other}\""));
        }
    }

    #[test]
    fn serde_in_an_editors_words() {
        let say = |key: &str, message: &str| shape(key, message).0;
        assert_eq!(
            say("members", "members: invalid type: string \"uclg\", expected a sequence at line 3 column 10"),
            "members should be a list, not text"
        );
        assert_eq!(
            say(
                "classification",
                "classification: unknown variant `comitee`, expected one of `committee`, `board` at line 1 column 2"
            ),
            "classification cannot be \"comitee\""
        );
        assert_eq!(say("date", "date: there is no month 13 at line 2 column 7"), "there is no month 13");
    }
}
