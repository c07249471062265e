//! What is written in boxes and beside arrows, in lines.

use super::measure::{Line, Type, lines, width};
use super::model::{Model, Node};
use super::places::Words;
use super::wires::What;
use crate::render::views::{LinkView, MemberView, TextView};

/// The name of a box.
pub const NAME: Type = Type { size: 16, leading: 20, bold: true };
/// A member, or a name written in a box.
pub const MEMBER: Type = Type { size: 15, leading: 19, bold: false };
/// What sort a body is, and headings.
pub const NOTE: Type = Type { size: 14, leading: 19, bold: false };
/// Beside an arrow.
pub const LABEL: Type = Type { size: 14, leading: 18, bold: false };

/// From the side of a box to its words.
pub const INSET: i32 = 12;
/// From the top of a box to its words, and from these to its foot.
pub const MARGIN: i32 = 10;
/// What stands before a name that an arrow in the box leads to.
pub const POINTER: i32 = 20;
/// Between two members, half above and half below each: with it a line is as high as a finger needs.
pub const GAP: i32 = 5;
/// Between what a box says, and between the phrases of a label.
pub const PAUSE: i32 = 6;

/// What a part of a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The name.
    Name,
    /// What sort it is, a heading, what an arrow in the box says.
    Note,
    /// A member.
    Member,
    /// Whom an arrow in the box leads to.
    Pointed,
}

/// Words of a box, in lines.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// What they are.
    pub role: Role,
    /// How they are set.
    pub set: Type,
    /// The lines.
    pub lines: Vec<Line>,
    /// Where they lead.
    pub url: Option<&'a str>,
    /// Their language and direction, where these are not the reader's.
    pub foreign: Option<(&'a str, &'static str)>,
    /// From the top of the box to the top of the first line.
    pub top: i32,
    /// From the start of the box to the words.
    pub indent: i32,
}

impl Block<'_> {
    /// The height of the lines.
    pub fn height(&self) -> i32 {
        self.set.leading * i32::try_from(self.lines.len()).unwrap_or(0)
    }
}

/// The words of a model, with what the interface says of them.
#[derive(Clone, Copy, Debug)]
pub struct Lettering<'a> {
    /// What is shown.
    pub model: &'a Model,
    /// "Body of", over the name of the owner.
    pub body_of: &'a str,
    /// What stands between two facts in a line.
    pub comma: &'a str,
}

impl<'a> Lettering<'a> {
    /// What is written in a box of a width, and the height of the box.
    pub fn blocks(&self, node: usize, width: i32, written: &[What]) -> (Vec<Block<'a>>, i32) {
        let shown = &self.model.nodes[node];
        let mut stack = Stack { width, y: MARGIN, blocks: Vec::new() };
        stack.link(Role::Name, &name(shown), &shown.link);
        if let Some(sort) = &shown.classification {
            stack.y += PAUSE / 3;
            stack.own(Role::Note, sort);
        }
        if !shown.members.is_empty() {
            stack.y += PAUSE;
            stack.text(Role::Note, &shown.members_heading);
            for member in &shown.members {
                self.member(member, &mut stack);
            }
        }
        for what in written {
            self.written(node, *what, &mut stack);
        }
        (stack.blocks, stack.y + MARGIN)
    }

    /// A member with its role; a role in another language than the name stands below it.
    fn member(&self, member: &'a MemberView, stack: &mut Stack<'a>) {
        let name = member.acronym.as_deref().unwrap_or(&member.link.title);
        let together = |role: &&TextView| role.lang == member.link.lang;
        match member.role.as_ref().filter(together) {
            Some(role) => {
                stack.link(Role::Member, &format!("{name}{}{}", self.comma, role.text), &member.link);
            }
            None => stack.link(Role::Member, name, &member.link),
        }
        if let Some(role) = member.role.as_ref().filter(|role| !together(role)) {
            stack.text(Role::Note, role);
        }
    }

    /// A line that is not drawn: what it says, and the name that it leads to.
    fn written(&self, node: usize, what: What, stack: &mut Stack<'a>) {
        let structure = &self.model.structure;
        let (from, to) = match what {
            What::Arrow(i) => structure.arrows[i],
            What::Owner(i) => structure.owners[i],
        };
        if from != node {
            return;
        }
        let to = &self.model.nodes[to];
        stack.y += PAUSE;
        match what {
            What::Arrow(i) => {
                self.model.phrases[i].iter().for_each(|phrase| stack.own(Role::Note, phrase));
                stack.link(Role::Pointed, to.acronym.as_deref().unwrap_or(&to.link.title), &to.link);
            }
            What::Owner(_) => {
                stack.own(Role::Note, self.body_of);
                stack.link(Role::Member, to.acronym.as_deref().unwrap_or(&to.link.title), &to.link);
            }
        }
    }

    /// The lines of each phrase of an arrow's label, at most so wide.
    pub fn label(&self, arrow: usize, most: i32) -> Vec<Vec<Line>> {
        self.model.phrases[arrow].iter().map(|phrase| lines(phrase, LABEL, most)).collect()
    }
}

impl Words for Lettering<'_> {
    fn height(&self, node: usize, width: i32, written: &[What]) -> i32 {
        self.blocks(node, width, written).1
    }

    fn label(&self, arrow: usize, most: i32) -> (i32, i32) {
        let phrases = Lettering::label(self, arrow, most);
        // Measured with its hyphen, so that it breaks alike in the width that is given.
        let hyphen = |line: &Line| if line.broken { width("-", LABEL) } else { 0 };
        let lines = || phrases.iter().flatten();
        let widest = lines().map(|line| width(&line.text, LABEL) + hyphen(line)).max().unwrap_or(0);
        let count = |count: usize| i32::try_from(count).unwrap_or(0);
        let height = LABEL.leading * count(lines().count()) + PAUSE * (count(phrases.len()) - 1);
        (widest.min(most), height)
    }
}

/// Words below each other.
struct Stack<'a> {
    width: i32,
    y: i32,
    blocks: Vec<Block<'a>>,
}

impl<'a> Stack<'a> {
    /// Words of the interface.
    fn own(&mut self, role: Role, text: &str) {
        self.add(role, text, None, None);
    }

    /// Words of a record.
    fn text(&mut self, role: Role, text: &'a TextView) {
        self.add(role, &text.text, None, text.lang.as_deref().zip(text.dir));
    }

    /// What is written of a link's subject.
    fn link(&mut self, role: Role, text: &str, link: &'a LinkView) {
        self.add(role, text, link.url.as_deref(), link.lang.as_deref().zip(link.dir));
    }

    fn add(
        &mut self,
        role: Role,
        text: &str,
        url: Option<&'a str>,
        foreign: Option<(&'a str, &'static str)>,
    ) {
        let (set, indent) = match role {
            Role::Name => (NAME, INSET),
            Role::Note => (NOTE, INSET),
            Role::Member => (MEMBER, INSET),
            Role::Pointed => (MEMBER, INSET + POINTER),
        };
        let lines = lines(text, set, self.width - indent - INSET);
        let gap = if matches!(role, Role::Member | Role::Pointed) { GAP } else { 0 };
        let block = Block { role, set, lines, url, foreign, top: self.y + gap / 2, indent };
        self.y += block.height() + gap;
        self.blocks.push(block);
    }
}

/// The name of a box, with its acronym.
fn name(node: &Node) -> String {
    match &node.acronym {
        Some(acronym) if *acronym != node.link.title => format!("{} ({acronym})", node.link.title),
        _ => node.link.title.clone(),
    }
}
