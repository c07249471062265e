//! References and footnotes of a text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, nearest};

/// A reference or footnote that nothing defines.
pub static UNDEFINED_REFERENCE: Rule = Rule {
    name: "undefined-reference",
    severity: Severity::Error,
    docs: "`[text][name]` and `[^name]` need a line that says what the name stands for. Without it \
           readers see the brackets.\n\n\
           Wrong: `the list[^1]` and no line `[^1]: …`\n\n\
           Right: `the list[^1]` and, on a line of its own, `[^1]: The list of 2008.`",
};

/// A footnote to which nothing refers.
pub static UNUSED_FOOTNOTE: Rule = Rule {
    name: "unused-footnote",
    severity: Severity::Warning,
    docs: "A footnote is shown where the text refers to it. One to which nothing refers is not shown \
           at all.\n\n\
           Wrong: `[^1]: The list of 2008.` and no `[^1]` in the text\n\n\
           Right: `the list[^1]` in the text",
};

/// A footnote that is there twice.
pub static FOOTNOTE_TWICE: Rule = Rule {
    name: "footnote-twice",
    severity: Severity::Warning,
    docs: "Of two footnotes with one name, only the first is shown.\n\n\
           Wrong: `[^1]: The list.` and `[^1]: The letter.`\n\n\
           Right: `[^1]: The list.` and `[^2]: The letter.`",
};

/// Checks the references of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    let text = &source.entry.text;
    for undefined in &text.undefined {
        // `list[0][1]`: brackets right behind a word are no link.
        let before = source.text[..undefined.range.start].chars().next_back();
        if !undefined.footnote && before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let span = source.span(undefined.range.clone());
        let name = &undefined.name;
        let (message, help) = if undefined.footnote {
            let near = nearest(name, text.footnotes.iter().map(|(name, _)| name.as_str()));
            let message = format!("nothing says what the footnote [^{name}] is, so readers see the brackets");
            (
                message,
                near.map_or_else(
                    || format!("add a line of its own: [^{name}]: and the text of the footnote"),
                    |near| format!("did you mean [^{near}]?"),
                ),
            )
        } else {
            let message = format!("nothing says where [{name}] leads, so readers see the brackets");
            (
                message,
                format!(
                    "write (the target) in place of [{name}], or add a line of its own: [{name}]: and the target"
                ),
            )
        };
        found.add(Diagnostic::new(&UNDEFINED_REFERENCE, span, message).help(help));
    }
    footnotes(source, found);
}

fn footnotes(source: &Source<'_>, found: &mut Findings) {
    let text = &source.entry.text;
    let mut first: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    for (name, range) in &text.footnotes {
        let mark = range.start..(range.start + name.len() + "[^]:".len()).min(range.end);
        if let Some(other) = first.get(name.as_str()) {
            found.add(
                Diagnostic::new(
                    &FOOTNOTE_TWICE,
                    source.span(mark),
                    format!("the footnote [^{name}] is given twice; only the first is shown"),
                )
                .label(source.span(other.clone()), "the first is here")
                .help("give this one another name, and its place in the text too"),
            );
            continue;
        }
        if !text.footnote_references.iter().any(|(used, _)| used == name) {
            found.add(
                Diagnostic::new(
                    &UNUSED_FOOTNOTE,
                    source.span(mark.clone()),
                    format!("nothing refers to the footnote [^{name}], so it is not shown"),
                )
                .help(format!("write [^{name}] where it belongs in the text, or take the footnote out")),
            );
        }
        first.insert(name, mark);
    }
}
