//! `content/site.yaml` → [`Config`].

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::schema;
use super::yaml::{self, Yaml};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, nearest};
use crate::files::{self, Files};
use crate::locale::dates::CALENDARS;
use crate::site::config::{Base, Config, Settings};
use crate::site::language;
use crate::site::origins::{self, Origins};
use crate::site::tree::{Node, Tree};

/// The site's address cannot be used.
pub static BASE_URL: Rule = Rule {
    name: "base-url",
    severity: Severity::Error,
    docs: "Feeds, the sitemap and links in data need the site's whole address.\n\n\
           Wrong: `base_url: www.example.org`\n\n\
           Right: `base_url: https://www.example.org/`",
};

/// What is listed as another origin is none.
pub static ORIGINS: Rule = Rule {
    name: "origins",
    severity: Severity::Error,
    docs: "Pages load from the site alone, and from the other origins that `origins` lists: a scheme and a \
           host, without a path, so that one line says who learns which pages are read.\n\n\
           Wrong: `origins: [media.example.org/films/]`\n\n\
           Right: `origins: [https://media.example.org]`",
};

/// A time zone that does not exist.
pub static TIME_ZONE: Rule = Rule {
    name: "unknown-time-zone",
    severity: Severity::Error,
    docs: "Days begin at another moment in another time zone; a wrong one publishes too early or \
           too late.\n\n\
           Wrong: `time_zone: Brussels`\n\n\
           Right: `time_zone: Europe/Brussels`",
};

/// A calendar that is not known.
pub static CALENDAR: Rule = Rule {
    name: "calendar",
    severity: Severity::Error,
    docs: "Dates in words are those of a calendar, Gregorian where the site says nothing else.\n\n\
           Wrong: `calendar: thai`\n\n\
           Right: `calendar: buddhist`",
};

/// A language whose tag has no right form.
pub static LANGUAGE_TAG: Rule = Rule {
    name: "language-tag",
    severity: Severity::Error,
    docs: "Browsers and screen readers know languages by their tags (BCP 47).\n\n\
           Wrong: `languages: {french: {}}`\n\n\
           Right: `languages: {fr: {}}`",
};

/// Reads the site's settings. `base_url` stands before the address of the file.
pub fn read(files: &Files, base_url: Option<&Base>, found: &mut Findings) -> Config {
    let (file, text) = files.find(files::CONFIG).map_or((files.no_file().file, ""), |(id, f)| (id, f.text()));
    let start = yaml::byte_order_mark(text);
    let (places, settings) = match Yaml::parse(&text[start..], file, start, found) {
        Some(mut yaml) => {
            let (settings, unknown) = yaml.part::<Settings>(found);
            yaml::unknown_keys(&yaml, &unknown, schema::of_settings, "site.yaml", |_| None, found);
            (yaml.tree, settings)
        }
        None => (Tree { file, root: Node::default() }, Settings::default()),
    };
    tags(&settings, &places, found);
    let published = settings.base_url.as_ref().and_then(|text| Base::parse(text).ok()).unwrap_or_default();
    let base = base_url.cloned().unwrap_or_else(|| base(&settings, &places, found));
    let origins = Origins::new([&base.origin, &published.origin], others(&settings, &places, found));
    let zone = zone(&settings, &places, found);
    let calendar = calendar(&settings, &places, found);
    let languages = Config::languages_of(&settings);
    Config { settings, places, base, origins, languages, zone, calendar }
}

fn base(settings: &Settings, places: &Tree, found: &mut Findings) -> Base {
    let Some(text) = &settings.base_url else { return Base::default() };
    Base::parse(text).unwrap_or_else(|message| {
        let mut diagnostic = Diagnostic::new(&BASE_URL, places.span("base_url"), message);
        if Base::parse(&format!("https://{}", &**text)).is_ok() && !text.contains("://") {
            diagnostic = diagnostic.help(format!("write base_url: https://{}", &**text));
        }
        found.add(diagnostic);
        Base::default()
    })
}

/// The other origins that pages may load from.
fn others(settings: &Settings, places: &Tree, found: &mut Findings) -> BTreeSet<String> {
    let mut others = BTreeSet::new();
    for (i, text) in settings.origins.iter().flatten().enumerate() {
        let span = places.span(&format!("origins[{i}]"));
        match origins::parse(text) {
            Ok(origin) => drop(others.insert(origin)),
            Err((message, right)) => {
                let diagnostic = Diagnostic::new(&ORIGINS, span, message);
                found.add(match right {
                    Some(right) => diagnostic.help(format!("write {right}")).propose(span, right),
                    None => diagnostic.help(
                        "write the scheme and the host of what pages load, such as https://media.example.org",
                    ),
                });
            }
        }
    }
    others
}

fn zone(settings: &Settings, places: &Tree, found: &mut Findings) -> TimeZone {
    let Some(name) = &settings.time_zone else { return TimeZone::UTC };
    TimeZone::get(name).unwrap_or_else(|_| {
        let names: Vec<String> = jiff::tz::db().available().map(|n| n.to_string()).collect();
        let city = |full: &str| full.rsplit('/').next().unwrap_or_default().eq_ignore_ascii_case(name);
        let near = names
            .iter()
            .map(String::as_str)
            .find(|full| city(full))
            .or_else(|| nearest(name, names.iter().map(String::as_str)));
        let message = format!("there is no time zone \"{}\"", &**name);
        let help = match near {
            Some(near) => format!("did you mean {near}?"),
            None => "write it as continent and city, such as Europe/Brussels".to_owned(),
        };
        found.add(Diagnostic::new(&TIME_ZONE, places.span("time_zone"), message).help(help));
        TimeZone::UTC
    })
}

/// `gregorian` is a calendar's name for everybody but BCP 47.
const GREGORIAN: &str = "gregorian";

fn calendar(settings: &Settings, places: &Tree, found: &mut Findings) -> &'static str {
    let Some(name) = settings.calendar.as_ref().filter(|name| !name.eq_ignore_ascii_case(GREGORIAN)) else {
        return CALENDARS[0];
    };
    CALENDARS.into_iter().find(|known| name.eq_ignore_ascii_case(known)).unwrap_or_else(|| {
        let known = || CALENDARS.into_iter().skip(1).chain([GREGORIAN]);
        let message = format!("there is no calendar \"{}\"", &**name);
        let help = match nearest(name, known()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the calendars are: {}", known().collect::<Vec<_>>().join(", ")),
        };
        found.add(Diagnostic::new(&CALENDAR, places.span("calendar"), message).help(help));
        CALENDARS[0]
    })
}

/// A tag in the letters that BCP 47 recommends (2.1.1), where it is written otherwise: `fr`, `zh-Hant`, `fr-CA`.
fn usual(tag: &str) -> Option<String> {
    let usual = tag.parse::<unic_langid::LanguageIdentifier>().ok()?.to_string();
    (usual != tag && usual.eq_ignore_ascii_case(tag)).then_some(usual)
}

fn tags(settings: &Settings, places: &Tree, found: &mut Findings) {
    let mut check = |tag: &str, span| {
        if !language::is_tag(tag) {
            found.add(
                Diagnostic::new(&LANGUAGE_TAG, span, format!("\"{tag}\" is no language tag"))
                    .help("write the language's short tag, such as en, fr, ar or zh"),
            );
        } else if let Some(usual) = usual(tag) {
            let message = format!("\"{tag}\" is a language tag in other letters than is usual");
            found.add(
                Diagnostic::new(&LANGUAGE_TAG, span, message)
                    .help(format!("write {usual}"))
                    .propose(span, usual),
            );
        }
    };
    for tag in settings.languages.iter().flat_map(|list| list.keys()) {
        check(tag, places.key_span(&Tree::path(&format!("languages.{tag}"))));
    }
}
