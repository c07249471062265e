//! Pages, one view a kind.

use schemars::JsonSchema;
use serde::Serialize;

use super::frame::PageView;
use super::parts::{DateView, FactView, LinkView, TextView};
use super::records::{CardView, GroupView, MeetingView, MemberView, QuoteView, RecordView};

/// What is shown within the frame that every page has.
pub trait Framed: Serialize {
    /// What every page has.
    fn frame(&mut self) -> &mut PageView;
}

macro_rules! framed {
    ($($page:ident),+) => {
        $(impl Framed for $page {
            fn frame(&mut self) -> &mut PageView {
                &mut self.page
            }
        })+
    };
}

framed!(HomePage, PlainPage, GroupPage, PersonPage, QuotePage, NotePage, MeetingPage, SectionPage);

/// The home page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HomePage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The newest notes; empty where the text shows the notes itself.
    pub latest: Vec<CardView>,
    /// The address of all notes.
    pub notes: Option<LinkView>,
}

/// A page of no kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlainPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The facts of an accessibility statement: name and value.
    pub accessibility: Vec<FactView>,
}

/// The page of a body or organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// Its facts.
    #[serde(flatten)]
    pub group: GroupView,
    /// What it belongs to.
    pub memberships: Vec<MemberView>,
    /// How others stand to it. HTML.
    pub relations_to: Vec<String>,
    /// Its own bodies.
    pub bodies: Vec<CardView>,
    /// Quotes of those who belong to it.
    pub quotes: Vec<RecordView>,
    /// Notes about it.
    pub notes: Vec<CardView>,
    /// Its meetings.
    pub meetings: Vec<CardView>,
}

/// The page of a person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PersonPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// How the person is addressed.
    pub honorific: Option<TextView>,
    /// Posts held on this day, with dates.
    pub posts: Vec<MemberView>,
    /// Posts held before.
    pub former_posts: Vec<MemberView>,
    /// What the person belongs to.
    pub memberships: Vec<MemberView>,
    /// The person's quotes.
    pub quotes: Vec<RecordView>,
    /// The address of the person's own site.
    pub website: Option<String>,
    /// Ids in public registers.
    pub identifiers: Vec<LinkView>,
}

/// The page of a quote.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuotePage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The quote.
    pub quote: QuoteView,
}

/// The page of a note.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotePage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// What it is about.
    pub about: Vec<LinkView>,
    /// The forum.
    pub forum: Option<LinkView>,
}

/// The page of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MeetingPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The meeting.
    pub meeting: MeetingView,
}

/// The page of a section, of a topic, or of all topics.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SectionPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The sections directly below.
    pub sections: Vec<LinkView>,
    /// What lies below, in order: the entries of this part of the list.
    pub items: Vec<CardView>,
    /// What parts the list under headings: of notes and meetings the years, in `items`; of A to Z the
    /// letters, in `sections`. Empty where nothing does.
    pub headings: Vec<HeadingView>,
    /// Parts of a long list: the first, the last and those beside this one; empty where it is in one piece.
    pub parts: Vec<PartView>,
}

/// The page of public corrections.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CorrectionsPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// All corrections, newest first.
    pub corrected: Vec<CorrectedView>,
}

/// A correction, and the page that was corrected.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CorrectedView {
    /// The day.
    pub on: DateView,
    /// What was corrected, or why the page was withdrawn.
    pub what: TextView,
    /// The page, at the place of the correction. One that was withdrawn is not named.
    pub page: LinkView,
}

/// The page of open data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DataPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The files there are.
    pub files: Vec<DataFileView>,
    /// A formula that shows the table of members in an online spreadsheet; none where the site's address is not
    /// known, or there are no members.
    pub formula: Option<String>,
    /// A program that reads the data; none where the site's address is not known.
    pub program: Option<String>,
}

/// A file of open data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DataFileView {
    /// What is in it.
    pub title: String,
    /// The name of its form.
    pub format: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// Its address.
    pub url: String,
}

/// The page on which one searches.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SearchPage {
    /// What every page has.
    #[serde(flatten)]
    pub page: PageView,
    /// The address of the script that knows the index.
    pub script: String,
    /// The kinds of what can be found.
    pub kinds: Vec<ChoiceView>,
    /// The topics of what can be found.
    pub topics: Vec<ChoiceView>,
}

/// Something to choose in a form.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChoiceView {
    /// What the address says of it.
    pub value: String,
    /// The words.
    pub title: String,
}

/// A heading within a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeadingView {
    /// The words.
    pub title: String,
    /// The anchor.
    pub id: String,
    /// The place of its first entry, from 0.
    pub start: usize,
    /// The place behind its last one.
    pub end: usize,
}

/// A part of a long list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartView {
    /// Its number, from 1.
    pub number: usize,
    /// Its address.
    pub url: String,
    /// Whether it is this one.
    pub current: bool,
    /// Whether parts between it and the one before are left out.
    pub gap: bool,
}
