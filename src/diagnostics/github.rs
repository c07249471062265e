//! The findings as commands of GitHub's workflows, which show them beside the changed lines.

use std::fmt::Write as _;

use super::{Diagnostic, Findings, Lines, Severity, Sources};

/// Prints one line for each finding; nothing where there are none.
pub fn print(findings: &Findings, files: &dyn Sources) -> String {
    let mut out = String::new();
    for diagnostic in findings.list() {
        out.push_str(&command(diagnostic, files));
        out.push('\n');
    }
    out
}

fn command(diagnostic: &Diagnostic, files: &dyn Sources) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let (path, text) = files.source(diagnostic.span.file);
    let lines = Lines::new(text);
    let (line, column) = lines.position(diagnostic.span.start);
    let (end_line, end_column) = lines.position(diagnostic.span.end);
    let mut out = format!("::{name} file={},line={line},endLine={end_line}", property(path));
    // Columns of a place of several lines are refused.
    if line == end_line {
        let _ = write!(out, ",col={column},endColumn={end_column}");
    }
    let title = property(diagnostic.rule.name);
    let message = data(&diagnostic.in_lines(files).join("\n"));
    let _ = write!(out, ",title={title}::{message}");
    out
}

/// What would end the command is written by its number.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// In a property, what would end the property too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{FileId, Rule, Span};

    struct One;
    impl Sources for One {
        fn source(&self, _: FileId) -> (&str, &str) {
            ("content/a,b: 100%.md", "titel: x\r\ny\r\n")
        }
    }

    static RULE: Rule = Rule { name: "some-rule", severity: Severity::Advice, docs: "Why. More." };

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let mut found = Findings::default();
        let span = |start, end| Span::new(FileId(0), start, end);
        found.add(Diagnostic::new(&RULE, span(0, 5), "50% of: this, that").help("one\r\ntwo"));
        found.add(Diagnostic::new(&RULE, span(0, 11), "two lines"));
        found.add(Diagnostic::new(&RULE, span(0, 5), "misspelt").propose(span(0, 5), "title"));
        assert_eq!(
            print(&found, &One),
            "::notice file=content/a%2Cb%3A 100%25.md,line=1,endLine=1,col=1,endColumn=6,title=some-rule::\
             50%25 of: this, that%0Aone%0D%0Atwo\n\
             ::notice file=content/a%2Cb%3A 100%25.md,line=1,endLine=2,title=some-rule::two lines\n\
             ::notice file=content/a%2Cb%3A 100%25.md,line=1,endLine=1,col=1,endColumn=6,title=some-rule::\
             misspelt%0Awrite: title: x\n"
        );
        assert_eq!(print(&Findings::default(), &One), "");
    }
}
