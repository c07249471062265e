//! `content/site.yaml`.

use indexmap::IndexMap;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Deserialize;

use super::colour::{Colour, ENOUGH, Palette};
use super::common::{Contact, Link};
use super::hosts::{Host, Hosts};
use super::language::Lang;
use super::origins::Origins;
use super::tree::Tree;
use super::values::{
    LanguageTag, LinkAddress, LocalAddress, Reference, Text, WebAddress, Weight, YesNo, id_or_record, words,
};
use crate::diagnostics::Severity;
use crate::locale;

/// The site's settings as they are written.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Settings {
    /// The site's name.
    pub title: Option<Text>,
    /// What the site is, in a sentence or two.
    pub summary: Option<Text>,
    /// The site's address; it may hold a path.
    pub base_url: Option<Text>,
    /// Who publishes the site.
    pub publisher: Option<Reference>,
    /// The site's own language (BCP 47); English where not said.
    pub language: Option<LanguageTag>,
    /// Other languages, by their tag.
    pub languages: Option<IndexMap<String, Option<LanguageSettings>>>,
    /// Off: a page without a translation is not served in the other languages.
    pub fallback: Option<Switch>,
    /// The menu.
    pub menu: Option<Vec<MenuItem>>,
    /// The links at the foot of each page.
    pub footer: Option<Vec<MenuItem>>,
    /// The time zone (IANA), for days that begin and times that are shown; UTC where not said.
    pub time_zone: Option<Text>,
    /// The calendar of dates in words; Gregorian where not said.
    pub calendar: Option<Text>,
    /// Acronyms and what they stand for.
    pub acronyms: Option<IndexMap<String, Text>>,
    /// Colours and logo.
    pub theme: Option<ThemeSettings>,
    /// Old addresses and where they lead now.
    pub redirects: Option<IndexMap<LocalAddress, LinkAddress>>,
    /// The severity of rules, by their names.
    pub checks: Option<IndexMap<String, CheckLevel>>,
    /// How to reach the publisher.
    pub contact: Option<Contact>,
    /// Addresses elsewhere.
    pub links: Option<Vec<Link>>,
    /// The licence of what is published: its name or address.
    pub licence: Option<Text>,
    /// Where the files of the site are edited; gives "edit this page".
    pub repository: Option<WebAddress>,
    /// The hosts to write settings for.
    pub hosts: Option<Hosts>,
    /// Other origins that pages may load from.
    pub origins: Option<Vec<Text>>,
    /// Whether browsers are told to come by HTTPS only: a yes, or how.
    pub hsts: Option<Hsts>,
    /// Allow: HTML in Markdown is cleaned and passed on; without it HTML is refused.
    pub raw_html: Option<RawHtml>,
    /// Off: no search.
    pub search: Option<Switch>,
    /// Off: no drawn pictures for link previews.
    pub previews: Option<Switch>,
    /// Weights that pages may have with all they load, compressed, by kind, such as `page: 100 kB`.
    pub budget: Option<IndexMap<PageSort, Weight>>,
    /// Whether compressed files are written beside text files.
    pub precompress: Option<YesNo>,
    /// How many entries a page of a list shows; all where not said.
    pub paginate: Option<std::num::NonZeroU32>,
}

/// What is said in another language.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LanguageSettings {
    /// The site's name in it.
    pub title: Option<Text>,
    /// What the site is, in it.
    pub summary: Option<Text>,
    /// Roles, posts and levels, as they are written in records, and the words in this language.
    pub terms: Option<IndexMap<String, Text>>,
}

words! {
    /// A part of the tool that can be switched off.
    Switch {
        /// Off.
        Off = "off",
        /// On.
        On = "on",
    }
}

words! {
    /// A sort of page.
    PageSort {
        /// The home page.
        Home = "home",
        /// A page of no kind.
        Page = "page",
        /// A body's.
        Body = "body",
        /// An organisation's.
        Organisation = "organisation",
        /// A person's.
        Person = "person",
        /// A quote's.
        Quote = "quote",
        /// A note's.
        Note = "note",
        /// A meeting's.
        Meeting = "meeting",
        /// A section's.
        Section = "section",
        /// A topic's, and the list of topics.
        Topic = "topic",
        /// Everything from A to Z.
        AToZ = "a-z",
    }
}

words! {
    /// What becomes of HTML in Markdown.
    RawHtml {
        /// Cleaned and passed on.
        Allow = "allow",
        /// Refused.
        Refuse = "refuse",
    }
}

words! {
    /// The severity of a rule.
    CheckLevel {
        /// The rule is not applied.
        Off = "off",
        /// Advice.
        Advice = "advice",
        /// A warning.
        Warning = "warning",
        /// An error.
        Error = "error",
    }
}

impl CheckLevel {
    /// The severity, none for off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Advice => Some(Severity::Advice),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// Colours and logo.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ThemeSettings {
    /// The accent colour, `#1d70b8`.
    pub accent: Option<Text>,
    /// The logo: a file of `static/`.
    pub logo: Option<Text>,
}

impl ThemeSettings {
    /// The shades of the accent, where it is a colour that can be read.
    pub fn palette(&self) -> Option<Palette> {
        let accent = Colour::parse(self.accent.as_ref()?)?;
        (accent.contrast(Colour::PAPER) >= ENOUGH).then(|| Palette::new(accent))
    }
}

/// HTTP Strict Transport Security (RFC 6797).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hsts {
    /// Whether it is sent at all.
    pub on: bool,
    /// For how many seconds.
    pub max_age: Option<u64>,
    /// Whether subdomains are included.
    pub subdomains: bool,
    /// Whether browsers may put the site on their built-in lists.
    pub preload: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(default)]
#[derive(Default)]
struct FullHsts {
    /// For how many seconds.
    max_age: Option<u64>,
    /// Whether subdomains are included.
    subdomains: Option<YesNo>,
    /// Whether browsers may put the site on their built-in lists.
    preload: Option<YesNo>,
}

impl<'de> Deserialize<'de> for Hsts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> serde::de::Visitor<'de> for V {
            type Value = Hsts;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("yes, no, or max_age, subdomains and preload")
            }
            fn visit_bool<E>(self, on: bool) -> Result<Hsts, E> {
                Ok(Hsts { on, max_age: None, subdomains: false, preload: false })
            }
            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Hsts, E> {
                let word = serde::de::value::StrDeserializer::<E>::new(v);
                let YesNo(on) = Deserialize::deserialize(word)?;
                self.visit_bool(on)
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Hsts, A::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                let full = FullHsts::deserialize(map)?;
                let is = |yes: Option<YesNo>| yes.is_some_and(|yes| yes.0);
                let (subdomains, preload) = (is(full.subdomains), is(full.preload));
                Ok(Hsts { on: true, max_age: full.max_age, subdomains, preload })
            }
        }
        deserializer.deserialize_any(V)
    }
}

impl JsonSchema for Hsts {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hsts".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let yes_no = generator.subschema_for::<YesNo>();
        let full = generator.subschema_for::<FullHsts>();
        schemars::json_schema!({ "anyOf": [yes_no, full] })
    }
}

/// One link of the menu or the footer.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// An id, or an address.
    pub to: Text,
    /// The link's words; the page's title where not given.
    pub text: Option<Text>,
}

#[derive(Deserialize, JsonSchema)]
struct FullMenuItem {
    /// An id, or an address.
    to: Text,
    /// The link's words; the page's title where not given.
    text: Option<Text>,
}

impl TryFrom<FullMenuItem> for MenuItem {
    type Error = String;
    fn try_from(full: FullMenuItem) -> Result<Self, String> {
        Ok(Self { to: full.to, text: full.text })
    }
}

id_or_record!(MenuItem, "an id, or to and text", FullMenuItem, |id| MenuItem { to: Text(id.0), text: None });

/// The site's address: `https://x.github.io/site` is the origin `https://x.github.io` and the
/// path `/site`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Scheme and host, without a slash at the end; empty where no address is known.
    pub origin: String,
    /// The path, percent-encoded, without a slash at the end; empty at the root of a host.
    pub path: String,
}

impl Base {
    /// Reads an address.
    ///
    /// # Errors
    /// A sentence for the editor.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "\"{text}\" is no site's address; write it with its scheme, such as https://www.example.org/"
            )
        };
        let url = url::Url::parse(text).map_err(|_| wrong())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(wrong());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(format!("\"{text}\" has a ? or #; a site's address ends with its path"));
        }
        Ok(Self {
            origin: url.origin().ascii_serialization(),
            path: url.path().trim_end_matches('/').to_owned(),
        })
    }
}

/// A language of the site, with what is said in it.
#[derive(Clone, Debug)]
pub struct Language {
    /// The tag (BCP 47).
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The site's name.
    pub title: String,
    /// Whether the name is in this language; else it is the one in the site's own.
    pub has_title: bool,
    /// What the site is.
    pub summary: Option<String>,
    /// Words of records in this language.
    pub terms: IndexMap<String, Text>,
}

/// The site's settings, ready to use.
#[derive(Debug)]
pub struct Config {
    /// As they are written.
    pub settings: Settings,
    /// Their places.
    pub places: Tree,
    /// The site's address.
    pub base: Base,
    /// The origins that pages may load from.
    pub origins: Origins,
    /// The site's languages; the first is its own.
    pub languages: Vec<Language>,
    /// The site's time zone.
    pub zone: TimeZone,
    /// The calendar of dates in words, by its name in BCP 47.
    pub calendar: &'static str,
}

impl Config {
    /// Whether the built site can be searched.
    pub fn is_searched(&self) -> bool {
        cfg!(feature = "search") && self.settings.search != Some(Switch::Off)
    }

    /// Whether pages bear the policy of the site themselves: where a host sends no headers, or nobody says where
    /// the site lies.
    pub fn in_page_policy(&self) -> bool {
        let hosts = self.hosts();
        hosts.is_empty() || hosts.iter().any(|host| !host.sends_headers())
    }

    /// A language by its number.
    pub fn language(&self, lang: Lang) -> &Language {
        &self.languages[usize::from(lang.0)]
    }

    /// The number of a language by its tag.
    pub fn lang(&self, tag: &str) -> Option<Lang> {
        let i = self.languages.iter().position(|l| l.tag.eq_ignore_ascii_case(tag))?;
        u8::try_from(i).ok().map(Lang)
    }

    /// All languages' numbers, the site's own first.
    pub fn langs(&self) -> impl Iterator<Item = Lang> + use<> {
        let count = u8::try_from(self.languages.len()).unwrap_or(u8::MAX);
        (0..count).map(Lang)
    }

    /// Whether pages without a translation are served in the other languages.
    pub fn fallback(&self) -> bool {
        self.settings.fallback != Some(Switch::Off)
    }

    /// Puts the languages in order from what was written: the site's own, then the others as
    /// they are written.
    pub fn languages_of(settings: &Settings) -> Vec<Language> {
        let own = settings.language.as_ref().map_or("en", |tag| &tag.0);
        let site_title = settings.title.as_ref().map(|t| t.0.clone()).unwrap_or_default();
        let empty = IndexMap::new();
        let others = settings.languages.as_ref().unwrap_or(&empty);
        let of = |tag: &str, said: Option<&LanguageSettings>| Language {
            has_title: tag == own || said.is_some_and(|s| s.title.is_some()),
            tag: tag.to_owned(),
            dir: locale::direction(tag),
            title: said.and_then(|s| s.title.as_ref()).map_or(site_title.clone(), |t| t.0.clone()),
            summary: said.and_then(|s| s.summary.as_ref()).map(|t| t.0.clone()),
            terms: said.and_then(|s| s.terms.clone()).unwrap_or_default(),
        };
        let mut first = of(own, others.get(own).and_then(Option::as_ref));
        first.summary = first.summary.or_else(|| settings.summary.as_ref().map(|t| t.0.clone()));
        let rest = others.iter().filter(|(tag, _)| *tag != own);
        std::iter::once(first).chain(rest.map(|(tag, said)| of(tag, said.as_ref()))).collect()
    }

    /// The hosts that the site is built for, each once.
    pub fn hosts(&self) -> Vec<Host> {
        let mut hosts = self.settings.hosts.as_ref().map(|hosts| hosts.0.clone()).unwrap_or_default();
        hosts.sort();
        hosts.dedup();
        hosts
    }

    /// Where old addresses lead, as `redirects` says.
    pub fn redirects(&self) -> impl Iterator<Item = (&LocalAddress, &LinkAddress)> {
        self.settings.redirects.iter().flatten()
    }
}
