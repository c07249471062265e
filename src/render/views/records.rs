//! Records: in lists, set into pages, and their facts.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{DateView, LinkView, TextView};

/// The facts of a body or organisation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroupView {
    /// The acronym.
    pub acronym: Option<TextView>,
    /// Other names.
    pub other_names: Vec<TextView>,
    /// What sort it is, in words.
    pub classification: Option<String>,
    /// Whose body it is.
    pub of: Option<LinkView>,
    /// The larger forum.
    pub within: Option<LinkView>,
    /// What it is a part of.
    pub part_of: Option<LinkView>,
    /// The heading of its members.
    pub members_heading: TextView,
    /// Members on this day.
    pub members: Vec<MemberView>,
    /// Members before.
    pub former_members: Vec<MemberView>,
    /// Members to come.
    pub future_members: Vec<MemberView>,
    /// Who chairs it.
    pub chairs: Vec<LinkView>,
    /// How it stands to others. HTML.
    pub relations: Vec<String>,
    /// Its meeting rules in words. HTML.
    pub meets: Vec<String>,
    /// When it was founded.
    pub founded: Option<DateView>,
    /// When it was dissolved.
    pub dissolved: Option<DateView>,
    /// The address of its own site.
    pub website: Option<String>,
    /// Ids in public registers, with their addresses.
    pub identifiers: Vec<LinkView>,
}

/// A member, or what somebody is a member of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MemberView {
    /// The name.
    #[serde(flatten)]
    pub link: LinkView,
    /// The acronym.
    pub acronym: Option<String>,
    /// The role.
    pub role: Option<TextView>,
    /// The dates in words ("since March 2026").
    pub dates: Option<String>,
}

/// A quote.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuoteView {
    /// The words, between the marks of their language. HTML.
    pub words: String,
    /// The language of the words, where it is not the page's.
    pub lang: Option<String>,
    /// Its direction.
    pub dir: Option<&'static str>,
    /// What that language is called in the page's, where the words were said in another.
    pub language: Option<String>,
    /// Who said it.
    pub speaker: Option<LinkView>,
    /// The speaker's post on the day.
    pub post: Option<TextView>,
    /// The speaker's organisation on the day, by its acronym.
    pub organisation: Option<LinkView>,
    /// The day.
    pub date: Option<DateView>,
    /// The occasion.
    pub event: Option<TextView>,
    /// Where it was first published.
    pub source: Option<LinkView>,
    /// An unofficial translation into the page's language.
    pub translation: Option<TranslationView>,
}

/// An unofficial translation of a quote.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TranslationView {
    /// The words, between the marks of the page's language.
    pub words: String,
    /// Who translated.
    pub by: Option<String>,
}

/// A meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeetingView {
    /// Whose meeting it is.
    pub body: Option<LinkView>,
    /// When it begins.
    pub starts: Option<DateView>,
    /// When it ends.
    pub ends: Option<DateView>,
    /// The level, in words.
    pub level: Option<TextView>,
    /// Where.
    pub place: Option<TextView>,
    /// The address to take part from afar.
    pub online: Option<String>,
    /// The state, in words.
    pub status: Option<String>,
    /// Whether it was called off.
    pub cancelled: bool,
    /// The agenda.
    pub agenda: Option<LinkView>,
    /// The minutes.
    pub minutes: Option<LinkView>,
}

/// A record or page in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CardView {
    /// The kind.
    pub kind: &'static str,
    /// The id.
    pub id: String,
    /// The title with its address.
    #[serde(flatten)]
    pub link: LinkView,
    /// The acronym.
    pub acronym: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The language of the sentences, where it is not the page's.
    pub summary_lang: Option<String>,
    /// Their direction, where the language is given.
    pub summary_dir: Option<&'static str>,
    /// The day it bears.
    pub date: Option<DateView>,
    /// What sort it is, in words.
    pub classification: Option<String>,
    /// Of a meeting that was called off, the word for that.
    pub cancelled: Option<String>,
    /// The quote, where it is one.
    pub quote: Option<QuoteView>,
}

/// A record set into a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecordView {
    /// The record in a list.
    #[serde(flatten)]
    pub card: CardView,
    /// Its anchor on the page.
    pub anchor: String,
    /// Its text. HTML.
    pub content: String,
    /// The language of the text, where it is not the page's.
    pub text_lang: Option<String>,
    /// Its direction.
    pub text_dir: Option<&'static str>,
    /// Its facts, where it is a body or organisation.
    pub group: Option<GroupView>,
    /// Its facts, where it is a meeting.
    pub meeting: Option<MeetingView>,
    /// Its meetings.
    pub meetings: Vec<CardView>,
}

/// What a template of `templates/embeds/` shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EmbedView {
    /// The level of the headings of the records.
    pub level: u8,
    /// The records.
    pub records: Vec<RecordView>,
    /// The drawing, where the form is a diagram.
    pub diagram: Option<DiagramView>,
}

/// The structure of bodies as a drawing, and in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DiagramView {
    /// The anchor of the caption; the drawings are named by it.
    pub id: String,
    /// What is shown.
    pub caption: String,
    /// The drawing for wide pages: SVG, 44 rem wide or less.
    pub wide: String,
    /// The drawing for narrow pages: SVG, 18 rem wide or less.
    pub tall: String,
    /// Whether lines without an arrow lead to whose bodies they are.
    pub has_owners: bool,
    /// Whether there are arrows.
    pub has_arrows: bool,
    /// The same in words, a box each.
    pub entries: Vec<DiagramEntryView>,
}

/// What a diagram shows of a body or organisation, in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DiagramEntryView {
    /// Its name with its address.
    #[serde(flatten)]
    pub link: LinkView,
    /// The acronym.
    pub acronym: Option<String>,
    /// What sort it is, in words.
    pub classification: Option<String>,
    /// Whose body it is.
    pub of: Option<LinkView>,
    /// How it stands to others in the diagram. HTML.
    pub relations: Vec<String>,
    /// The heading of its members.
    pub members_heading: TextView,
    /// Members on this day.
    pub members: Vec<MemberView>,
}
