//! Small words: those by which a language is known, and those that nobody means to write twice.

use super::prose::{OTHER, Passage};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};

/// A word that stands twice.
pub static WORD_TWICE: Rule = Rule {
    name: "word-twice",
    severity: Severity::Advice,
    docs: "A small word that stands twice in a row is a slip that eyes pass over, and screen readers \
           do not.\n\n\
           Wrong: `the the Board`\n\n\
           Right: `the Board`",
};

/// Words that no sentence of the language has twice in a row. Words that can (English "that that",
/// French "nous nous", German "die die") are not here.
const NEVER_TWICE: [(&str, &str); 8] = [
    ("de", "und mit von für eine einer einem zum zur oder nicht im vom ein"),
    ("en", "the a an of and to for with from at or are be this its their"),
    ("es", "el del y en un una los las con por al su"),
    ("fr", "le du des et à au aux un une dans pour par sur avec"),
    ("it", "il di e un una del della per con nel nella gli"),
    ("nl", "een van met voor en bij naar aan"),
    ("pt", "o do da e em um uma para com no na os"),
    ("ru", "и в на с по для из к от о"),
];

/// The words that make up a good part of any text in a language (the most frequent ones of its
/// corpora), and that few others have.
const FREQUENT: [(&str, &str); 14] = [
    ("da", "og i at det er en til på som med for af de den der et ikke fra har om ved eller kan"),
    (
        "de",
        "der die und das in den von zu mit ist des im für auf dem ein eine nicht sich auch als an es werden bei aus wird sind oder nach hat zum zur über",
    ),
    (
        "en",
        "the of and to in a is that for on with as are by be this at from or an it was which their has will have not its all can more who our we between",
    ),
    (
        "es",
        "de la que el en y los las del se por con para una un es al como su más o lo sus son no este esta entre sobre ha",
    ),
    ("fi", "ja on ei se että oli ovat tai kun myös ole joka mutta hän sen niin sekä kuin"),
    (
        "fr",
        "de la le les et des en du à un une est pour dans que par au qui sur avec sont ce aux plus ne pas se ou son cette ces l d s qu",
    ),
    (
        "it",
        "di e il la che in un per una del della è con i le da non si dei nel alla sono al delle come ha gli anche o l dell",
    ),
    ("nb", "og i det er på en til som av for med at de et den har ikke om fra ved eller kan skal"),
    (
        "nl",
        "de van het een en in is dat op te voor met zijn die aan niet er om door ook als bij naar of uit wordt worden",
    ),
    ("pl", "w i na z się do nie że jest o jak to po przez oraz dla od za są lub ich które który"),
    (
        "pt",
        "de a o que e do da em um para com uma os no se na por mais as dos como ao das ou é são à pela pelo não",
    ),
    ("ru", "и в на с что не по для от к из о как это при за до или его их а также который которые"),
    ("sv", "och i att det som en på är av för med till den har de inte om ett från vid eller kan ska"),
    ("uk", "і в у на з що не до за та для від як про це або його їх є які який також"),
];

/// The share of a text's words that are frequent ones of a language; none where they are not known.
pub fn share(words: &[String], code: &str) -> Option<f64> {
    let (_, frequent) = FREQUENT.iter().find(|(language, _)| *language == code)?;
    let frequent: Vec<&str> = frequent.split(' ').collect();
    let hits = words.iter().filter(|word| frequent.contains(&word.as_str())).count();
    #[expect(clippy::cast_precision_loss, reason = "a text has few words")]
    Some(if words.is_empty() { 0.0 } else { hits as f64 / words.len() as f64 })
}

/// Small words that stand twice.
pub fn twice(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    for passage in passages.iter().filter(|passage| !passage.is_quote()) {
        let code = passage.language.split('-').next().unwrap_or_default();
        let Some((_, never)) = NEVER_TWICE.iter().find(|(language, _)| *language == code) else { continue };
        let mut last: Option<(usize, String)> = None;
        let mut i = 0;
        while i < passage.characters.len() {
            let letters = (i..).map_while(|j| passage.at(j)).take_while(|c| c.is_alphabetic());
            let word: String = letters.collect();
            let length = word.chars().count();
            if length == 0 {
                // Only a space stands between two words in a row.
                if !passage.at(i).is_some_and(|c| c.is_whitespace() && c != OTHER) {
                    last = None;
                }
                i += 1;
                continue;
            }
            let ends = passage.at(i + length).is_none_or(|c| c.is_whitespace() || ".,;:!?".contains(c));
            if let Some((start, before)) = &last
                && *before == word
                && ends
                && never.split(' ').any(|small| small == word)
            {
                let range = passage.range(*start..i + length);
                let span = Span::new(file, range.start, range.end);
                let diagnostic = Diagnostic::new(&WORD_TWICE, span, format!("\"{word}\" stands twice"))
                    .help("keep one of them");
                found.add(diagnostic.propose(span, word.as_str()));
            }
            let starts = passage.before(i).is_none_or(char::is_whitespace);
            last = starts.then_some((i, word));
            i += length;
        }
    }
}
