//! The language of texts, told by their letters and words.

use whatlang::{Detector, Lang};

use super::prose::{Passage, Place};
use super::words::{self, Sample};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::site::document::BlockKind;

/// A text in another language than its file says.
pub static OTHER_LANGUAGE: Rule = Rule {
    name: "other-language",
    severity: Severity::Advice,
    docs: "A file's name says its language. Screen readers speak the text by its rules, and search \
           engines show it to its readers, so a text in another language is heard as noise.\n\n\
           Wrong: a French text in `members.md` of an English site\n\n\
           Right: the French text in `members.fr.md`; of a quote, `language: fr`",
};

/// Shorter texts do not tell their language, in letters.
const SHORTEST: usize = 70;

/// Shorter texts have to be certain: another script, or many small words of another language and none
/// of their own.
const SHORT: usize = 120;

/// So many letters of a text are looked at.
const LOOKED_AT: usize = 400;

/// So many paragraphs of a file are looked at where small words of its language are not known.
const FEW: usize = 3;

/// Languages by their tags' first parts, as the detector calls them.
const CODES: [(&str, Lang); 48] = [
    ("ar", Lang::Ara),
    ("be", Lang::Bel),
    ("bg", Lang::Bul),
    ("bn", Lang::Ben),
    ("ca", Lang::Cat),
    ("cs", Lang::Ces),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("es", Lang::Spa),
    ("et", Lang::Est),
    ("fa", Lang::Pes),
    ("fi", Lang::Fin),
    ("fr", Lang::Fra),
    ("gu", Lang::Guj),
    ("he", Lang::Heb),
    ("hi", Lang::Hin),
    ("hr", Lang::Hrv),
    ("hu", Lang::Hun),
    ("hy", Lang::Hye),
    ("id", Lang::Ind),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("ka", Lang::Kat),
    ("ko", Lang::Kor),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("mk", Lang::Mkd),
    ("nb", Lang::Nob),
    ("nl", Lang::Nld),
    ("no", Lang::Nob),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("ru", Lang::Rus),
    ("sk", Lang::Slk),
    ("sl", Lang::Slv),
    ("sr", Lang::Srp),
    ("sv", Lang::Swe),
    ("ta", Lang::Tam),
    ("th", Lang::Tha),
    ("tr", Lang::Tur),
    ("uk", Lang::Ukr),
    ("ur", Lang::Urd),
    ("vi", Lang::Vie),
    ("zh", Lang::Cmn),
    ("nn", Lang::Nob),
];

/// Languages that are so near each other that letters do not tell them apart.
const NEAR: [&[Lang]; 9] = [
    &[Lang::Dan, Lang::Nob, Lang::Swe],
    &[Lang::Srp, Lang::Hrv, Lang::Slv],
    &[Lang::Spa, Lang::Por, Lang::Cat, Lang::Ita],
    &[Lang::Ind, Lang::Jav],
    &[Lang::Mkd, Lang::Bul, Lang::Srp],
    &[Lang::Ukr, Lang::Rus, Lang::Bel, Lang::Bul],
    &[Lang::Ces, Lang::Slk],
    &[Lang::Urd, Lang::Pes, Lang::Ara],
    &[Lang::Hin, Lang::Mar, Lang::Nep],
];

/// Texts in another language than they are said to be: the whole file once, or its paragraphs.
pub fn check(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    let mut judged = 0;
    let mut others: Vec<(&Passage<'_>, Lang)> = Vec::new();
    let told =
        |place: Place| !matches!(place, Place::Fact | Place::Block(BlockKind::Cell | BlockKind::Heading));
    for passage in passages.iter().filter(|passage| told(passage.place)) {
        match verdict(passage) {
            Verdict::Other(lang) => others.push((passage, lang)),
            Verdict::AsSaid => {}
            Verdict::TooShort => continue,
        }
        judged += 1;
        // Without small words each paragraph costs a comparison of letters; a few tell enough.
        if judged == FEW && declared(passage.language).is_some_and(|lang| !words::are_known(code(lang))) {
            break;
        }
    }
    let whole = judged > 1 && others.len() == judged;
    for (passage, lang) in others.iter().take(if whole { 1 } else { others.len() }) {
        let range = passage.range(0..passage.length());
        let what = match (passage.is_quote(), whole) {
            (true, _) => "these words",
            (false, true) => "the text of this file",
            (false, false) => "this paragraph",
        };
        let message =
            format!("{what} seems to be {}, and is said to be {}", lang.eng_name(), name(passage.language));
        let message = if passage.is_quote() {
            message.replacen("seems", "seem", 1).replacen("is said", "are said", 1)
        } else {
            message
        };
        let code = CODES.iter().find(|(_, known)| known == lang).map_or(lang.code(), |(code, _)| *code);
        let help = match (passage.is_quote(), whole) {
            (true, _) => format!("if it was said so, add language: {code}"),
            (false, true) => format!("a text in {} lies in a file NAME.{code}.md", lang.eng_name()),
            (false, false) => "translate it, or make it a quote with its language".to_owned(),
        };
        let first_line =
            passage.characters().iter().position(|(_, c)| *c == '\n').unwrap_or(passage.length());
        let first = passage.range(0..first_line);
        let start = if first.is_empty() { range } else { first };
        found.add(
            Diagnostic::new(&OTHER_LANGUAGE, Span::new(file, start.start, start.end), message).help(help),
        );
    }
}

fn name(tag: &str) -> &str {
    declared(tag).map_or(tag, |lang| lang.eng_name())
}

fn declared(tag: &str) -> Option<Lang> {
    let first = tag.split('-').next().unwrap_or_default();
    CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(first)).map(|(_, lang)| *lang)
}

/// What is known of a passage's language.
enum Verdict {
    /// It is too short, or its language is not known.
    TooShort,
    /// Nothing speaks against what is said.
    AsSaid,
    /// It is another one.
    Other(Lang),
}

fn verdict(passage: &Passage<'_>) -> Verdict {
    let Some(said) = declared(passage.language) else { return Verdict::TooShort };
    if passage.language.contains("Latn") || passage.language.contains("Cyrl") {
        return Verdict::TooShort;
    }
    let sample = Sample::new(passage.text(), LOOKED_AT);
    let letters = sample.letters;
    // An ideograph tells more than a letter.
    let is_ideograph = |c: char| c >= '\u{2e80}';
    let weight = if !sample.text.is_ascii() && sample.text.contains(is_ideograph) { 3 } else { 1 };
    if letters * weight < SHORTEST {
        return Verdict::TooShort;
    }
    // Small words settle nearly all texts, and cost next to nothing.
    let own = sample.share(code(said));
    if own.is_some_and(|own| is_plain(own, &sample)) || is_list_of_names(sample.text) {
        return Verdict::AsSaid;
    }
    let Some(info) = Detector::new().detect(sample.text) else { return Verdict::AsSaid };
    let other = info.lang();
    let near = NEAR.iter().any(|group| group.contains(&said) && group.contains(&other));
    let script = info.script() != whatlang::Script::Latin && info.script() != whatlang::Script::Cyrillic;
    let theirs = sample.share(code(other));
    let certain = match theirs {
        Some(share) => is_telling(share, own.unwrap_or(0.0)),
        // Scripts of one language leave no doubt; letters alone do.
        None => !near && (script || (info.is_reliable() && info.confidence() > 0.95)),
    };
    let short = letters * weight < SHORT;
    let sure = script || (theirs.is_some_and(|share| share >= 0.25) && own.is_none_or(|share| share < 0.05));
    let needed = if near { 0.99 } else { 0.8 };
    let certain = certain && (!short || sure);
    let needed = if short && sure { 0.0 } else { needed };
    let is_other = other != said && certain && (script && !near || info.confidence() >= needed);
    if is_other { Verdict::Other(other) } else { Verdict::AsSaid }
}

/// Whether small words alone tell that a text is in the language that it is said to be in, with a
/// share `own` of them.
fn is_plain(own: f64, sample: &Sample<'_>) -> bool {
    // Where few are its own, another language has to be out of the question: one of which small words
    // are known has too few of them, and nearly all others write accents.
    own >= 0.12 || (own >= 0.05 && !is_telling(sample.largest(), own) && sample.text.is_ascii())
}

/// Whether the small words of another language are so many beside those of the own one.
fn is_telling(theirs: f64, own: f64) -> bool {
    theirs >= 0.15 && theirs > 2.0 * own
}

/// Whether so many words begin with a capital as in no German text: names keep the small words of
/// their own language.
fn is_list_of_names(sample: &str) -> bool {
    let words = || sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    5 * capitals > 2 * words().count()
}

fn code(lang: Lang) -> &'static str {
    CODES.iter().find(|(_, known)| *known == lang).map_or("", |(code, _)| *code)
}
