//! Quotation marks: those of another language, and signs that only look like marks.

use super::prose::{Passage, Place};
use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Edit, FileId, Findings, Rule, Severity, Span};
use crate::locale::address::is_unspaced;
use crate::locale::typesetter;

/// Quotation marks of another language.
pub static WRONG_MARKS: Rule = Rule {
    name: "wrong-marks",
    severity: Severity::Warning,
    docs: "Each language has quotation marks of its own, and readers stumble over others. Straight \
           marks in a text are always right: they become those of its language when it is shown.\n\n\
           Wrong: `The Board «agreed».` in an English text\n\n\
           Right: `The Board \"agreed\".` or `The Board “agreed”.`",
};

/// A sign that is no quotation mark and stands for one.
pub static NOT_A_MARK: Rule = Rule {
    name: "not-a-mark",
    severity: Severity::Warning,
    docs: "Some signs look like quotation marks and are none: ¨ is a diaeresis, ´ and the sign ` are \
           accents, ″ means inches or seconds, and `,,` are two commas. Screen readers read them as \
           what they are, and searching does not find them.\n\n\
           Wrong: `¨We are ready¨`, `it´s`\n\n\
           Right: `\"We are ready\"`, `it's`",
};

/// The same mark straight and curly in one file.
pub static STRAIGHT_AND_CURLY: Rule = Rule {
    name: "straight-and-curly",
    severity: Severity::Advice,
    docs: "Readers see the same marks either way, but whoever searches or edits the file has to think \
           of two.\n\n\
           Wrong: `It's true that it’s late.`\n\n\
           Right: `It's true that it's late.`",
};

/// A language by the first part of its tag, its English name, and the marks that are right in it,
/// those of a quotation in a quotation and well-known variants included (CLDR, delimiters;
/// Wikipedia's survey of marks for variants). A language that is not here is not judged.
const LANGUAGES: [(&str, &str, &str); 43] = [
    ("ar", "Arabic", "“”„«»‹›‘"),
    ("be", "Belarusian", "«»„“”"),
    ("bg", "Bulgarian", "„“”«»‚‘"),
    ("bs", "Bosnian", "„”“»«‘‚"),
    ("ca", "Catalan", "«»“”‘"),
    ("cs", "Czech", "„“‚‘»«›‹"),
    ("da", "Danish", "“”‘»«›‹„‚"),
    ("de", "German", "„“‚‘»«›‹"),
    ("el", "Greek", "«»“”‘"),
    ("en", "English", "“”‘"),
    ("es", "Spanish", "«»“”‘"),
    ("et", "Estonian", "„“”«»‚‘"),
    ("eu", "Basque", "«»“”‘"),
    ("fa", "Persian", "«»‹›“”"),
    ("fi", "Finnish", "”»›"),
    ("fr", "French", "«»‹›“”‘"),
    ("ga", "Irish", "“”‘"),
    ("gl", "Galician", "«»“”‘"),
    ("he", "Hebrew", "”„“‘‚"),
    ("hi", "Hindi", "“”‘"),
    ("hr", "Croatian", "„”“»«‘‚"),
    ("hu", "Hungarian", "„”»«"),
    ("id", "Indonesian", "“”‘"),
    ("is", "Icelandic", "„“‚‘"),
    ("it", "Italian", "«»“”‘"),
    ("ja", "Japanese", "「」『』“”‘"),
    ("ko", "Korean", "“”‘「」『』"),
    ("lt", "Lithuanian", "„“‚‘"),
    ("nb", "Norwegian", "«»“”‘„"),
    ("nl", "Dutch", "“”‘„‚«»"),
    ("nn", "Norwegian", "«»“”‘„"),
    ("no", "Norwegian", "«»“”‘„"),
    ("pl", "Polish", "„”«»‚‘"),
    ("pt", "Portuguese", "«»“”‘"),
    ("ro", "Romanian", "„”«»"),
    ("ru", "Russian", "«»„“"),
    ("sk", "Slovak", "„“‚‘»«›‹"),
    ("sl", "Slovenian", "„“‚‘»«›‹"),
    ("sr", "Serbian", "„”“»«‘‚"),
    ("sv", "Swedish", "”»›"),
    ("tr", "Turkish", "“”‘«»"),
    ("uk", "Ukrainian", "«»„“”"),
    ("zh", "Chinese", "“”‘「」『』"),
];

/// What opens a quotation somewhere, and what may close it.
const PAIRS: [(char, &str); 10] = [
    ('“', "”"),
    ('„', "“”"),
    ('”', "”"),
    ('«', "»"),
    ('»', "«»"),
    ('‹', "›"),
    ('›', "‹›"),
    ('‚', "‘’"),
    ('「', "」"),
    ('『', "』"),
];

/// The English name of a language and the marks that are right in it.
pub fn language(tag: &str) -> Option<(&'static str, &'static str)> {
    let tag = tag.to_ascii_lowercase();
    let first = tag.split('-').next().unwrap_or_default();
    let (_, name, right) = LANGUAGES.iter().find(|(code, ..)| *code == first)?;
    Some(match tag.as_str() {
        "de-ch" => (name, "«»‹›„“‚‘»«"),
        _ => (name, right),
    })
}

/// Quotation marks that some language uses. ’ is an apostrophe too, and is not judged.
const MARKS: &str = "“”„‟«»‹›‚‘‛「」『』";

/// Marks of other languages: one finding a file.
pub fn wrong(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    let mut all: Vec<(&Passage<'_>, Vec<usize>)> = Vec::new();
    for passage in passages.iter().filter(|passage| !passage.is_quote()) {
        if !passage.signs.hold_any(MARKS) {
            continue;
        }
        let Some((_, right)) = language(passage.language) else { continue };
        let wrong: Vec<usize> = (0..passage.length()).filter(|i| is_wrong(passage, *i, right)).collect();
        if !wrong.is_empty() {
            all.push((passage, wrong));
        }
    }
    let Some((passage, wrong)) = all.first() else { return };
    let Some((name, _)) = language(passage.language) else { return };
    let count: usize = all.iter().map(|(_, wrong)| wrong.len()).sum();
    let Some((first, mark)) = wrong.first().and_then(|i| Some((*i, passage.at(*i)?))) else { return };
    let more = if count > 1 { format!(" ({count} such marks in this file)") } else { String::new() };
    let range = passage.range(first..first + 1);
    let mut diagnostic = Diagnostic::new(
        &WRONG_MARKS,
        Span::new(file, range.start, range.end),
        format!("{mark} is no quotation mark of {name}{more}"),
    );
    let marks = typesetter::around(passage.language);
    let right = format!("{}…{}", marks.0, marks.1);
    diagnostic = if passage.place == Place::Fact {
        diagnostic.help(format!("{name} uses {right}"))
    } else {
        diagnostic.help(format!("{name} uses {right}; type straight marks (\"), and they become these"))
    };
    // A straight mark could end the value that it stands in.
    let single = |open: usize| passage.at(open).is_some_and(|c| "‘‚‹›".contains(c));
    let pair = pair(passage, first).filter(|(open, _)| passage.place != Place::Fact || !single(*open));
    if let Some((open, close)) = pair {
        diagnostic = diagnostic.mend(false, straightened(file, passage, open, close, &marks));
    }
    found.add(diagnostic);
}

/// Whether a character is a mark that is wrong here.
fn is_wrong(passage: &Passage<'_>, i: usize, right: &str) -> bool {
    let Some(c) = passage.at(i).filter(|c| MARKS.contains(*c) && !right.contains(*c)) else { return false };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        // In many languages' names and in transcriptions ‘ is a letter; » and › point to a page.
        '‘' | '‛' | '‚' => pair(passage, i).is_some() && !letter(passage.before(i)),
        '«' | '»' | '‹' | '›' => pair(passage, i).is_some(),
        // 5” is five inches.
        '”' | '“' => !passage.before(i).is_some_and(|c| c.is_ascii_digit()) || pair(passage, i).is_some(),
        _ => true,
    }
}

/// The two marks of the quotation that a mark opens or closes.
fn pair(passage: &Passage<'_>, i: usize) -> Option<(usize, usize)> {
    let mark = passage.at(i)?;
    let closers = |mark: char| PAIRS.iter().find(|(open, _)| *open == mark).map_or("", |(_, close)| *close);
    let closers = if mark == '‘' { "’" } else { closers(mark) };
    let behind = (i + 1..passage.length()).find(|j| passage.at(*j).is_some_and(|c| closers.contains(c)));
    if let Some(close) = behind.filter(|_| opens(passage, i)) {
        return Some((i, close));
    }
    let before = |j: &usize| {
        passage.at(*j).is_some_and(|open| {
            PAIRS.iter().any(|(mark_open, close)| *mark_open == open && close.contains(mark))
        }) && opens(passage, *j)
    };
    (0..i).rev().find(before).map(|open| (open, i))
}

/// Whether a mark stands where a quotation opens: before no space but the one that French sets.
pub fn opens(passage: &Passage<'_>, i: usize) -> bool {
    if let Some(corner @ ('「' | '『' | '」' | '』')) = passage.at(i) {
        return matches!(corner, '「' | '『');
    }
    let behind = passage.before(i).is_none_or(|c| c.is_whitespace() || "([{-–—/¿¡'’‘“„«‹\"".contains(c));
    let unspaced = passage.before(i).is_some_and(|c| is_unspaced(c) || c >= '\u{2e80}');
    let before = passage.at(i + 1).is_some_and(|c| !c.is_whitespace());
    let spaced =
        matches!(passage.at(i), Some('«' | '‹')) && passage.at(i + 1).is_some_and(char::is_whitespace);
    (behind || unspaced) && (before || spaced)
}

/// The changes that set the right marks: straight ones in a text, which become the language's own.
fn straightened(
    file: FileId,
    passage: &Passage<'_>,
    open: usize,
    close: usize,
    marks: &(String, String),
) -> Vec<Edit> {
    let space = |i: usize| passage.at(i).is_some_and(|c| c.is_whitespace() && c != '\n');
    let single = passage.at(open).is_some_and(|c| "‘‚‹›".contains(c));
    let (left, right) = match (passage.place, single) {
        (Place::Fact, false) => (marks.0.as_str(), marks.1.as_str()),
        (_, true) => ("'", "'"),
        (_, false) => ("\"", "\""),
    };
    let opened = passage.range(open..open + 1 + usize::from(space(open + 1)));
    let closed = passage.range(close - usize::from(space(close - 1) && close - 1 > open + 1)..close + 1);
    [(opened, left), (closed, right)]
        .into_iter()
        .map(|(range, text)| Edit { span: Span::new(file, range.start, range.end), text: text.to_owned() })
        .collect()
}

/// A sign that stands for a mark: how many characters it has, what it is, and what is meant.
struct Sign {
    length: usize,
    what: &'static str,
    meant: &'static str,
}

/// What `<<` and `>>` are.
const ANGLES: &str = "these are signs of comparison, each twice";

/// Signs that only look like marks: one finding for each sort in a passage.
pub fn not_marks(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    for passage in passages.iter().filter(|passage| may_hold_signs(passage)) {
        let mut sorts: Vec<(&str, Vec<(usize, Sign)>)> = Vec::new();
        let mut i = 0;
        while i < passage.length() {
            let Some(sign) = sign(passage, i) else {
                i += 1;
                continue;
            };
            let at = i;
            i += sign.length;
            match sorts.iter_mut().find(|(what, _)| *what == sign.what) {
                Some((_, list)) => list.push((at, sign)),
                None => sorts.push((sign.what, vec![(at, sign)])),
            }
        }
        for (what, signs) in sorts {
            found.extend(not_a_mark(file, passage, what, &signs));
        }
    }
}

fn not_a_mark(
    file: FileId,
    passage: &Passage<'_>,
    what: &str,
    signs: &[(usize, Sign)],
) -> Option<Diagnostic> {
    let span = |at: usize, length: usize| {
        let range = passage.range(at..at + length);
        Span::new(file, range.start, range.end)
    };
    let (first, sign) = signs.first()?;
    let (look, one) = if what.starts_with("U+") { ("it looks", "it") } else { ("they look", "them") };
    let message = format!("{what}; {look} like a quote mark but screen readers do not treat {one} as one");
    let mut diagnostic = Diagnostic::new(&NOT_A_MARK, span(*first, sign.length), message);
    for (at, sign) in signs.iter().skip(1).take(3) {
        diagnostic = diagnostic.label(span(*at, sign.length), "and here");
    }
    if passage.is_quote() {
        return Some(
            diagnostic.help("set a true mark, if the speaker's words allow it, and renew their seal"),
        );
    }
    let help = if sign.meant == "'" { "type ' for an apostrophe" } else { "type straight marks (\")" };
    diagnostic = diagnostic.help(help);
    // A straight mark could end the value that it stands in.
    if passage.place == Place::Fact {
        return Some(diagnostic);
    }
    // The space that French sets within its marks goes with them.
    let space = |i: usize| passage.at(i).is_some_and(|c| c.is_whitespace() && c != '\n');
    let whole = |at: usize, sign: &Sign| match passage.at(at) {
        Some('<') => span(at, sign.length + usize::from(space(at + sign.length))),
        Some('>') if at > 0 && space(at - 1) => span(at - 1, sign.length + 1),
        _ => span(at, sign.length),
    };
    let edits = signs.iter().map(|(at, sign)| Edit { span: whole(*at, sign), text: sign.meant.to_owned() });
    Some(diagnostic.mend(false, edits.collect()))
}

/// Whether a passage has to be looked through for signs that stand for marks.
fn may_hold_signs(passage: &Passage<'_>) -> bool {
    let doubled = |sign: char, twice: &str| passage.signs.hold(sign) && passage.text().contains(twice);
    passage.signs.hold_any("¨´`′″<>") || doubled('\'', "''") || doubled(',', ",,")
}

/// The sign at `i` that stands for a mark, if one does.
fn sign(passage: &Passage<'_>, i: usize) -> Option<Sign> {
    let own = passage.at(i).filter(|c| "¨´`′″,<>'".contains(*c))?;
    let (before, next) = (passage.before(i), passage.at(i + 1));
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let start = before.is_none_or(|c| c.is_whitespace() || "([«“\"".contains(c));
    let in_word = letter(before) && letter(next);
    let alone = start && next.is_none_or(char::is_whitespace);
    let holds = |sign: char| passage.characters().iter().filter(|(_, c)| *c == sign).count();
    let sign = |length, what, meant| Some(Sign { length, what, meant });
    match own {
        '¨' if !alone => sign(1, "U+00A8 is a diaeresis", if in_word { "'" } else { "\"" }),
        '´' if !alone => sign(
            1,
            "U+00B4 is an acute accent",
            if start || !letter(next) && holds('´') > 1 { "\"" } else { "'" },
        ),
        '`' if in_word => sign(1, "U+0060 is a grave accent", "'"),
        '`' if start && letter(next) && !passage.is_quote() => sign(1, "U+0060 is a grave accent", "'"),
        '′' if in_word => sign(1, "U+2032 is a prime, for feet and minutes", "'"),
        '″' if start && letter(next) => sign(1, "U+2033 is a double prime, for inches and seconds", "\""),
        '″' if holds('″') > 1 && before.is_some_and(|c| !c.is_numeric() && !c.is_whitespace()) => {
            sign(1, "U+2033 is a double prime, for inches and seconds", "\"")
        }
        ',' if start && next == Some(',') && letter(passage.at(i + 2)) => {
            sign(2, "these are two commas", "\"")
        }
        '<' if next == Some('<') && angles(passage, i, '>') => sign(2, ANGLES, "\""),
        '>' if next == Some('>') && angles(passage, i, '<') => sign(2, ANGLES, "\""),
        '\'' if next == Some('\'') && !before.is_some_and(char::is_numeric) => {
            sign(2, "these are two apostrophes", "\"")
        }
        _ => None,
    }
}

/// Whether `<<` and `>>` stand around words: there is the other one, and no third sign. Between
/// spaces they are a programmer's, but in French.
fn angles(passage: &Passage<'_>, i: usize, other: char) -> bool {
    let own = passage.at(i);
    let twice = |j: usize| passage.at(j) == Some(other) && passage.at(j + 1) == Some(other);
    let opens = other == '>';
    let (mut range, word) =
        if opens { (i + 2..passage.length(), passage.at(i + 2)) } else { (0..i, passage.before(i)) };
    let tight = word.is_some_and(|c| !c.is_whitespace()) || passage.language.starts_with("fr");
    tight && passage.at(i + 2) != own && passage.before(i) != own && range.any(twice)
}

/// A mark that stands straight and curly in the texts of one file.
pub fn straight_and_curly(source: &Source<'_>, passages: &[Passage<'_>], found: &mut Findings) {
    let blocks = || passages.iter().filter(|passage| matches!(passage.place, Place::Block(_)));
    for (straight, curly) in [("'", "’"), ("\"", "“”")] {
        let may_hold = |signs: &str| blocks().any(|passage| passage.signs.hold_any(signs));
        if !may_hold(straight) || !may_hold(curly) {
            continue;
        }
        let of = |wanted: &dyn Fn(char) -> bool| -> Vec<std::ops::Range<usize>> {
            let places = |passage: &'_ Passage<'_>| -> Vec<std::ops::Range<usize>> {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                // 5" is a measure, and צה"ל an abbreviation.
                let measure = |i: usize| {
                    let within = straight == "\"" && letter(passage.before(i)) && letter(passage.at(i + 1));
                    within || passage.before(i).is_some_and(char::is_numeric)
                };
                let is = |i: &usize| passage.at(*i).is_some_and(wanted) && !measure(*i);
                (0..passage.length()).filter(is).map(|i| passage.range(i..i + 1)).collect()
            };
            blocks().flat_map(places).collect()
        };
        let (straights, curlies) = (of(&|c| straight.contains(c)), of(&|c| curly.contains(c)));
        let straight_is_rarer = straights.len() <= curlies.len();
        let rarer = if straight_is_rarer { &straights } else { &curlies };
        let (Some(first), false) = (rarer.first(), straights.is_empty() || curlies.is_empty()) else {
            continue;
        };
        let (rare, often) = if straight_is_rarer { ("straight", "curly") } else { ("curly", "straight") };
        let mark = if straight == "'" { "apostrophe" } else { "quotation mark" };
        found.add(
            Diagnostic::new(
                &STRAIGHT_AND_CURLY,
                source.span(first.clone()),
                format!("this {mark} is {rare}, others in this file are {often}"),
            )
            .help("readers see the same; keep to one way"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::quotation::{Pair, marks};

    #[test]
    fn marks_that_are_set_are_right() {
        let tags = LANGUAGES.iter().map(|(code, ..)| *code);
        for tag in tags.chain(["fr-CA", "fr-CH", "de-CH", "es-US", "pt-PT", "zh-Hant"]) {
            let (name, right) = language(tag).unwrap();
            let set = marks(tag);
            for Pair { open, close } in [set.outer, set.inner] {
                for mark in [open, close].into_iter().filter(|mark| MARKS.contains(*mark)) {
                    assert!(right.contains(mark), "{mark} in {name} ({tag})");
                }
            }
        }
    }
}
