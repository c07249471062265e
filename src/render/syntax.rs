//! The tree of a Tera template, as far as names, files and scopes go. Tera keeps its own to itself;
//! ours knows the place of every name. [`super::grammar`] reads it.

use std::ops::Range;

/// A template.
#[derive(Debug, Default)]
pub struct Template {
    /// The template that it extends.
    pub parent: Option<Word>,
    /// What it holds.
    pub nodes: Vec<Node>,
}

/// A name or a text, and where it stands; of a text, between its quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The name.
    pub name: String,
    /// Its place.
    pub at: Range<usize>,
}

/// A tag with what lies in it.
#[derive(Debug)]
pub enum Node {
    /// `{{ … }}`, and tags that hold an expression alone.
    Show(Expr),
    /// `set` and `set_global`, with a value or with what lies between it and `endset`.
    Set(Word, Option<Expr>, Vec<Node>, bool),
    /// `for`: the name of the key, of the value, what is gone through, the body, and `else`.
    For(Option<Word>, Word, Expr, Vec<Node>, Vec<Node>),
    /// `if`: conditions with their bodies; `else` has none.
    If(Vec<(Option<Expr>, Vec<Node>)>),
    /// `block`.
    Block(Word, Vec<Node>),
    /// `include`.
    Include(Word),
    /// `filter`, and a component with a body.
    Around(Vec<Expr>, Vec<Node>),
    /// The definition of a component; it sees its arguments alone.
    Component(Vec<Node>),
}

/// An expression.
#[derive(Debug)]
pub enum Expr {
    /// A variable.
    Name(Word),
    /// A field, as `.name`, `?.name` or `["name"]`.
    Field(Box<Expr>, Word),
    /// An item of a list.
    Item(Box<Expr>, Vec<Expr>),
    /// A text.
    Text(Word),
    /// A function.
    Call(Word, Vec<Argument>),
    /// A filter.
    Filter(Box<Expr>, Word, Vec<Argument>),
    /// A test.
    Test(Box<Expr>, Word, Vec<Argument>),
    /// One of several values: `a or b`, `a if b else c` (the condition is first).
    Choice(Vec<Expr>, Vec<Expr>),
    /// `[a for b in c if d]`: key, value, what is gone through, the item with its condition.
    Each(Option<Word>, Word, Box<Expr>, Vec<Expr>),
    /// Expressions that make a value of no known fields.
    Several(Vec<Expr>),
}

/// A named argument.
#[derive(Debug)]
pub struct Argument {
    /// Its name.
    pub name: Word,
    /// Its value.
    pub value: Expr,
}

impl Template {
    /// The names of its blocks.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().flat_map(Node::blocks).map(|word| word.name.as_str())
    }

    /// Shows all expressions, the outer ones before those in them; components' too.
    pub fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Expr)) {
        for node in &self.nodes {
            node.each(see);
        }
    }
}

impl Node {
    fn blocks(&self) -> Vec<&Word> {
        let below = self.parts().1.into_iter().flatten().flat_map(Self::blocks);
        match self {
            Self::Block(name, _) => std::iter::once(name).chain(below).collect(),
            _ => below.collect(),
        }
    }

    fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Expr)) {
        let (exprs, bodies) = self.parts();
        for expr in exprs {
            expr.each(see);
        }
        for node in bodies.into_iter().flatten() {
            node.each(see);
        }
    }

    /// The bodies directly in it.
    pub fn bodies(&self) -> impl Iterator<Item = &[Self]> {
        self.parts().1.into_iter().map(Vec::as_slice)
    }

    /// The expressions and the bodies directly in it.
    fn parts(&self) -> (Vec<&Expr>, Vec<&Vec<Node>>) {
        match self {
            Self::Show(expr) => (vec![expr], vec![]),
            Self::Set(_, value, body, _) => (value.iter().collect(), vec![body]),
            Self::For(_, _, of, body, otherwise) => (vec![of], vec![body, otherwise]),
            Self::If(branches) => (
                branches.iter().filter_map(|(condition, _)| condition.as_ref()).collect(),
                branches.iter().map(|(_, body)| body).collect(),
            ),
            Self::Block(_, body) | Self::Component(body) => (vec![], vec![body]),
            Self::Include(_) => (vec![], vec![]),
            Self::Around(exprs, body) => (exprs.iter().collect(), vec![body]),
        }
    }
}

impl Expr {
    fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Expr)) {
        see(self);
        for part in self.parts() {
            part.each(see);
        }
    }

    /// The expressions directly in it.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Name(_) | Self::Text(_) => Vec::new(),
            Self::Field(of, _) => vec![of],
            Self::Item(of, parts) | Self::Each(_, _, of, parts) => {
                std::iter::once(&**of).chain(parts).collect()
            }
            Self::Call(_, arguments) => arguments.iter().map(|a| &a.value).collect(),
            Self::Filter(of, _, arguments) | Self::Test(of, _, arguments) => {
                std::iter::once(&**of).chain(arguments.iter().map(|a| &a.value)).collect()
            }
            Self::Choice(tests, values) => tests.iter().chain(values).collect(),
            Self::Several(parts) => parts.iter().collect(),
        }
    }

    /// A dotted name as it is written, where it is one.
    pub fn path(&self) -> Option<String> {
        match self {
            Self::Name(word) => Some(word.name.clone()),
            Self::Field(of, word) => Some(format!("{}.{}", of.path()?, word.name)),
            _ => None,
        }
    }
}
