//! Triples (RDF 1.1) in the words of known vocabularies, and how they are written in Turtle.

use std::collections::HashSet;

use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::site::date::PartialDate;

/// Vocabularies by their usual prefixes.
const PREFIXES: [(&str, &str); 10] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What an address may have and an IRI may not (RFC 3987, section 2.2), but for letters of other scripts.
const NOT_IN_IRIS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Triples in the order in which they are read.
#[derive(Debug, Default)]
pub struct Triples {
    said: Vec<Triple>,
    /// What stands behind all else.
    behind: Vec<Triple>,
}

impl Triples {
    /// All that was said, in Turtle, each triple once.
    pub fn turtle(self) -> Option<String> {
        let serializer = PREFIXES
            .iter()
            .try_fold(TurtleSerializer::new(), |all, (prefix, iri)| all.with_prefix(*prefix, *iri));
        let mut writer = serializer.ok()?.for_writer(Vec::new());
        let mut said = HashSet::new();
        for triple in self.said.iter().chain(&self.behind).filter(|triple| said.insert(*triple)) {
            writer.serialize_triple(triple).ok()?;
        }
        String::from_utf8(writer.finish().ok()?).ok()
    }

    /// Says a text in a language.
    pub fn text(&mut self, id: &str, property: NamedNode, text: String, tag: String) {
        let literal = Literal::new_language_tagged_literal(&text, tag);
        let literal = literal.unwrap_or_else(|_| Literal::new_simple_literal(text));
        self.said.push(Triple::new(own(id), property, literal));
    }

    /// Whether something is described behind all else.
    pub fn is_behind(&self, id: &str) -> bool {
        let named = NamedOrBlankNode::from(own(id));
        self.behind.iter().any(|triple| triple.subject == named)
    }

    /// Goes on behind all else, or before it again.
    pub fn turn(&mut self) {
        std::mem::swap(&mut self.said, &mut self.behind);
    }

    /// A stretch of time during which a membership holds (OWL-Time).
    pub fn stretch(&mut self, id: &str, since: Option<PartialDate>, until: Option<PartialDate>) {
        if since.is_none() && until.is_none() {
            return;
        }
        let interval = format!("{id}-time");
        self.link(id, "org:memberDuring", &interval);
        self.is_a(&interval, "time:Interval");
        for (property, end, date) in [("time:hasBeginning", "since", since), ("time:hasEnd", "until", until)]
        {
            let Some(date) = date else { continue };
            let instant = format!("{id}-{end}");
            self.link(&interval, property, &instant);
            self.is_a(&instant, "time:Instant");
            let property = match (date.month, date.day) {
                (_, Some(_)) => "time:inXSDDate",
                (Some(_), None) => "time:inXSDgYearMonth",
                (None, None) => "time:inXSDgYear",
            };
            self.date(&instant, property, Some(date));
        }
    }

    /// Says a date, as exactly as it is known.
    pub fn date(&mut self, id: &str, property: &str, date: Option<PartialDate>) {
        let Some(date) = date else { return };
        let sort = match (date.month, date.day) {
            (_, Some(_)) => "xsd:date",
            (Some(_), None) => "xsd:gYearMonth",
            (None, None) => "xsd:gYear",
        };
        self.say(id, property, Literal::new_typed_literal(date.to_string(), word(sort)));
    }

    /// Says of what class something is.
    pub fn is_a(&mut self, id: &str, class: &str) {
        self.say(id, "rdf:type", word(class));
    }

    /// Says how something of the site stands to another.
    pub fn link(&mut self, id: &str, property: &str, to: &str) {
        self.say(id, property, own(to));
    }

    /// A link to an address elsewhere, where it is one.
    pub fn elsewhere(&mut self, id: &str, property: &str, url: &str) {
        if let Ok(iri) = NamedNode::new(utf8_percent_encode(url, NOT_IN_IRIS).to_string()) {
            self.say(id, property, iri);
        }
    }

    /// Says something.
    pub fn say(&mut self, id: &str, property: &str, object: impl Into<Term>) {
        self.said.push(Triple::new(own(id), word(property), object));
    }
}

/// A name of the site's own; relative to the file where the site's address is not known.
pub fn own(id: &str) -> NamedNode {
    NamedNode::new_unchecked(id)
}

/// A word of a vocabulary, by its prefix.
pub fn word(name: &str) -> NamedNode {
    let (prefix, local) = name.split_once(':').unwrap_or_default();
    let iri = PREFIXES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, iri)| iri);
    NamedNode::new_unchecked(format!("{iri}{local}"))
}
