//! What is around a page's own content: the site, the head, menus, languages.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{ContactView, DateView, LinkView, PictureView, TextView};
use super::records::CardView;

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
    /// The address of the page of open data.
    pub data: String,
    /// The address of the public corrections, where there are any.
    pub corrections: Option<String>,
    /// The address of all topics, where there are any.
    pub topics: Option<String>,
    /// The address of the page on which one searches, where there is anything to find.
    pub search: Option<String>,
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
    /// The licence of what is published; a link where it is named by its address.
    pub licence: Option<LinkView>,
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

/// A public correction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CorrectionView {
    /// Its anchor on the page.
    pub id: String,
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

/// A feed or calendar.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FeedView {
    /// Its name.
    pub title: String,
    /// Its name as HTML, where a part of it is in another language than the page.
    pub html: Option<String>,
    /// Its address.
    pub url: String,
    /// Its media type: Atom, or JSON Feed.
    pub media: &'static str,
}

/// An abbreviation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AbbreviationView {
    /// The abbreviation, as it is written.
    pub short: String,
    /// What it stands for.
    pub full: TextView,
}

/// What every page has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageView {
    /// The kind, or `home`, `section`, `topic`, `topics`, `a-z`, `corrections`, `404`.
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
    /// The calendar of the meetings that it shows.
    pub calendar: Option<FeedView>,
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
    /// What the page says to machines: JSON-LD that may stand in an element `script` as it is.
    pub json_ld: String,
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
    /// What search finds the page as: the name of its kind; none where it does not find it.
    pub found_as: Option<&'static str>,
}
