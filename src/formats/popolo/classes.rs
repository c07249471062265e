//! Popolo's classes with the properties that a site has facts for. Their meaning is the specification's.
#![expect(missing_docs, reason = "the names of properties are Popolo's, and explained there")]

use serde::Serialize;
use serde_json::Value;

use crate::site::date::PartialDate;

/// Everything, by Popolo's classes.
#[derive(Debug, Serialize)]
pub struct Everything {
    pub organizations: Vec<Organization>,
    pub persons: Vec<Person>,
    pub memberships: Vec<Membership>,
    pub posts: Vec<Post>,
    pub speeches: Vec<Speech>,
    pub events: Vec<Event>,
}

/// An organisation or a body.
#[derive(Debug, Serialize)]
pub struct Organization {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#abstract: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub founding_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dissolution_date: Option<PartialDate>,
    /// Not of Popolo, which has no word for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meeting_rules: Vec<MeetingRule>,
    #[serde(flatten)]
    pub about: About,
}

/// How often a body has to meet: an obligation, and no dates.
#[derive(Debug, Serialize)]
pub struct MeetingRule {
    pub every: &'static str,
    pub times: u16,
    pub at_least: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What else calls a meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub or: Option<String>,
    /// All of it in words.
    pub text: String,
}

/// A person.
#[derive(Debug, Serialize)]
pub struct Person {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub honorific_prefix: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(flatten)]
    pub about: About,
}

/// What organisations and persons have in common.
#[derive(Debug, Serialize)]
pub struct About {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_details: Vec<ContactDetail>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
}

#[derive(Debug, Serialize)]
pub struct OtherName {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Identifier {
    pub scheme: &'static str,
    pub identifier: String,
}

#[derive(Debug, Serialize)]
pub struct ContactDetail {
    pub r#type: &'static str,
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Link {
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A membership, or the time in which a person held a post.
#[derive(Debug, Serialize)]
pub struct Membership {
    pub id: String,
    pub organization_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<String>,
    /// A member that is no person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<PartialDate>,
}

#[derive(Debug, Serialize)]
pub struct Post {
    pub id: String,
    pub label: String,
    pub role: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
}

/// A quote.
#[derive(Debug, Serialize)]
pub struct Speech {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
}

/// A meeting, or the occasion of a quote.
#[derive(Debug, Serialize)]
pub struct Event {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
}
