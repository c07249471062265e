//! Views: what templates read. Each is narrow, typed and serialisable, and holds words and
//! addresses that are ready to be shown, never a noun of `site` or a table of `resolve`.
//!
//! A page's template reads `page` (one of the structs that end in `Page`), `site` ([`SiteView`])
//! and, in `templates/embeds/`, `embed` ([`EmbedView`]). Every field is always there; what is not
//! known is none. HTML is in fields whose doc says so; everything else is plain text.

use schemars::JsonSchema;
use serde::Serialize;

/// What is the same on all pages of a language.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// The language of the name, where it is not the page's.
    pub title_lang: Option<String>,
    /// Its direction.
    pub title_dir: Option<&'static str>,
    /// What the site is.
    pub summary: Option<String>,
    /// The address of the home page in this language.
    pub home: String,
    /// The address of everything from A to Z.
    pub a_to_z: String,
    /// The address of all topics, where there are any.
    pub topics: Option<String>,
    /// The language's tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Who publishes the site.
    pub publisher: Option<LinkView>,
    /// How to reach the publisher.
    pub contact: Option<ContactView>,
    /// Addresses elsewhere.
    pub links: Vec<LinkView>,
    /// The licence of what is published.
    pub licence: Option<TextView>,
    /// The logo.
    pub logo: Option<LogoView>,
    /// The icons, as the head names them.
    pub icons: Vec<IconView>,
    /// The colours of the browser's own frame.
    pub frame: FrameView,
    /// The language with its region, as Open Graph writes it (`fr_CA`); none where the tag names no region.
    pub locale: Option<String>,
}

/// The site's logo. It stands beside the site's name, which says the same.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LogoView {
    /// The address.
    pub url: String,
    /// The width in pixels at which the header shows it, where it is known.
    pub width: Option<u32>,
    /// The height.
    pub height: Option<u32>,
}

/// An icon.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IconView {
    /// How it stands to the page: `icon` or `apple-touch-icon`.
    pub rel: &'static str,
    /// The media type, where a browser needs it to choose.
    pub media: Option<&'static str>,
    /// Width and height (`32x32`), where a browser needs them to choose.
    pub sizes: Option<String>,
    /// The address.
    pub url: String,
}

/// Colours of the browser's own frame, as CSS writes them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrameView {
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

/// The picture that is shown where somebody links to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PreviewView {
    /// The whole address.
    pub url: String,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// A link with its words. Words in another language than the page's carry their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The words as HTML, where a name in them is in another language than they are.
    pub html: Option<String>,
    /// The address; none for what has no page.
    pub url: Option<String>,
    /// The language of the words, where it is not the page's.
    pub lang: Option<String>,
    /// Their direction, where the language is given.
    pub dir: Option<&'static str>,
}

/// Words of a record. Those in another language than the page's carry their own. The filter `text` writes
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextView {
    /// The words.
    pub text: String,
    /// Their language, where it is not the page's.
    pub lang: Option<String>,
    /// Their direction, where the language is given.
    pub dir: Option<&'static str>,
}

/// A link of the menu or the footer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MenuView {
    /// The link.
    #[serde(flatten)]
    pub link: LinkView,
    /// `page` on the page itself, `true` on pages below it.
    pub current: Option<&'static str>,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LanguageView {
    /// The language's tag.
    pub tag: String,
    /// The language's name in itself.
    pub name: String,
    /// The direction of the name.
    pub dir: &'static str,
    /// The address.
    pub url: String,
    /// Whether it is this page's language.
    pub current: bool,
    /// Whether the page is there in that language.
    pub translated: bool,
}

/// A page in a language, as `rel="alternate"` names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlternateView {
    /// The language's tag; `x-default` for readers of none of them.
    pub hreflang: String,
    /// The whole address.
    pub url: String,
}

/// A heading of "on this page".
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContentsView {
    /// 2 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words.
    pub title: String,
    /// The language of the words, where it is not the page's.
    pub lang: Option<String>,
    /// Their direction, where the language is given.
    pub dir: Option<&'static str>,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateView {
    /// As ISO 8601 writes it.
    pub iso: String,
    /// In words.
    pub words: String,
}

/// How to reach somebody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContactView {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A postal address.
    pub address: Option<TextView>,
    /// An address or number for the press.
    pub press: Option<TextView>,
}

/// A public correction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CorrectionView {
    /// The day.
    pub on: DateView,
    /// What was corrected.
    pub what: TextView,
}

/// A withdrawn page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GoneView {
    /// Since when.
    pub on: DateView,
    /// Why.
    pub why: TextView,
}

/// A picture.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PictureView {
    /// The address: of its form in its own kind that is 800 pixels wide, or of the file where that is served as it is.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: Option<TextView>,
    /// The language of what it shows in words, where it is not the page's.
    pub alt_lang: Option<String>,
    /// The width of its widest form in pixels, or of the file, where it is known.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
    /// Addresses and widths of the forms in its own kind, where there are several.
    pub srcset: Option<String>,
    /// How wide the built-in style shows it, where there are several widths.
    pub sizes: Option<String>,
    /// Its forms in kinds that are smaller, for browsers that know them.
    pub sources: Vec<SourceView>,
    /// Whether it is loaded only when the reader comes near it.
    pub lazy: bool,
    /// The picture as HTML, made of all of these but the credit.
    pub html: String,
}

/// The forms of a picture in one kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceView {
    /// The kind, as a media type.
    pub media_type: &'static str,
    /// Addresses and, where there are several, widths.
    pub srcset: String,
}

/// A feed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FeedView {
    /// Its name.
    pub title: String,
    /// Its name as HTML, where a part of it is in another language than the page.
    pub html: Option<String>,
    /// Its address.
    pub url: String,
}

/// What every page has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageView {
    /// The kind, or `home`, `section`, `topic`, `topics`, `a-z`, `404`.
    pub kind: &'static str,
    /// The id of the record or section; empty for pages that Plenary makes.
    pub id: String,
    /// The language of the page around the text.
    pub lang: String,
    /// Its direction.
    pub dir: &'static str,
    /// The h1.
    pub title: String,
    /// The h1 as HTML, where a name in it is in another language than it is.
    pub title_html: Option<String>,
    /// The title of the window: the h1 and the site's name in the language of the h1, where both are short
    /// enough for a tab.
    pub head_title: String,
    /// The language of the h1, where it is not the page's.
    pub title_lang: Option<String>,
    /// Its direction.
    pub title_dir: Option<&'static str>,
    /// The language of the text, where it is not the page's.
    pub text_lang: Option<String>,
    /// Its direction.
    pub text_dir: Option<&'static str>,
    /// What the language of the text is called in the page's, where it stands in for a translation.
    pub fallback: Option<String>,
    /// The original, where it has changed since this translation of it was made.
    pub original: Option<LinkView>,
    /// One or two sentences.
    pub description: Option<String>,
    /// The address.
    pub url: String,
    /// The whole address of the original, where the site's address is known.
    pub canonical: Option<String>,
    /// The text. HTML.
    pub content: String,
    /// The headings of the text.
    pub contents: Vec<ContentsView>,
    /// The sections above, the home page first.
    pub breadcrumbs: Vec<LinkView>,
    /// The menu.
    pub menu: Vec<MenuView>,
    /// The links at the foot.
    pub footer: Vec<MenuView>,
    /// The page in the site's languages, in the order of the menu of languages: Arabic, Chinese, English, French,
    /// Russian and Spanish as the United Nations put them, then the others. Empty on a site of one language.
    pub languages: Vec<LanguageView>,
    /// The page in each language in which it is there, for search engines; empty where that is one language.
    pub alternates: Vec<AlternateView>,
    /// Feeds that a reader of this page may want.
    pub feeds: Vec<FeedView>,
    /// The day it bears.
    pub date: Option<DateView>,
    /// The last change of substance.
    pub updated: Option<DateView>,
    /// Topics.
    pub topics: Vec<LinkView>,
    /// Addresses elsewhere.
    pub links: Vec<LinkView>,
    /// How to reach whom the page is about.
    pub contact: Option<ContactView>,
    /// Public corrections.
    pub corrections: Vec<CorrectionView>,
    /// Why the page was withdrawn.
    pub gone: Option<GoneView>,
    /// The picture that stands for it.
    pub image: Option<PictureView>,
    /// The picture that is shown where somebody links to it; none where previews are off or the site's
    /// address is not known.
    pub preview: Option<PreviewView>,
    /// What Open Graph calls it: `website` of the home page and of lists, `article` of all else.
    pub og_type: &'static str,
    /// Where to edit the page.
    pub edit: Option<String>,
    /// Records and pages that name this one.
    pub named_by: Vec<CardView>,
    /// The entry before this one in the list of its section.
    pub previous: Option<LinkView>,
    /// The entry after it.
    pub next: Option<LinkView>,
    /// What the marked abbreviations of the text stand for, by abbreviation.
    pub abbreviations: Vec<AbbreviationView>,
}

/// An abbreviation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AbbreviationView {
    /// The abbreviation, as it is written.
    pub short: String,
    /// What it stands for.
    pub full: TextView,
}

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

/// A named fact in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactView {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: TextView,
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
