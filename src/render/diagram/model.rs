//! Records and their relations → what a diagram shows.
//!
//! A diagram of records shows these and those who stand in a relation to one of them; between all of
//! them it shows every relation. Nothing that lists do not show is in it.

use std::collections::BTreeSet;

use super::layers::Structure;
use crate::render::context::Context;
use crate::render::phrases::{self, Named, Standing};
use crate::render::records;
use crate::render::views::{DiagramEntryView, LinkView, MemberView, TextView};
use crate::resolve::SubjectIx;
use crate::resolve::forms::is_drawn;
use crate::resolve::relations::{Relation, seconds};
use crate::site::group::RelationKind;
use crate::site::{Kind, Lang};

/// A box.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name with its address.
    pub link: LinkView,
    /// Its acronym.
    pub acronym: Option<String>,
    /// What sort it is, in words.
    pub classification: Option<String>,
    /// Whether the diagram was asked to show it; else it is there because another names it.
    pub is_asked: bool,
    /// The heading of its members.
    pub members_heading: TextView,
    /// Its members on the day.
    pub members: Vec<MemberView>,
    /// Its relations in words, for the list. HTML.
    pub relations: Vec<String>,
}

/// What a diagram shows.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The boxes, in the order in which they are read.
    pub nodes: Vec<Node>,
    /// Between boxes, by number.
    pub structure: Structure,
    /// What each arrow says, one phrase for each relation.
    pub phrases: Vec<Vec<String>>,
}

impl Model {
    /// What a diagram of records shows to a reader of a language.
    pub fn of(context: &Context<'_>, asked: &[SubjectIx], lang: Lang) -> Self {
        let asked: Vec<SubjectIx> =
            asked.iter().copied().filter(|ix| is_drawn(context.graph.subjects.get(*ix).kind)).collect();
        let subjects = shown(context, &asked, lang);
        let number = |ix: SubjectIx| subjects.iter().position(|shown| *shown == ix);
        let relations = &context.graph.relations;
        let mut model = Self::default();
        model.structure.boxes = subjects.len();
        let pair = |(a, b): (SubjectIx, SubjectIx)| Some((number(a)?, number(b)?));
        for (body, owner) in relations.of.iter().filter_map(|both| pair(*both)) {
            model.structure.owners.push((body, owner));
            model.structure.above.push((owner, body));
        }
        for (body, forum) in relations.within.iter().filter_map(|both| pair(*both)) {
            model.structure.above.push((forum, body));
            model.arrow(body, forum, context.words(lang).get("arrow-within"));
        }
        let drawn = |relation: &&Relation| number(relation.from).is_some() && number(relation.to).is_some();
        let drawn: Vec<&Relation> = relations.relations.iter().filter(drawn).collect();
        for relation in &drawn {
            let Some((from, to)) = pair((relation.from, relation.to)) else { continue };
            model.structure.leaning.push(if is_downward(relation.kind) { (from, to) } else { (to, from) });
            model.arrow(from, to, phrase(context, relation, lang));
        }
        model.nodes =
            subjects.iter().map(|ix| node(context, *ix, asked.contains(ix), &drawn, lang)).collect();
        model
    }

    /// Adds what one says of another to their arrow.
    fn arrow(&mut self, from: usize, to: usize, phrase: String) {
        let arrows = &mut self.structure.arrows;
        match arrows.iter().position(|arrow| *arrow == (from, to)) {
            Some(i) if self.phrases[i].contains(&phrase) => {}
            Some(i) => self.phrases[i].push(phrase),
            None => {
                arrows.push((from, to));
                self.phrases.push(vec![phrase]);
            }
        }
    }

    /// The same in words, for the list behind the drawing.
    pub fn entries(&self) -> Vec<DiagramEntryView> {
        let owner = |node: usize| self.structure.owners.iter().find(|(body, _)| *body == node);
        self.nodes
            .iter()
            .enumerate()
            .map(|(number, node)| DiagramEntryView {
                link: node.link.clone(),
                acronym: node.acronym.clone(),
                classification: node.classification.clone(),
                of: owner(number).map(|(_, owner)| self.nodes[*owner].link.clone()),
                relations: node.relations.clone(),
                members_heading: node.members_heading.clone(),
                members: node.members.clone(),
            })
            .collect()
    }
}

/// The subjects of a diagram: those asked for, in their order, then those they are joined with; an owner
/// or forum stands before its first body.
fn shown(context: &Context<'_>, asked: &[SubjectIx], lang: Lang) -> Vec<SubjectIx> {
    let relations = &context.graph.relations;
    let is_asked = |ix: &SubjectIx| asked.contains(ix);
    let mut near = BTreeSet::new();
    let pairs = relations.of.iter().chain(&relations.within).copied();
    let ends = relations.relations.iter().map(|relation| (relation.from, relation.to));
    for (a, b) in pairs.chain(ends) {
        if is_asked(&a) != is_asked(&b) {
            near.insert(if is_asked(&a) { b } else { a });
        }
    }
    near.extend(forums(context, &is_asked, &near));
    near.retain(|ix| context.graph.is_listed(*ix));
    let mut shown: Vec<SubjectIx> = Vec::with_capacity(asked.len() + near.len());
    for ix in asked {
        let above = seconds(&relations.of, *ix).chain(seconds(&relations.within, *ix));
        for ix in above.filter(|above| near.remove(above)).chain([*ix]).collect::<Vec<_>>() {
            if !shown.contains(&ix) {
                shown.push(ix);
            }
        }
    }
    shown.extend(context.in_order(near, lang));
    shown
}

/// The forums in which one of those asked for represents another, where somebody in the diagram is joined with
/// them otherwise too.
fn forums(
    context: &Context<'_>,
    is_asked: &dyn Fn(&SubjectIx) -> bool,
    near: &BTreeSet<SubjectIx>,
) -> Vec<SubjectIx> {
    let relations = &context.graph.relations;
    let is_shown = |ix: SubjectIx| is_asked(&ix) || near.contains(&ix);
    let is_joined = |forum: SubjectIx| {
        let pairs = relations.of.iter().chain(&relations.within).copied();
        let mut ends = pairs.chain(relations.relations.iter().map(|relation| (relation.from, relation.to)));
        ends.any(|(a, b)| (a == forum && is_shown(b)) || (b == forum && is_shown(a)))
    };
    let own = relations.relations.iter().filter(|relation| is_asked(&relation.from));
    let forums = own.filter_map(|relation| relation.forum).filter(|forum| !is_shown(*forum));
    forums.filter(|forum| is_joined(*forum)).collect()
}

/// Whether the one who stands so to another stands above it.
fn is_downward(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::DecidesFor | RelationKind::Guides)
}

/// What an arrow says: "advises on the budget".
fn phrase(context: &Context<'_>, relation: &Relation, lang: Lang) -> String {
    // A label is in one language: what has no words in it is said in the list alone.
    let on = relation.on.as_ref().map(|on| context.term(on, lang)).filter(|on| on.lang.is_none());
    let on = on.map(|on| on.text);
    let forum = relation.forum.and_then(|forum| {
        let short = context.acronym(forum);
        let kind = if short.is_some() { Kind::Organisation } else { context.graph.subjects.get(forum).kind };
        let name = short.or_else(|| {
            Some(context.name(forum, lang)).filter(|name| name.lang == lang).map(|name| name.text)
        })?;
        Some(Named::new(context.words(lang), kind, &name, false, name.clone()))
    });
    let standing = Standing { kind: relation.kind, on: on.as_deref(), forum: forum.as_ref() };
    phrases::arrow(context.words(lang), &standing)
}

fn node(context: &Context<'_>, ix: SubjectIx, is_asked: bool, drawn: &[&Relation], lang: Lang) -> Node {
    let card = records::card(context, ix, lang);
    let group = records::group(context, ix, lang);
    let within = seconds(&context.graph.relations.within, ix).filter(|forum| context.graph.is_listed(*forum));
    let within = within.map(|forum| phrases::within(context.words(lang), &context.named(forum, lang)));
    let own = drawn.iter().filter(|relation| relation.from == ix);
    let own = own.map(|relation| records::relation_in_words(context, relation, lang));
    Node {
        link: card.link,
        acronym: card.acronym,
        classification: card.classification,
        is_asked,
        members_heading: group.as_ref().map_or_else(
            || records::members_heading(context, None, lang),
            |group| group.members_heading.clone(),
        ),
        members: group.filter(|_| is_asked).map(|group| group.members).unwrap_or_default(),
        relations: within.chain(own).collect(),
    }
}
