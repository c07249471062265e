//! The page of open data: what there is, in which form, under which licence, and how to use it.

use super::addresses::data_route;
use super::context::Context;
use super::frame::{frame, home_link};
use super::languages::{alternates, languages};
use super::views::{DataFileView, DataPage, PageView};
use super::{calendars, preview};
use crate::resolve::SubjectIx;
use crate::site::{Kind, Lang, Route};

/// A form of open data. To add one: a variant with its rows here, a message of its name in the words, and
/// an arm in `formats::data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataForm {
    /// Everything as Popolo, in a language.
    Popolo,
    /// Everything in the W3C's Organization Ontology, in all languages at once.
    Org,
    /// Members, as a table.
    Members,
    /// Quotes, as a table.
    Quotes,
}

impl DataForm {
    /// All forms, as the page lists them.
    pub const ALL: [Self; 4] = [Self::Popolo, Self::Org, Self::Members, Self::Quotes];

    /// The file, below the page.
    fn file(self) -> &'static str {
        match self {
            Self::Popolo => "governance.json",
            Self::Org => "governance.ttl",
            Self::Members => "members.csv",
            Self::Quotes => "quotes.csv",
        }
    }

    /// The message that says what is in it.
    fn message(self) -> &'static str {
        match self {
            Self::Popolo => "data-governance",
            Self::Org => "data-linked",
            Self::Members => "members",
            Self::Quotes => "quotes",
        }
    }

    /// The name of the form, which is the same in all languages.
    fn name(self) -> &'static str {
        match self {
            Self::Popolo => "JSON, Popolo",
            Self::Org => "Turtle, W3C ORG",
            Self::Members | Self::Quotes => "CSV",
        }
    }

    /// The media type.
    fn media_type(self) -> &'static str {
        match self {
            Self::Popolo => "application/json",
            Self::Org => "text/turtle",
            Self::Members | Self::Quotes => "text/csv",
        }
    }

    /// Whether there is a file for each language.
    pub fn is_of_a_language(self) -> bool {
        self != Self::Org
    }

    /// The address for readers of a language; none where there is nothing to say in the form.
    pub fn route(self, context: &Context<'_>, lang: Lang) -> Option<Route> {
        let relations = &context.graph.relations;
        let listed = |ix: SubjectIx| context.graph.is_listed(ix);
        let is_there = match self {
            Self::Popolo | Self::Org => true,
            Self::Members => {
                let members = relations.memberships.iter().map(|m| (m.group, m.member));
                let chairs = relations.chairs.iter().copied();
                members.chain(chairs).any(|(group, member)| listed(group) && listed(member))
            }
            Self::Quotes => {
                let mut all = context.graph.subjects.iter();
                all.any(|(_, subject)| subject.kind == Kind::Quote && !subject.section && subject.is_listed())
            }
        };
        let lang = if self.is_of_a_language() { lang } else { Lang::DEFAULT };
        is_there.then(|| data_route(context, lang).join(self.file()))
    }
}

/// The page.
pub fn data_page(context: &Context<'_>, route: &Route, lang: Lang) -> DataPage {
    let words = context.words(lang);
    let base = &context.site.config.base;
    let title = words.get("data");
    let preview = preview::of_made(context, &title, lang);
    let description = Some(words.get("data-intro"));
    let page = PageView {
        description,
        preview,
        calendar: calendars::view(context, None, lang),
        breadcrumbs: vec![home_link(context, lang)],
        languages: languages(context, lang, |to| Some((data_route(context, to), true))),
        alternates: alternates(context, |to| Some(data_route(context, to))),
        ..frame(context, route, lang, "data", title)
    };
    let address = |form: DataForm| Some(form.route(context, lang)?.absolute(base));
    let known = !base.origin.is_empty();
    let file = |form: DataForm| {
        let url = form.route(context, lang)?.href(base);
        let (title, format, media) = (words.get(form.message()), form.name(), form.media_type());
        Some(DataFileView { title, format, media, url })
    };
    DataPage {
        page,
        files: DataForm::ALL.into_iter().filter_map(file).collect(),
        formula: address(DataForm::Members).filter(|_| known).map(|url| format!("=IMPORTDATA(\"{url}\")")),
        program: address(DataForm::Popolo).filter(|_| known).map(|url| program(&url)),
    }
}

/// A program that reads the data: who belongs where. It runs as it stands, with nothing but Python 3.
fn program(url: &str) -> String {
    format!(
        r#"import json, urllib.request

url = "{url}"
data = json.load(urllib.request.urlopen(url))
names = {{}}
for one in data["organizations"] + data["persons"]:
    names[one["id"]] = one["name"]
for one in data["memberships"]:
    member = one.get("person_id") or one["member"]["id"]
    group = one["organization_id"]
    print(names[group], names[member], one.get("role"))
"#
    )
}
