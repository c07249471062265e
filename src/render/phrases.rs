//! Facts in words: dates, stretches of time, meeting rules, relations.

use fluent_bundle::FluentArgs;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::link;
use super::views::{DateView, TextView};
use super::words::Words;
use crate::site::Kind;
use crate::site::date::{DateTime, PartialDate};
use crate::site::group::{Cadence, RelationKind};

/// A whole day.
pub fn day(words: &Words, date: Date) -> DateView {
    DateView { iso: date.to_string(), words: words.locale.dates.day(date) }
}

/// A day, month or year.
pub fn partial(words: &Words, date: PartialDate) -> DateView {
    let dates = &words.locale.dates;
    let first = Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
    let said = first.map(|first| match precision(date) {
        "day" => dates.day(first),
        "month" => dates.month(first),
        _ => dates.year(first),
    });
    DateView { iso: date.to_string(), words: said.unwrap_or_else(|_| date.to_string()) }
}

/// How exact a date is, as messages are told.
fn precision(date: PartialDate) -> &'static str {
    match (date.month, date.day) {
        (Some(_), Some(_)) => "day",
        (Some(_), None) => "month",
        (None, _) => "year",
    }
}

/// A date and time, in the offset it was written in.
pub fn moment(words: &Words, time: DateTime) -> DateView {
    DateView { iso: time.rfc3339(), words: words.locale.dates.moment(&time.zoned()) }
}

/// "since March 2026", "2024 to 2025"; none where nothing is known.
pub fn stretch(words: &Words, since: Option<PartialDate>, until: Option<PartialDate>) -> Option<String> {
    let word = |date: PartialDate| partial(words, date).words;
    let one = |key: &str, date: PartialDate| {
        words.with(key, &[("date", &word(date)), ("precision", precision(date))])
    };
    match (since, until) {
        (Some(since), Some(until)) => {
            let args = [
                ("since", word(since)),
                ("since-precision", precision(since).to_owned()),
                ("until", word(until)),
                ("until-precision", precision(until).to_owned()),
            ];
            Some(words.with("since-until", &args.each_ref().map(|(name, value)| (*name, value.as_str()))))
        }
        (Some(since), None) => Some(one("since", since)),
        (None, Some(until)) => Some(one("until", until)),
        (None, None) => None,
    }
}

/// "At least once a month, or when needed". HTML; the words of the record come from `term`.
pub fn cadence(words: &Words, rule: &Cadence, term: impl Fn(&str) -> TextView) -> String {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let mut args = FluentArgs::new();
    args.set("every", rule.every.word());
    args.set("times", rule.times.map_or(1, |times| u64::from(times.get())));
    args.set("at-least", yes(rule.at_least.is_some_and(|yes| yes.0)));
    for (name, said, text) in [("level", "has-level", &rule.level), ("or", "has-or", &rule.or)] {
        args.set(said, yes(text.is_some()));
        args.set(name, text.as_ref().map(|text| link::text(&term(text))).unwrap_or_default());
    }
    capitalise(&words.format("cadence", &args))
}

/// Whom a sentence names.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name as HTML.
    pub html: String,
    /// Its sort, as messages are told: `body`, `organisation`, `person`, or `name` where the name has an
    /// article of its own.
    pub sort: &'static str,
    /// Its first word in small letters of ASCII, by which a language knows gender and number; `other` where
    /// the name is in another language, or has an article.
    pub head: String,
}

impl Named {
    /// A name of a kind, in the reader's language or another.
    pub fn new(words: &Words, kind: Kind, name: &str, is_foreign: bool, html: String) -> Self {
        let lower = name.to_lowercase();
        let articles = words.get("articles");
        let has_article = articles.split_whitespace().any(|article| {
            let rest = lower.strip_prefix(article).unwrap_or_default();
            article.ends_with('’') || rest.starts_with(' ')
        } && lower.starts_with(article));
        let sort = match kind {
            _ if has_article => "name",
            Kind::Body => "body",
            Kind::Organisation => "organisation",
            Kind::Person => "person",
            _ => "name",
        };
        let first = lower.split_whitespace().next().filter(|_| !has_article && !is_foreign);
        let head: String =
            first.unwrap_or_default().nfd().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Self { html, sort, head: if head.is_empty() { "other".to_owned() } else { head } }
    }

    /// What messages are told of the name, under the name of a variable.
    fn tell<'n>(&'n self, keys: [&'static str; 3]) -> [(&'static str, &'n str); 3] {
        let [name, sort, head] = keys;
        [(name, &self.html), (sort, self.sort), (head, &self.head)]
    }
}

const WHOM: [&str; 3] = ["whom", "whom-kind", "whom-head"];
const WHO: [&str; 3] = ["who", "who-kind", "who-head"];
const FORUM: [&str; 3] = ["forum", "forum-kind", "forum-head"];

/// How one stands to another.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// What it does for the other.
    pub kind: RelationKind,
    /// On what. HTML.
    pub on: Option<&'a str>,
    /// In which forum.
    pub forum: Option<&'a Named>,
}

/// "Advises the Board on the budget": how one stands to another.
pub fn relation(words: &Words, standing: &Standing<'_>, whom: &Named) -> String {
    say(words, "", standing, "", &whom.tell(WHOM))
}

/// "The Board advises it on the budget": how another stands to one.
pub fn relation_to(words: &Words, standing: &Standing<'_>, who: &Named) -> String {
    say(words, "", standing, "-of", &who.tell(WHO))
}

/// "Works within the Forum".
pub fn within(words: &Words, forum: &Named) -> String {
    words.with("works-within", &forum.tell(FORUM))
}

/// "advises on the budget": what an arrow says. Plain text, where its parts are.
pub fn arrow(words: &Words, standing: &Standing<'_>) -> String {
    say(words, "arrow-", standing, "", &[])
}

fn say(words: &Words, start: &str, standing: &Standing<'_>, side: &str, names: &[(&str, &str)]) -> String {
    let key = standing.kind.key().replace('_', "-");
    let mut args = names.to_vec();
    let middle = match (standing.on, standing.forum) {
        (Some(on), _) => {
            args.push(("on", on));
            "-on"
        }
        (None, Some(forum)) => {
            args.extend(forum.tell(FORUM));
            "-in"
        }
        (None, None) => "",
    };
    words.with(&format!("{start}{key}{middle}{side}"), &args)
}

/// A size in units of 1,000 bytes (SI): "1.2 MB".
pub fn size(words: &Words, bytes: u64) -> String {
    // In tenths, which are exact; nobody publishes a file of more than u32::MAX of them.
    let (key, tenths) = match bytes {
        0..1_000 => ("size-b", bytes * 10),
        1_000..1_000_000 => ("size-kb", bytes.div_ceil(1_000) * 10),
        _ => ("size-mb", bytes / 100_000),
    };
    let size = f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0;
    let mut args = FluentArgs::new();
    args.set("size", size);
    words.format(key, &args)
}

pub use crate::locale::names::capitalise;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Findings;
    use crate::files::Files;
    use crate::site::group::Every;
    use crate::site::values::{Text, YesNo};

    #[test]
    fn meeting_rules_read_as_a_sentence() {
        let words = Words::new("en", "en", "gregory", &Files::default(), &mut Findings::default());
        let term = |word: &str| TextView { text: word.to_owned(), lang: None, dir: None };
        let mut rule = Cadence {
            every: Every::Month,
            times: None,
            at_least: Some(YesNo(true)),
            level: None,
            or: Some(Text("when needed".into())),
        };
        assert_eq!(cadence(&words, &rule, term), "At least once a month, or when needed");
        rule = Cadence {
            every: Every::Quarter,
            times: std::num::NonZeroU16::new(3),
            level: Some(Text("technical".into())),
            or: None,
            ..rule
        };
        assert_eq!(cadence(&words, &rule, term), "At least 3 times a quarter, at technical level");
    }

    #[test]
    fn relations_read_as_a_sentence() {
        let words = Words::new("en", "en", "gregory", &Files::default(), &mut Findings::default());
        let named = |kind, name: &str| Named::new(&words, kind, name, false, name.to_owned());
        let (board, forum) = (named(Kind::Body, "Board"), named(Kind::Organisation, "Forum of Cities"));
        let standing = Standing { kind: RelationKind::Represents, on: None, forum: Some(&forum) };
        assert_eq!(relation(&words, &standing, &board), "Represents the Board in Forum of Cities");
        let standing = Standing { kind: RelationKind::Advises, on: Some("budgets"), forum: None };
        assert_eq!(relation_to(&words, &standing, &board), "The Board advises it on budgets");
        let hague = named(Kind::Body, "The Hague Board");
        assert_eq!(relation(&words, &standing, &hague), "Advises The Hague Board on budgets");
    }

    #[test]
    fn every_relation_has_its_words() {
        let words = Words::new("en", "en", "gregory", &Files::default(), &mut Findings::default());
        for kind in ["decides-for", "advises", "guides", "serves", "reports-to", "acts-for"] {
            for key in ["", "-on", "-of", "-on-of"] {
                assert!(words.has(&format!("{kind}{key}")), "{kind}{key}");
            }
            for key in ["", "-on"] {
                assert!(words.has(&format!("arrow-{kind}{key}")), "arrow-{kind}{key}");
            }
        }
    }
}
