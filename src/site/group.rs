//! Front matter of whatever has members: bodies and organisations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::values::{OneOrMany, Reference, Text, YesNo, id_or_record, words};

/// What bodies and organisations have in common.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Group {
    /// The acronym, as it is written.
    pub acronym: Option<Text>,
    /// Other names it goes by.
    pub other_names: Option<Vec<Text>>,
    /// The organisation or body whose body it is.
    pub of: Option<Reference>,
    /// The larger forum in whose frame it works.
    pub within: Option<Reference>,
    /// Its members, with roles and dates where known.
    pub members: Option<Vec<Membership>>,
    /// The heading of the list, where they are not called members.
    pub members_called: Option<Text>,
    /// Who chairs it.
    pub chairs: Option<Vec<Reference>>,
    /// Whom it takes decisions for.
    pub decides_for: Option<Vec<Relation>>,
    /// Whom it advises, and on what.
    pub advises: Option<Vec<Relation>>,
    /// Whom it guides, and on what.
    pub guides: Option<Vec<Relation>>,
    /// Whom it serves, and on what.
    pub serves: Option<Vec<Relation>>,
    /// To whom it reports, and on what.
    pub reports_to: Option<Vec<Relation>>,
    /// On whose behalf it acts, and on what.
    pub acts_for: Option<Vec<Relation>>,
    /// Whom it represents in which forum.
    pub represents: Option<OneOrMany<Representation>>,
    /// The rule of its meetings: an obligation, not a calendar.
    pub meets: Option<Vec<Cadence>>,
    /// When it was founded.
    pub founded: Option<PartialDate>,
    /// When it was dissolved.
    pub dissolved: Option<PartialDate>,
}

/// How one body or organisation can stand to another. To add one: a variant with its key here, a
/// field of [`Group`] with a row in [`Group::relations`], and its six messages in the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RelationKind {
    /// Takes decisions for.
    DecidesFor,
    /// Advises.
    Advises,
    /// Guides.
    Guides,
    /// Serves.
    Serves,
    /// Reports to.
    ReportsTo,
    /// Acts on behalf of.
    ActsFor,
    /// Represents (in a forum).
    Represents,
}

impl RelationKind {
    /// The key in front matter.
    pub fn key(self) -> &'static str {
        match self {
            Self::DecidesFor => "decides_for",
            Self::Advises => "advises",
            Self::Guides => "guides",
            Self::Serves => "serves",
            Self::ReportsTo => "reports_to",
            Self::ActsFor => "acts_for",
            Self::Represents => "represents",
        }
    }
}

impl Group {
    /// The relations to others that are written as lists, in the order of the contract.
    pub fn relations(&self) -> impl Iterator<Item = (RelationKind, &[Relation])> {
        [
            (RelationKind::DecidesFor, &self.decides_for),
            (RelationKind::Advises, &self.advises),
            (RelationKind::Guides, &self.guides),
            (RelationKind::Serves, &self.serves),
            (RelationKind::ReportsTo, &self.reports_to),
            (RelationKind::ActsFor, &self.acts_for),
        ]
        .into_iter()
        .map(|(kind, list)| (kind, list.as_deref().unwrap_or_default()))
    }
}

/// The kinds of record that can be a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// Written as an id alone: any of the three.
    Any,
    /// `organisation: id`.
    Organisation,
    /// `person: id`.
    Person,
    /// `body: id`.
    Body,
}

impl MemberKind {
    /// The key that holds the member's id, empty for [`MemberKind::Any`].
    pub fn key(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Body => "body",
        }
    }
}

/// One membership.
#[derive(Clone, Debug)]
pub struct Membership {
    /// What the member is.
    pub kind: MemberKind,
    /// Who the member is.
    pub who: Reference,
    /// The member's role in the group.
    pub role: Option<Text>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when; the day, month or year named is included.
    pub until: Option<PartialDate>,
}

/// A membership written as a record.
#[derive(Deserialize, JsonSchema)]
struct FullMembership {
    /// The member, where it is an organisation.
    organisation: Option<Reference>,
    /// The member, where it is a person.
    person: Option<Reference>,
    /// The member, where it is a body.
    body: Option<Reference>,
    /// The member's role in the group.
    role: Option<Text>,
    /// Since when.
    since: Option<PartialDate>,
    /// Until when; the day, month or year named is included.
    until: Option<PartialDate>,
}

impl TryFrom<FullMembership> for Membership {
    type Error = String;
    fn try_from(full: FullMembership) -> Result<Self, String> {
        let FullMembership { organisation, person, body, role, since, until } = full;
        let (kind, who) = match (organisation, person, body) {
            (Some(who), None, None) => (MemberKind::Organisation, who),
            (None, Some(who), None) => (MemberKind::Person, who),
            (None, None, Some(who)) => (MemberKind::Body, who),
            (None, None, None) => {
                return Err("this does not say who is meant; give organisation, person or body".into());
            }
            _ => return Err("this names more than one member; write one entry for each".into()),
        };
        Ok(Self { kind, who, role, since, until })
    }
}

id_or_record!(
    Membership,
    "a member: an id, or organisation, person or body with role, since and until",
    FullMembership,
    |who| Membership { kind: MemberKind::Any, who, role: None, since: None, until: None }
);

/// To whom, and on what.
#[derive(Clone, Debug)]
pub struct Relation {
    /// To whom.
    pub whom: Reference,
    /// On what.
    pub on: Option<Text>,
}

/// A relation written as a record.
#[derive(Deserialize, JsonSchema)]
struct FullRelation {
    /// To whom.
    whom: Reference,
    /// On what.
    on: Option<Text>,
}

impl TryFrom<FullRelation> for Relation {
    type Error = String;
    fn try_from(full: FullRelation) -> Result<Self, String> {
        Ok(Self { whom: full.whom, on: full.on })
    }
}

id_or_record!(Relation, "an id, or whom and on", FullRelation, |whom| Relation { whom, on: None });

/// Whom a body represents, and where.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Representation {
    /// Whom.
    pub whom: Reference,
    /// In which forum.
    #[serde(rename = "in")]
    pub forum: Option<Reference>,
}

words! {
    /// The stretch of time of a meeting rule.
    Every {
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter of a year.
        Quarter = "quarter",
        /// Half a year.
        HalfYear = "half-year",
        /// A year.
        Year = "year",
    }
}

/// A rule of meetings: "at least once a quarter, at technical level".
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Cadence {
    /// The stretch of time.
    pub every: Every,
    /// How often in it; once where not said.
    pub times: Option<std::num::NonZeroU16>,
    /// Whether this is a minimum.
    pub at_least: Option<YesNo>,
    /// The level at which it meets (technical, executive).
    pub level: Option<Text>,
    /// What else calls a meeting ("when needed").
    pub or: Option<Text>,
}
