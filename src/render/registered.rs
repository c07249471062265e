//! What stands in the register ([`super::register`]).

use std::collections::BTreeMap;

use crate::resolve::SubjectIx;
use crate::site::date::PartialDate;

/// Who is who, and what is said of them as data.
#[derive(Debug, Default)]
pub struct Register {
    /// Organisations and bodies, in the order of their ids.
    pub organisations: Vec<SubjectIx>,
    /// Persons.
    pub persons: Vec<SubjectIx>,
    /// Quotes.
    pub quotes: Vec<SubjectIx>,
    /// Meetings.
    pub meetings: Vec<SubjectIx>,
    /// Who belongs where.
    pub memberships: Vec<Membership>,
    /// Posts that somebody held from or until a known date.
    pub posts: Vec<Post>,
    /// Who held them.
    pub tenures: Vec<Tenure>,
    /// Occasions of quotes that are no meetings of the site.
    pub occasions: Vec<Occasion>,
    /// (quote, the id of the occasion or meeting at which it was said).
    pub(super) said_at: BTreeMap<SubjectIx, String>,
}

/// A membership.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Its id.
    pub id: String,
    /// The body or organisation.
    pub group: SubjectIx,
    /// The member: an organisation, a body or a person.
    pub member: SubjectIx,
    /// In which role.
    pub role: Option<Role>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when; the day, month or year named is included.
    pub until: Option<PartialDate>,
}

/// The role of a member.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// As a record has it, in the site's own language.
    Written(String),
    /// The chair.
    Chair,
}

/// A post of an organisation or body, whoever holds it.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its id.
    pub id: String,
    /// The post's name, in the site's own language.
    pub label: String,
    /// Where, where that is said.
    pub organisation: Option<SubjectIx>,
}

/// The time in which a person held a post.
#[derive(Clone, Debug)]
pub struct Tenure {
    /// Its id.
    pub id: String,
    /// Who.
    pub person: SubjectIx,
    /// The post, by its number in [`Register::posts`].
    pub post: usize,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
}

/// What a quote was said at.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// Its id.
    pub id: String,
    /// What it is called, in the site's own language.
    pub name: String,
}

impl Register {
    /// The id of the occasion or meeting at which a quote was said.
    pub fn said_at(&self, quote: SubjectIx) -> Option<&str> {
        self.said_at.get(&quote).map(String::as_str)
    }
}
