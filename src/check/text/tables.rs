//! Tables.

use std::ops::Range;

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::document::{BlockKind, Table};

/// A table whose columns have no names.
pub static TABLE_WITHOUT_HEADER: Rule = Rule {
    name: "table-without-header",
    severity: Severity::Warning,
    docs: "A screen reader says the name of the column before each cell. Without names, a table is \
           a row of loose words (WCAG 2.2, 1.3.1).\n\n\
           Wrong: `| | |` as the first line\n\n\
           Right: `| Year | Members |`",
};

/// Lines of a table that are no table.
pub static TABLE_WITHOUT_DASHES: Rule = Rule {
    name: "table-without-dashes",
    severity: Severity::Warning,
    docs: "A table begins with the names of its columns and a line of dashes. Without that line, \
           readers see the bars.\n\n\
           Wrong: `| Year | Members |` and `| 1998 | 4 |` below it\n\n\
           Right: `| --- | --- |` between the two lines",
};

/// A row with more cells than the table has columns.
pub static CELLS_LOST: Rule = Rule {
    name: "cells-lost",
    severity: Severity::Warning,
    docs: "What stands in a row beyond the last column is not shown. Often a bar inside a cell has \
           cut it in two.\n\n\
           Wrong: `| a | b | c |` in a table of two columns\n\n\
           Right: as many cells as columns; a bar inside a cell is written `\\|`",
};

/// Checks the tables of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    for table in &source.entry.text.tables {
        if !table.headed {
            let span = source.span(first_line(source, &table.range));
            found.add(
                Diagnostic::new(&TABLE_WITHOUT_HEADER, span, "the columns of this table have no names")
                    .help("write a name for each column into its first line"),
            );
        }
        rows(source, table, found);
    }
    for block in source.entry.text.blocks.iter().filter(|block| block.kind != BlockKind::Cell) {
        let text = &source.text[block.range.clone()];
        if !text.contains('|') {
            continue;
        }
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let columns = lines.first().map_or(0, |line| cells(line));
        let barred = |(i, line): (usize, &&str)| {
            (line.starts_with('|') && cells(line) > 1) || (i == 1 && is_dashes(line))
        };
        let all_barred = lines.iter().enumerate().all(barred);
        if columns < 2 || lines.len() < 2 || !all_barred {
            continue;
        }
        let first = first_line(source, &block.range);
        let dashes = format!("{}|", "| --- ".repeat(columns));
        found.add(
            Diagnostic::new(
                &TABLE_WITHOUT_DASHES,
                source.span(first),
                "these lines are no table, so readers see the bars",
            )
            .help(format!(
                "write a line {dashes} below the names of the columns, with as many cells as they are"
            )),
        );
    }
}

fn first_line(source: &Source<'_>, range: &Range<usize>) -> Range<usize> {
    let text = source.text[range.clone()].trim_end();
    let end = text.find('\n').unwrap_or(text.len());
    range.start..range.start + text[..end].trim_end().len()
}

/// Rows with more cells than columns.
fn rows(source: &Source<'_>, table: &Table, found: &mut Findings) {
    let mut at = table.range.start;
    for line in source.text[table.range.clone()].split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '>', '\t']);
        let start = at + (line.len() - words.len());
        at += line.len();
        let count = cells(words.trim_end());
        if count > table.columns {
            found.add(
                Diagnostic::new(
                    &CELLS_LOST,
                    source.span(start..start + words.trim_end().len()),
                    format!(
                        "this row has {count} cells and the table {} columns; the rest is not shown",
                        table.columns
                    ),
                )
                .help("write a bar that belongs to a text as \\|, or name the column in the first line"),
            );
        }
    }
}

/// The line of dashes of a table.
fn is_dashes(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// How many cells a line of a table has.
fn cells(line: &str) -> usize {
    let inner = line.trim().trim_start_matches('|');
    let inner = match inner.strip_suffix('|') {
        Some(inner) if !inner.ends_with('\\') => inner,
        _ => inner,
    };
    let mut escaped = false;
    let bars = inner.chars().filter(|c| {
        let counts = *c == '|' && !escaped;
        escaped = *c == '\\' && !escaped;
        counts
    });
    bars.count() + 1
}
