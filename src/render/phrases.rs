//! Facts in words: dates, stretches of time, meeting rules, relations.

use fluent_bundle::FluentArgs;
use jiff::civil::Date;

use super::views::DateView;
use super::words::Words;
use crate::locale::typesetter;
use crate::site::config::Language;
use crate::site::date::{DateTime, PartialDate};
use crate::site::group::{Cadence, RelationKind};

/// A whole day.
pub fn day(date: Date) -> DateView {
    DateView { iso: date.to_string(), words: date.strftime("%-d %B %Y").to_string() }
}

/// A day, month or year.
pub fn partial(date: PartialDate) -> DateView {
    let words = match (date.month, date.day) {
        (Some(month), Some(day)) => {
            Date::new(date.year, month, day).map(|d| d.strftime("%-d %B %Y").to_string())
        }
        (Some(month), None) => Date::new(date.year, month, 1).map(|d| d.strftime("%B %Y").to_string()),
        (None, _) => Ok(date.year.to_string()),
    };
    DateView { iso: date.to_string(), words: words.unwrap_or_else(|_| date.to_string()) }
}

/// A date and time, in the offset it was written in.
pub fn moment(time: DateTime) -> DateView {
    let zoned = time.zoned();
    DateView { iso: time.rfc3339(), words: zoned.strftime("%-d %B %Y, %H:%M (UTC%:z)").to_string() }
}

/// "since March 2026", "2024 to 2025"; none where nothing is known.
pub fn stretch(words: &Words, since: Option<PartialDate>, until: Option<PartialDate>) -> Option<String> {
    let word = |date: PartialDate| partial(date).words;
    match (since, until) {
        (Some(since), Some(until)) => {
            Some(words.with("since-until", &[("since", &word(since)), ("until", &word(until))]))
        }
        (Some(since), None) => Some(words.with("since", &[("date", &word(since))])),
        (None, Some(until)) => Some(words.with("until", &[("date", &word(until))])),
        (None, None) => None,
    }
}

/// A word of a record (a role, a level) in a language.
pub fn term(language: &Language, word: &str) -> String {
    let term = language.terms.get(word).map_or(word, |term| &term.0);
    typesetter::set(&language.tag, term).into_owned()
}

/// "At least once a month, or when needed".
pub fn cadence(words: &Words, language: &Language, rule: &Cadence) -> String {
    let mut args = FluentArgs::new();
    args.set("times", rule.times.map_or(1, |times| u64::from(times.get())));
    let times = words.format("times", &args);
    let mut phrase = words.with("cadence", &[("every", rule.every.word()), ("times", &times)]);
    if rule.at_least.is_some_and(|yes| yes.0) {
        phrase = words.with("cadence-at-least", &[("rule", &phrase)]);
    }
    if let Some(level) = &rule.level {
        phrase = words.with("cadence-level", &[("rule", &phrase), ("level", &term(language, level))]);
    }
    if let Some(or) = &rule.or {
        phrase = words.with("cadence-or", &[("rule", &phrase), ("or", &term(language, or))]);
    }
    capitalise(&phrase)
}

/// "Advises the Board on the budget": how one stands to another. The names are HTML.
pub fn relation(
    words: &Words,
    kind: RelationKind,
    whom: &str,
    on: Option<&str>,
    forum: Option<&str>,
) -> String {
    sentence(words, kind, "", ("whom", whom), on, forum)
}

/// "The Board advises it on the budget": how another stands to one. The names are HTML.
pub fn relation_to(
    words: &Words,
    kind: RelationKind,
    who: &str,
    on: Option<&str>,
    forum: Option<&str>,
) -> String {
    sentence(words, kind, "-of", ("who", who), on, forum)
}

fn sentence(
    words: &Words,
    kind: RelationKind,
    side: &str,
    name: (&str, &str),
    on: Option<&str>,
    forum: Option<&str>,
) -> String {
    let key = kind.key().replace('_', "-");
    let (middle, more) = match (on, forum) {
        (Some(on), _) => ("-on", ("on", on)),
        (None, Some(forum)) => ("-in", ("forum", forum)),
        (None, None) => ("", ("on", "")),
    };
    words.with(&format!("{key}{middle}{side}"), &[name, more])
}

/// A phrase with a capital at its start.
pub fn capitalise(phrase: &str) -> String {
    let mut characters = phrase.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Findings;
    use crate::files::Files;
    use crate::site::config::{Config, Settings};
    use crate::site::group::Every;
    use crate::site::values::{Text, YesNo};

    #[test]
    fn meeting_rules_read_as_a_sentence() {
        let words = Words::new("en", &Files::default(), &mut Findings::default());
        let language = &Config::languages_of(&Settings::default())[0];
        let mut rule = Cadence {
            every: Every::Month,
            times: None,
            at_least: Some(YesNo(true)),
            level: None,
            or: Some(Text("when needed".into())),
        };
        assert_eq!(cadence(&words, language, &rule), "At least once a month, or when needed");
        rule = Cadence {
            every: Every::Quarter,
            times: std::num::NonZeroU16::new(3),
            level: Some(Text("technical".into())),
            or: None,
            ..rule
        };
        assert_eq!(cadence(&words, language, &rule), "At least 3 times a quarter at technical level");
    }

    #[test]
    fn relations_read_as_a_sentence() {
        let words = Words::new("en", &Files::default(), &mut Findings::default());
        let say = |on, forum| relation(&words, RelationKind::Represents, "A", on, forum);
        assert_eq!(say(None, Some("B")), "Represents A in B");
        assert_eq!(relation_to(&words, RelationKind::Advises, "A", Some("B"), None), "A advises it on B");
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
