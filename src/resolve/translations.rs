//! Translations and whether they are those of their sources as these are now.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::seals;
use super::subjects::Subject;
use crate::files::Files;
use crate::site::{EntryIx, Lang, Site};

/// How a subject stands in a language that is not the site's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is not translated, or its translation is held.
    Missing,
    /// The source is the one that was translated.
    Current,
    /// The source has changed since.
    Changed,
    /// The translation does not say of which text it was made: nothing is known.
    Unsealed,
}

impl State {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Current => "current",
            Self::Changed => "changed",
            Self::Unsealed => "unsealed",
        }
    }
}

/// All translations.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Translations {
    /// How each translation stands, held ones too.
    list: BTreeMap<EntryIx, State>,
    /// Sources of whose text a translation holds a seal.
    sealed: BTreeSet<EntryIx>,
}

impl Translations {
    /// Compares the seal in each translation with that of its source.
    pub fn new(site: &Site, files: &Files) -> Self {
        let mut pairs = Vec::new();
        let mut source = None;
        for (i, entry) in site.entries.iter().enumerate() {
            if entry.lang == Lang::DEFAULT {
                source = Some((EntryIx(i), entry));
            } else if let Some((ix, _)) =
                source.filter(|(_, s)| s.id == entry.id && s.section == entry.section)
            {
                pairs.push((EntryIx(i), ix, entry.common.translates.as_ref()));
            }
        }
        let sealed: BTreeSet<EntryIx> =
            pairs.iter().filter(|(.., seal)| seal.is_some()).map(|(_, source, _)| *source).collect();
        let now: BTreeMap<EntryIx, String> =
            sealed.par_iter().map(|ix| (*ix, seals::of_source(files, site.entry(*ix)))).collect();
        let state = |source: EntryIx, seal: Option<&str>| match seal {
            None => State::Unsealed,
            Some(seal) if now.get(&source).is_some_and(|now| now == seal) => State::Current,
            Some(_) => State::Changed,
        };
        let list = pairs
            .into_iter()
            .map(|(entry, source, seal)| (entry, state(source, seal.map(|seal| seal.0.as_str()))))
            .collect();
        Self { list, sealed }
    }

    /// How a subject stands in another language than the site's own.
    pub fn state(&self, subject: &Subject, lang: Lang) -> State {
        subject.version(lang).and_then(|entry| self.of(entry)).unwrap_or(State::Missing)
    }

    /// How a translation stands; none for what translates nothing.
    pub fn of(&self, entry: EntryIx) -> Option<State> {
        self.list.get(&entry).copied()
    }

    /// Whether a translation holds a seal of this source.
    pub fn is_sealed(&self, source: EntryIx) -> bool {
        self.sealed.contains(&source)
    }
}
