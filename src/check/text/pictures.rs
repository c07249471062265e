//! Pictures: what they show, in words.

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::read::markdown::is_picture;
use crate::site::document::{Link, LinkForm};

/// A picture without words.
pub static MISSING_ALT: Rule = Rule {
    name: "missing-alt",
    severity: Severity::Error,
    docs: "Who cannot see a picture hears what stands for it in words. A picture that only \
           decorates is passed over, but somebody has to say so (WCAG 2.2, 1.1.1).\n\n\
           Wrong: `![](map.jpg)`\n\n\
           Right: `![A map of the harbour](map.jpg)`, or `![](line.svg){decorative}`",
};

/// Words for a picture that say nothing.
pub static POOR_ALT: Rule = Rule {
    name: "poor-alt",
    severity: Severity::Warning,
    docs: "The name of a file, or the word \"image\", tells nobody what a picture shows.\n\n\
           Wrong: `![IMG_2041.jpg](IMG_2041.jpg)`\n\n\
           Right: `![The Board at its meeting in March](IMG_2041.jpg)`",
};

/// Words for a picture that its caption says too.
pub static ALT_REPEATS_CAPTION: Rule = Rule {
    name: "alt-repeats-caption",
    severity: Severity::Advice,
    docs: "Who listens to a page hears the words that stand for a picture and then its caption. The same \
           words twice tell nothing of what is to be seen.\n\n\
           Wrong: `![The old basin](basin.jpg \"The old basin\")`\n\n\
           Right: `![Barges side by side in the snow](basin.jpg \"The old basin\")`",
};

/// Words in braces that nothing understands.
pub static UNKNOWN_ATTRIBUTE: Rule = Rule {
    name: "unknown-attribute",
    severity: Severity::Warning,
    docs: "Behind a picture may stand `{decorative}` or `{credit=\"Photo: NAME\"}`, and behind the \
           words of a heading its anchor, `{#name}`. Anything else in braces is shown to readers.\n\n\
           Wrong: `![](line.svg){decorativ}`\n\n\
           Right: `![](line.svg){decorative}`",
};

/// Words that stand for a picture and say nothing of it.
const EMPTY_WORDS: [&str; 14] = [
    "image", "photo", "picture", "img", "pic", "graphic", "untitled", "alt", "alt text", "bild", "foto",
    "imagen", "immagine", "figure",
];

/// What cameras and programs call their files.
const CAMERAS: [&str; 9] = ["img", "dsc", "dscn", "dscf", "pxl", "p", "screenshot", "image", "photo"];

/// Checks the pictures of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    for link in source.entry.text.links.iter().filter(|link| link.form == LinkForm::Picture) {
        picture(source, link, found);
    }
    let common = &source.entry.common;
    if let (Some(image), None) = (&common.image, &common.image_alt) {
        let span = source.entry.span("image");
        found.add(
            Diagnostic::new(&MISSING_ALT, span, format!("the picture {} has no words", image.0))
                .help("add image_alt: and what it shows, in words"),
        );
    }
    if let (Some(image), Some(alt)) = (&common.image, &common.image_alt) {
        found.extend(poor(alt, image, source.entry.span("image_alt")));
    }
    braces(source, found);
}

fn picture(source: &Source<'_>, link: &Link, found: &mut Findings) {
    let span = source.span(link.range.clone());
    let decorative = link.attributes.as_ref().is_some_and(|attributes| attributes.decorative);
    // The title of a picture without words is what the page shows in their place.
    let alt = if link.text.trim().is_empty() { link.title.trim() } else { link.text.trim() };
    match (alt.is_empty(), decorative) {
        (true, false) => {
            let behind = source.span(link.range.end..link.range.end);
            found.add(
                Diagnostic::new(&MISSING_ALT, span, "this picture has no words for those who cannot see it")
                    .help("describe it between the square brackets; if it only decorates, write {decorative} behind it")
                    .propose(behind, if link.attributes.is_some() { "" } else { "{decorative}" }),
            );
        }
        (false, true) => found.add(
            Diagnostic::new(&POOR_ALT, span, "this picture has words, and is said to be decorative")
                .help("keep the words, or {decorative}"),
        ),
        (false, false) => {
            found.extend(poor(alt, &link.target, span));
            if link.text.trim() == link.title.trim() {
                found.add(
                    Diagnostic::new(
                        &ALT_REPEATS_CAPTION,
                        span,
                        "the words for this picture are its caption, so they are heard twice",
                    )
                    .help("say in the square brackets what is to be seen, and keep the caption as it is"),
                );
            }
        }
        (true, true) => {}
    }
}

/// The finding for words that say nothing of a picture.
fn poor(alt: &str, file: &str, span: Span) -> Option<Diagnostic> {
    let words = alt.trim().to_lowercase();
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let is_name = words == name
        || (words == stem && words.contains(['_', '-']) && !words.contains(' '))
        || (is_picture(&words) && !words.contains(' '))
        || is_from_a_camera(&words);
    let message = if is_name {
        format!("\"{alt}\" is the name of a file; it does not say what the picture shows")
    } else if EMPTY_WORDS.contains(&words.as_str()) {
        format!("\"{alt}\" does not say what the picture shows")
    } else {
        return None;
    };
    Some(Diagnostic::new(&POOR_ALT, span, message).help("say in a few words what is to be seen"))
}

/// `IMG_2041`, `DSC 0043`: a camera's name and a number.
fn is_from_a_camera(words: &str) -> bool {
    let letters = words.trim_end_matches(|c: char| c.is_ascii_digit() || " _-()".contains(c));
    letters.len() < words.len() && CAMERAS.contains(&letters)
}

/// Braces behind pictures that nothing understands, and those that stand elsewhere.
fn braces(source: &Source<'_>, found: &mut Findings) {
    let text = &source.entry.text;
    let behind_picture =
        |at: usize| text.links.iter().find(|link| link.form == LinkForm::Picture && link.range.end == at);
    for run in source.blocks_with("{").flat_map(|block| &block.runs) {
        let words = &source.text[run.clone()];
        for (i, _) in words.match_indices('{') {
            let at = run.start + i;
            let Some(length) = words[i..].find('}') else { continue };
            let inner = &words[i + 1..i + length];
            let message = match behind_picture(at) {
                Some(link) if link.attributes.is_some() => continue,
                Some(_) => format!("{{{inner}}} means nothing behind a picture, so readers see it"),
                None if is_attribute(inner) => {
                    format!("{{{inner}}} does not stand right behind what it is for, so readers see it")
                }
                None => continue,
            };
            let span = source.span(at..at + length + 1);
            let mut diagnostic = Diagnostic::new(&UNKNOWN_ATTRIBUTE, span, message);
            diagnostic = match nearest(inner, ["decorative"]) {
                Some(near) if near != inner => diagnostic
                    .help("did you mean {decorative}?")
                    .propose(span, "{decorative}"),
                _ => diagnostic.help(
                    "write {decorative} or {credit=\"Photo: NAME\"} right behind a picture, {#name} at the end of a heading",
                ),
            };
            found.add(diagnostic);
        }
    }
}

/// Whether words in braces are meant for a picture or a heading.
fn is_attribute(inner: &str) -> bool {
    let id = inner.strip_prefix('#').is_some_and(|id| !id.is_empty() && !id.contains(char::is_whitespace));
    inner == "decorative" || inner.starts_with("credit=") || id
}
