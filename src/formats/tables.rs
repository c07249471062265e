//! Tables for spreadsheets: members and quotes as CSV (RFC 4180), in UTF-8 with the names of the columns in the first
//! line. The columns have English names in all languages, so that a program finds them.

use csv::{Terminator, WriterBuilder};

use crate::render::Context;
use crate::render::register::{address, attribution, page, words};
use crate::site::{Facts, Lang};

/// Who belongs where: memberships, and posts held in an organisation.
pub fn members(context: &Context<'_>, lang: Lang) -> String {
    let register = context.register();
    let date = |date: Option<crate::site::date::PartialDate>| date.map(|date| date.to_string());
    let name = |ix| context.name(ix, lang).text;
    let memberships = register.memberships.iter().map(|m| {
        let role = m.role.as_ref().map(|role| role.text(context, lang));
        (m.group, m.member, role, m.since, m.until)
    });
    let tenures = register.tenures.iter().filter_map(|tenure| {
        let post = &register.posts[tenure.post];
        let role = context.term(&post.label, lang).text;
        Some((post.organisation?, tenure.person, Some(role), tenure.since, tenure.until))
    });
    let rows = memberships.chain(tenures).map(|(group, member, role, since, until)| {
        let kind = context.graph.subjects.get(member).kind.name();
        [
            Some(name(group)),
            Some(address(context, group)),
            Some(name(member)),
            Some(address(context, member)),
            Some(kind.to_owned()),
            role,
            date(since),
            date(until),
        ]
    });
    let columns =
        ["organisation", "organisation_id", "member", "member_id", "member_kind", "role", "since", "until"];
    table(columns, rows)
}

/// What was said: the words to the letter, and who said them when.
pub fn quotes(context: &Context<'_>, lang: Lang) -> String {
    let rows = context.register().quotes.iter().filter_map(|ix| {
        let entry = context.source(*ix)?;
        let Facts::Quote(facts) = &entry.facts else { return None };
        let said = context.graph.relations.attribution(*ix);
        let (words, language) = words(context, *ix, lang).unzip();
        let term = |text: &Option<crate::site::values::Text>| {
            text.as_ref().map(|text| context.term(text, lang).text)
        };
        Some([
            Some(address(context, *ix)),
            words,
            language,
            said.speaker.map(|speaker| context.name(speaker, lang).text),
            said.speaker.map(|speaker| address(context, speaker)),
            term(&facts.post),
            said.organisation.map(|organisation| context.name(organisation, lang).text),
            said.organisation.map(|organisation| address(context, organisation)),
            attribution(context, *ix, lang),
            entry.common.date.map(|day| day.0.to_string()),
            term(&facts.event),
            term(&facts.source),
            Some(page(context, *ix, lang)),
        ])
    });
    let columns = [
        "id",
        "text",
        "language",
        "speaker",
        "speaker_id",
        "post",
        "organisation",
        "organisation_id",
        "attribution",
        "date",
        "event",
        "source",
        "page",
    ];
    table(columns, rows)
}

/// A table of columns and rows.
fn table<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [Option<String>; N]>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(row.map(|cell| safe(cell.unwrap_or_default())));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection): what begins like one has an
/// apostrophe before it; so has one that hides its beginning behind spaces and signs that nobody sees.
fn safe(cell: String) -> String {
    let shown = cell.trim_start_matches(|c: char| {
        matches!(c, ' ' | '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    });
    let begins = shown.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let rows = [
            ["=SUM(A1)", "a \"b\", c"],
            ["+41 22", "two\nlines"],
            ["@x", "-1"],
            ["ok", ""],
            ["\u{200e} =1", " a"],
        ];
        let rows = rows.map(|row| row.map(|cell| Some(cell.to_owned())));
        assert_eq!(
            table(["a", "b"], rows.into_iter()),
            "a,b\r\n'=SUM(A1),\"a \"\"b\"\", c\"\r\n'+41 22,\"two\nlines\"\r\n'@x,'-1\r\nok,\r\n'\u{200e} =1, a\r\n"
        );
    }
}
