//! Language, marks and characters: all rules that read texts as readers do, on one reading.

pub mod characters;
pub mod detection;
pub mod garbled;
pub mod marks;
pub mod outer_marks;
pub mod pairs;
pub mod parts;
pub mod prose;
pub mod scripts;
pub mod words;

use self::parts::Part;
use self::prose::Passage;
use crate::check::signs::Signs;
use crate::check::source::Source;
use crate::diagnostics::{FileId, Findings};
use crate::files::Files;
use crate::locale::direction;
use crate::site::{Facts, Kind, Site};

/// Checks the texts of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    let passages = prose::of_file(source);
    let file = source.entry.file;
    texts(file, &passages, found);
    outer_marks::check(file, &passages, &|| speaker(source), found);
    if is_sealed(source) {
        // Without their marks the words would have another seal, and seem changed.
        found.retain(|diagnostic| {
            let mend =
                diagnostic.fix.as_mut().filter(|_| diagnostic.rule.name == outer_marks::OUTER_MARKS.name);
            if let Some(fix) = mend {
                fix.safe = false;
            }
            true
        });
    }
    marks::straight_and_curly(source, &passages, found);
    detection::check(file, &passages, found);
    letters(file, source.text, || parts(source, &passages), found);
}

/// Whether the words of a quote are approved to the letter.
fn is_sealed(source: &Source<'_>) -> bool {
    let Facts::Quote(quote) = &source.entry.facts else { return false };
    quote.approved.as_ref().is_some_and(|approved| approved.seal.is_some())
}

/// Checks the texts of `site.yaml` and the words of the interface.
pub fn settings(files: &Files, site: &Site, found: &mut Findings) {
    let file = site.config.places.file;
    let text = files.get(file).text();
    texts(file, &prose::of_settings(site, text), found);
    let whole = |text: &str| vec![Part { range: 0..text.len(), quote: false, right_to_left: false }];
    letters(file, text, || whole(text), found);
    for (id, strings) in files.below("content/strings").filter(|(_, file)| file.ending() == "ftl") {
        letters(id, strings.text(), || whole(strings.text()), found);
    }
}

fn texts(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    marks::wrong(file, passages, found);
    marks::not_marks(file, passages, found);
    pairs::marks(file, passages, found);
    pairs::brackets(file, passages, found);
    words::twice(file, passages, found);
}

/// Looks at a text letter by letter, unless it holds nothing but signs of ASCII that are seen.
fn letters(file: FileId, text: &str, parts: impl FnOnce() -> Vec<Part>, found: &mut Findings) {
    let is_seen = |byte: u8| (b' '..0x7f).contains(&byte) || b"\n\r\t".contains(&byte);
    // All bytes, without stopping at the first: that way many are looked at in one go.
    if text.bytes().fold(true, |all, byte| all & is_seen(byte)) {
        return;
    }
    let (signs, parts) = (Signs::of([text]), parts());
    characters::invisible(file, text, &parts, found);
    if garbled::LEADS.iter().any(|lead| signs.hold(*lead)) {
        garbled::garbled(file, text, &parts, found);
    }
    scripts::mixed_scripts(file, text, &parts, found);
}

/// The parts of a file that are looked at letter by letter: front matter and running text.
fn parts(source: &Source<'_>, passages: &[Passage<'_>]) -> Vec<Part> {
    let right_to_left = direction(source.language()) == "rtl";
    let part = |range, quote| Part { range, quote, right_to_left };
    let body = source.entry.text.body.start;
    let mut list = Vec::new();
    let mut at = 0;
    // Translations of a quote stand in front matter, and are words of a quote all the same.
    for passage in passages.iter().filter(|passage| passage.is_quote()) {
        let words = passage.range(0..passage.length());
        if !words.is_empty() {
            list.push(part(at..words.start.min(body), false));
            at = words.end.max(at);
            list.push(part(words, true));
        }
    }
    list.push(part(at.min(body)..body, false));
    let runs = source.entry.text.blocks.iter().flat_map(|block| &block.runs);
    list.extend(runs.map(|run| part(run.clone(), false)));
    list
}

/// The name of whose words a quote holds.
fn speaker(source: &Source<'_>) -> Option<String> {
    let Facts::Quote(quote) = &source.entry.facts else { return None };
    let speaker = quote.speaker.as_ref()?;
    let short = |id: &str| id == speaker.0 || id.rsplit('/').next() == Some(&speaker.0);
    let is_speaker = |(_, entry): &(_, &crate::site::Entry)| short(&entry.id);
    let (_, person) = source.site.entries.of_kinds(&[Kind::Person]).find(is_speaker)?;
    person.common.title.as_ref().map(|title| title.0.clone())
}
