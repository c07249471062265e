//! Small words: those by which a language is known, and those that nobody means to write twice.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::prose::Passage;
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

/// The beginning of a text, its words counted by the languages of which they are frequent ones.
#[derive(Debug, Default)]
pub struct Sample<'a> {
    /// The beginning.
    pub text: &'a str,
    /// How many letters it has.
    pub letters: usize,
    words: usize,
    /// How many words are frequent ones of each language of [`FREQUENT`].
    frequent: [usize; FREQUENT.len()],
}

impl<'a> Sample<'a> {
    /// The beginning of a text with at most so many letters.
    pub fn new(text: &'a str, most: usize) -> Self {
        let mut sample = Self { text, ..Self::default() };
        let mut word = None;
        for (at, c) in text.char_indices() {
            if c.is_alphabetic() {
                if sample.letters == most {
                    sample.text = &text[..at];
                    break;
                }
                sample.letters += 1;
                word = word.or(Some(at));
            } else if let Some(start) = word.take() {
                sample.count(&text[start..at]);
            }
        }
        if let Some(start) = word {
            sample.count(&sample.text[start..]);
        }
        sample
    }

    fn count(&mut self, word: &str) {
        self.words += 1;
        let is_small = word.bytes().all(|b| b.is_ascii_lowercase());
        let word = if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let known = SMALL_WORDS[bucket(&word)].iter().find(|(known, _)| *known == word);
        for language in known.into_iter().flat_map(|(_, languages)| languages) {
            self.frequent[*language] += 1;
        }
    }

    /// The share of the words that are frequent ones of a language; none where they are not known.
    pub fn share(&self, code: &str) -> Option<f64> {
        FREQUENT.iter().position(|(language, _)| *language == code).map(|language| self.share_of(language))
    }

    /// The largest share that any language has.
    pub fn largest(&self) -> f64 {
        (0..FREQUENT.len()).map(|language| self.share_of(language)).fold(0.0, f64::max)
    }

    #[expect(clippy::cast_precision_loss, reason = "a text has few words")]
    fn share_of(&self, language: usize) -> f64 {
        if self.words == 0 { 0.0 } else { self.frequent[language] as f64 / self.words as f64 }
    }
}

/// Whether the small words of a language are known.
pub fn are_known(code: &str) -> bool {
    FREQUENT.iter().any(|(language, _)| *language == code)
}

/// Small words, each with the numbers of the languages that have it.
type Bucket = Vec<(&'static str, Vec<usize>)>;

/// How many buckets [`SMALL_WORDS`] has: so many that hardly two words share one.
const BUCKETS: usize = 1024;

/// The words of [`FREQUENT`] by [`bucket`]: every word of a site is looked up here.
static SMALL_WORDS: LazyLock<Vec<Bucket>> = LazyLock::new(|| {
    let mut table = vec![Vec::new(); BUCKETS];
    for (language, (_, words)) in FREQUENT.iter().enumerate() {
        for word in words.split(' ') {
            let words: &mut Bucket = &mut table[bucket(word)];
            match words.iter_mut().find(|(known, _)| *known == word) {
                Some((_, languages)) => languages.push(language),
                None => words.push((word, vec![language])),
            }
        }
    }
    table
});

/// The bucket of a word. Length, beginning and end tell small words apart.
fn bucket(word: &str) -> usize {
    let byte = |i: usize| word.as_bytes().get(i).copied().map_or(0, usize::from);
    let last = byte(word.len().wrapping_sub(1));
    (byte(0) + 37 * byte(1) + 101 * last + 211 * word.len()) % BUCKETS
}

/// Small words that stand twice.
pub fn twice(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    for passage in passages.iter().filter(|passage| !passage.is_quote()) {
        let code = passage.language.split('-').next().unwrap_or_default();
        let Some((_, never)) = NEVER_TWICE.iter().find(|(language, _)| *language == code) else { continue };
        let text = passage.text();
        let mut before = "";
        for word in text.split_whitespace() {
            let begins_alike = word.as_bytes().first() == before.as_bytes().first();
            let behind = if begins_alike { word.strip_prefix(before) } else { None };
            let ends = |rest: &str| rest.is_empty() || rest.starts_with(['.', ',', ';', ':', '!', '?']);
            if behind.is_some_and(ends) && never.split(' ').any(|small| small == before) {
                let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
                let range = passage.place_of(place(before)..place(word) + before.len());
                let span = Span::new(file, range.start, range.end);
                let diagnostic = Diagnostic::new(&WORD_TWICE, span, format!("\"{before}\" stands twice"))
                    .help("keep one of them");
                found.add(diagnostic.propose(span, before));
            }
            before = word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_word_counts_once_for_each_language_that_has_it() {
        for (code, words) in FREQUENT {
            let mut words: Vec<&str> = words.split(' ').collect();
            words.sort_unstable();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{code} has a word twice");
        }
        let sample = Sample::new("The Board, de la ÉTÉ: À la carte", 21);
        assert_eq!((sample.text, sample.letters), ("The Board, de la ÉTÉ: À la car", 21));
        assert_eq!(sample.share("en"), Some(0.125));
        assert_eq!(sample.share("fr"), Some(0.5));
        assert_eq!(sample.share("xx"), None);
        assert!((sample.largest() - 0.5).abs() < f64::EPSILON);
    }
}
