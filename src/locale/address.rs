//! Addresses, file names and paths in running text, which are never set.

/// An address at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// How many characters it has.
    pub length: usize,
    /// Whether a sign behind it may be a part of it that only looks like the sentence's.
    pub open: bool,
}

/// Signs that end an address wherever they stand.
const BOUNDS: &str = "\"<>“”„‟«»‹›‘’‚‛…–—′″";

/// How many characters an address has at most: what is no text but a long row of signs costs little.
const LONGEST: usize = 2000;

/// The address with which a text begins, if it does. The text begins with a number of `letters`.
pub fn address(text: &[char], letters: usize) -> Option<Address> {
    // Words of letters alone are most, and those behind which a sentence's sign stands.
    let goes_on = |c: &char| !c.is_whitespace() && !is_unspaced(*c);
    let begins = match text.get(letters..)? {
        [first, second, ..] if letters > 0 => goes_on(first) && goes_on(second),
        [first, ..] if letters == 0 => "/.~\\".contains(*first),
        _ => false,
    };
    if !begins {
        return None;
    }
    let ends = |c: &char| c.is_whitespace() || is_unspaced(*c) || BOUNDS.contains(*c);
    let text = &text[..text.len().min(LONGEST)];
    let whole = &text[..text.iter().position(ends).unwrap_or(text.len())];
    let word = without_last_signs(whole);
    let open = is_url(word);
    let is = open || is_mail(word) || is_path(word) || is_file(word);
    is.then_some(Address { length: word.len(), open })
}

/// Without the signs of the sentence around it.
fn without_last_signs(mut word: &[char]) -> &[char] {
    while let Some((last, rest)) = word.split_last() {
        let closes = matches!(last, ')' | ']' | '}') && !rest.iter().any(|c| matches!(c, '(' | '[' | '{'));
        if !closes && !".,;:!?'*".contains(*last) {
            break;
        }
        word = rest;
    }
    word
}

fn starts_with(word: &[char], start: &str) -> bool {
    start.chars().eq(word.iter().take(start.chars().count()).map(char::to_ascii_lowercase))
}

/// `https://…`, `mailto:…`, `www.…`, `example.org/…`.
fn is_url(word: &[char]) -> bool {
    let scheme = word.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let behind = &word[scheme..];
    let has_scheme = scheme > 1 && starts_with(behind, "://") && behind.len() > 3;
    has_scheme
        || has_host(word)
        || ["www.", "mailto:", "tel:"]
            .iter()
            .any(|start| starts_with(word, start) && word.len() > start.len())
}

/// Whether a word begins with the name of a host and a slash: `example.org/`.
fn has_host(word: &[char]) -> bool {
    let Some(slash) = word.iter().position(|c| *c == '/') else { return false };
    let is_label =
        |label: &[char]| !label.is_empty() && label.iter().all(|c| c.is_alphanumeric() || *c == '-');
    let labels = || word[..slash].split(|c| *c == '.');
    // In 1.5/a and a.m/p.m there is no host.
    let is_top = |label: &[char]| label.len() > 1 && label.iter().all(|c| c.is_alphabetic());
    labels().count() > 1 && labels().all(is_label) && labels().next_back().is_some_and(is_top)
}

/// `name@host.example`.
fn is_mail(word: &[char]) -> bool {
    let Some(at) = word.iter().position(|c| *c == '@') else { return false };
    let (name, host) = (&word[..at], &word[at + 1..]);
    let is = |part: &[char], more: &str| part.iter().all(|c| c.is_alphanumeric() || more.contains(*c));
    !name.is_empty() && is(name, "._%+'-") && is(host, ".-") && host.contains(&'.')
}

/// `/notes/`, `./a`, `~/a`, `C:\a`, `notes/a.md`.
fn is_path(word: &[char]) -> bool {
    let part = |c: &char| c.is_alphanumeric() || "/\\._-~+=&#%@,:?'()".contains(*c);
    if !word.iter().all(part) {
        return false;
    }
    let named = |rest: &[char]| rest.first().is_some_and(|c| c.is_alphanumeric() || *c == '.');
    let whole = ["/", "./", "../", "~/", "\\\\"];
    let drive = matches!(word, [letter, ':', '\\', ..] if letter.is_ascii_alphabetic());
    drive
        || whole.iter().any(|start| starts_with(word, start) && named(&word[start.len()..]))
        || word.iter().any(|c| matches!(c, '/' | '\\')) && has_ending(word)
}

/// `report--final.pdf`.
fn is_file(word: &[char]) -> bool {
    let part = |c: &char| c.is_alphanumeric() || "._-".contains(*c);
    word.iter().all(part) && !word.windows(2).any(|two| two == ['.', '.']) && has_ending(word)
}

/// Whether a word has the ending of a file: two to five small letters or digits behind the last point.
fn has_ending(word: &[char]) -> bool {
    let Some(point) = word.iter().rposition(|c| *c == '.').filter(|point| *point > 0) else { return false };
    let ending = &word[point + 1..];
    (2..=5).contains(&ending.len())
        && ending[0].is_ascii_lowercase()
        && ending.iter().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// Whether a character is a letter or digit of a script that sets spaces between words.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Thai, Lao, Burmese, Khmer, ideographs, kana and full-width signs, which stand without spaces between
/// words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let letters = characters.iter().take_while(|c| is_letter(**c)).count();
        let length = address(&characters, letters).map_or(0, |address| address.length);
        characters[..length].iter().collect()
    }

    #[test]
    fn addresses_end_before_the_signs_of_the_sentence() {
        for address in [
            "https://example.org/a--b?q='x'&c=1...2",
            "www.example.org/it's",
            "o'brien--x@example.org",
            "mailto:a--b@example.org",
            "/bodies/steering--committee/",
            "../notes/a--b.md",
            "content/l'été.md",
            "C:\\Docs\\a--b",
            "report--final.pdf",
            "https://example.org/(a)",
            "x.org/a--b",
            "docs.example.org/it's?a...b",
        ] {
            for behind in ["", ".", "?", "'", "\" x", " x", "，中", "…"] {
                assert_eq!(found(&format!("{address}{behind}")), address, "{behind}");
            }
        }
    }

    #[test]
    fn words_are_no_addresses() {
        for text in [
            "l'un/l'autre",
            "and/or",
            "word--word",
            "e.g.",
            "so...then",
            "9:30",
            "a:b",
            "it's",
            "x@",
            "://a",
            "1.5/a",
            "a.m/p.m",
            "e.g./i.e",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }
}
