//! The names in templates, held against the fields of the views.
//!
//! Each template is gone through as Tera would for a page of each kind: blocks of a child stand in
//! its parents, an include sees what its includer set. A name is wrong where it is wrong on every
//! way that leads to it; what nobody can know is right.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::fields::Type;
use crate::render::syntax::{Expr, Node, Template, Word};

/// How deep templates may include each other; Tera refuses circles.
const DEPTH: usize = 30;

/// The variables at a place, the innermost last.
type Scope = Vec<BTreeMap<String, Type>>;

/// A name that no way knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What was asked for.
    pub name: String,
    /// Of what, as it is written; none for a variable.
    pub of: Option<String>,
    /// What there is instead.
    pub right: Vec<String>,
    /// Variables that have a field of this name.
    pub owners: Vec<String>,
    /// Whether what was asked is a list; then it has no names.
    pub list: bool,
}

/// What was found out about all names: by template and place; none for a right one.
pub type Verdicts = BTreeMap<(String, usize, usize), Option<Wrong>>;

/// Goes through templates on all ways.
pub struct Walk<'a> {
    templates: &'a BTreeMap<String, Template>,
    /// Names that a template sets for more than one place, or asks for before it uses them.
    free: BTreeMap<&'a str, BTreeSet<&'a str>>,
    scope: Scope,
    done: BTreeSet<(String, BTreeMap<String, Type>)>,
    depth: usize,
    /// How many `if`s are open: what is set there may also be what it was.
    branches: usize,
    verdicts: Verdicts,
}

/// Where the walk is: the template, and what `super()` means.
#[derive(Clone, Copy)]
struct Here<'a, 'c> {
    template: &'a str,
    chain: &'c [(&'a str, &'a Template)],
    supers: &'c [(&'a str, &'a [Node])],
}

impl<'a> Walk<'a> {
    /// A walk through templates by name; built-in ones have `@plenary/` before it.
    pub fn new(templates: &'a BTreeMap<String, Template>) -> Self {
        let free = templates.iter().map(|(name, template)| (name.as_str(), free(template))).collect();
        Self {
            templates,
            free,
            scope: Vec::new(),
            done: BTreeSet::new(),
            depth: 0,
            branches: 0,
            verdicts: Verdicts::new(),
        }
    }

    /// Goes through a template and all it leads to, with variables.
    pub fn walk(&mut self, name: &str, variables: BTreeMap<String, Type>) {
        let templates = self.templates;
        let mut chain = Vec::new();
        let mut next = Some(name);
        while let Some((name, template)) = next.and_then(|name| find(templates, name)) {
            if chain.len() > DEPTH {
                return;
            }
            chain.push((name, template));
            next = template.parent.as_ref().map(|parent| parent.name.as_str());
        }
        let (Some((first, _)), Some((root, template))) = (chain.first(), chain.last()) else { return };
        if self.depth > DEPTH || !self.done.insert(((*first).to_owned(), variables.clone())) {
            return;
        }
        self.depth += 1;
        let outer = std::mem::replace(&mut self.scope, vec![variables]);
        let branches = std::mem::take(&mut self.branches);
        self.nodes(&template.nodes, Here { template: root, chain: &chain, supers: &[] });
        self.scope = outer;
        self.branches = branches;
        self.depth -= 1;
    }

    /// What is known about all names that were met.
    pub fn verdicts(self) -> Verdicts {
        self.verdicts
    }

    fn nodes(&mut self, nodes: &'a [Node], here: Here<'a, '_>) {
        for node in nodes {
            self.node(node, here);
        }
    }

    fn node(&mut self, node: &'a Node, here: Here<'a, '_>) {
        match node {
            Node::Show(expr) => {
                self.expr(expr, here);
            }
            Node::Set(name, value, body, global) => {
                let is_body = !body.is_empty() || value.is_none();
                let value = value.as_ref().map_or(Type::Any, |value| self.expr(value, here));
                self.nodes(body, here);
                self.set(&name.name, if is_body { Type::Any } else { value }, *global);
            }
            Node::For(key, value, of, body, otherwise) => {
                self.bind(key.as_ref(), value, of, here);
                self.nodes(body, here);
                self.scope.pop();
                self.nodes(otherwise, here);
            }
            Node::If(branches) => {
                for (condition, body) in branches {
                    if let Some(condition) = condition {
                        self.expr(condition, here);
                    }
                    self.branches += 1;
                    self.nodes(body, here);
                    self.branches -= 1;
                }
            }
            Node::Block(name, body) => {
                let bodies: Vec<(&str, &[Node])> = here
                    .chain
                    .iter()
                    .filter_map(|(template, read)| Some((*template, block(&read.nodes, &name.name)?)))
                    .collect();
                let (template, body) = bodies.first().copied().unwrap_or((here.template, body));
                self.nodes(body, Here { template, supers: bodies.get(1..).unwrap_or_default(), ..here });
            }
            Node::Include(name) => {
                let mut seen = BTreeMap::new();
                for frame in &self.scope {
                    seen.extend(frame.iter().map(|(name, of)| (name.clone(), of.clone())));
                }
                self.walk(&name.name, seen);
            }
            Node::Around(exprs, body) => {
                for expr in exprs {
                    self.expr(expr, here);
                }
                self.nodes(body, here);
            }
            // A component sees its arguments alone, and those can be anything.
            Node::Component(_) => {}
        }
    }

    /// Opens a frame with the names of a loop.
    fn bind(&mut self, key: Option<&Word>, value: &Word, of: &'a Expr, here: Here<'a, '_>) {
        let item = self.expr(of, here).item();
        let mut frame = BTreeMap::from([(value.name.clone(), item)]);
        if let Some(key) = key {
            frame.insert(key.name.clone(), Type::Any);
        }
        self.scope.push(frame);
    }

    fn set(&mut self, name: &str, value: Type, global: bool) {
        let before = self.scope.iter().rev().find_map(|frame| frame.get(name));
        let value = match before {
            Some(before) if self.branches > 0 || self.scope.len() > 1 => before.or(&value),
            _ => value,
        };
        let frame = if global { self.scope.first_mut() } else { self.scope.last_mut() };
        if let Some(frame) = frame {
            frame.insert(name.to_owned(), value);
        }
    }

    fn expr(&mut self, expr: &'a Expr, here: Here<'a, '_>) -> Type {
        match expr {
            Expr::Name(word) => self.variable(word, here),
            Expr::Field(of, word) => {
                let record = self.expr(of, here);
                self.field(&record, of, word, here)
            }
            Expr::Item(of, parts) => {
                let list = self.expr(of, here);
                self.all(parts, here);
                list.item()
            }
            Expr::Text(_) => Type::Plain,
            Expr::Call(word, arguments) => {
                for argument in arguments {
                    self.expr(&argument.value, here);
                }
                if let (true, [(template, body), rest @ ..]) = (word.name == "super", here.supers) {
                    self.nodes(body, Here { template, supers: rest, ..here });
                }
                Type::Any
            }
            Expr::Filter(of, word, arguments) => {
                let value = self.expr(of, here);
                for argument in arguments {
                    self.expr(&argument.value, here);
                }
                match word.name.as_str() {
                    "sort" | "reverse" | "unique" | "safe" | "trim" => value,
                    "first" | "last" | "nth" => value.item(),
                    _ => Type::Any,
                }
            }
            Expr::Test(of, _, arguments) => {
                self.expr(of, here);
                for argument in arguments {
                    self.expr(&argument.value, here);
                }
                Type::Any
            }
            Expr::Choice(tests, values) => {
                self.all(tests, here);
                let types: Vec<Type> = values.iter().map(|value| self.expr(value, here)).collect();
                Type::one_of(types)
            }
            Expr::Each(key, value, of, items) => {
                self.bind(key.as_ref(), value, of, here);
                self.all(items, here);
                self.scope.pop();
                Type::Any
            }
            Expr::Several(parts) => {
                self.all(parts, here);
                Type::Any
            }
        }
    }

    fn all(&mut self, exprs: &'a [Expr], here: Here<'a, '_>) {
        for expr in exprs {
            self.expr(expr, here);
        }
    }

    fn variable(&mut self, word: &'a Word, here: Here<'a, '_>) -> Type {
        let name = word.name.as_str();
        let free = self.free.get(here.template).is_some_and(|free| free.contains(name));
        let bound = self.scope.iter().rev().find_map(|frame| frame.get(name)).cloned();
        let known = match bound {
            Some(_) | None if free => Some(Type::Any),
            None if ["loop", "__tera_context"].contains(&name) => Some(Type::Any),
            bound => bound,
        };
        if let Some(known) = known {
            self.verdict(word, here, None);
            return known;
        }
        let mut right = BTreeSet::new();
        let mut owners = Vec::new();
        for (variable, of) in self.scope.iter().flatten() {
            right.insert(variable.clone());
            if matches!(of, Type::Record(fields) if fields.contains_key(name)) {
                owners.push(variable.clone());
            }
        }
        let right = right.into_iter().collect();
        self.verdict(word, here, Some(Wrong { name: name.to_owned(), of: None, right, owners, list: false }));
        Type::Any
    }

    fn field(&mut self, record: &Type, of: &Expr, word: &'a Word, here: Here<'a, '_>) -> Type {
        let right = match record {
            Type::Record(fields) => match fields.get(&word.name) {
                Some(field) => {
                    self.verdict(word, here, None);
                    return field.clone();
                }
                None => fields.keys().cloned().collect(),
            },
            Type::List(_) | Type::Plain => Vec::new(),
            Type::Any => {
                self.verdict(word, here, None);
                return Type::Any;
            }
        };
        let of = Some(of.path().unwrap_or_else(|| "this".to_owned()));
        let list = matches!(record, Type::List(_));
        let name = word.name.clone();
        self.verdict(word, here, Some(Wrong { name, of, right, owners: Vec::new(), list }));
        Type::Any
    }

    /// A name that one way knows is right, whatever the others say.
    fn verdict(&mut self, word: &Word, here: Here<'_, '_>, wrong: Option<Wrong>) {
        let place = (here.template.to_owned(), word.at.start, word.at.end);
        match (self.verdicts.get_mut(&place), wrong) {
            (None, verdict) => {
                self.verdicts.insert(place, verdict);
            }
            (Some(known), None) => *known = None,
            (Some(Some(known)), Some(wrong)) => {
                // What only some ways have is no help.
                known.right.retain(|name| wrong.right.contains(name));
                known.owners.retain(|name| wrong.owners.contains(name));
            }
            (Some(None), Some(_)) => {}
        }
    }
}

/// A template by the name that another one gives it: the site's first.
pub fn find<'a>(templates: &'a BTreeMap<String, Template>, name: &str) -> Option<(&'a str, &'a Template)> {
    let found = templates.get_key_value(name);
    let found = found.or_else(|| templates.get_key_value(&format!("@plenary/{name}")));
    found.map(|(name, template)| (name.as_str(), template))
}

/// The body of a block, wherever it lies.
fn block<'a>(nodes: &'a [Node], name: &str) -> Option<&'a [Node]> {
    nodes.iter().find_map(|node| match node {
        Node::Block(word, body) if word.name == name => Some(&**body),
        Node::Block(_, body) | Node::Set(_, _, body, _) | Node::Around(_, body) => block(body, name),
        Node::If(branches) => branches.iter().find_map(|(_, body)| block(body, name)),
        _ => None,
    })
}

/// Names that can be anything in a template: what `set_global` carries from one round of a loop to
/// the next, and variables that it asks for with `is defined` or gives a `default`.
fn free(template: &Template) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    globals(&template.nodes, &mut names);
    template.each(&mut |expr| {
        let asked = match expr {
            Expr::Test(of, word, _) if ["defined", "undefined"].contains(&word.name.as_str()) => of,
            Expr::Filter(of, word, _) if word.name == "default" => of,
            _ => return,
        };
        if let Expr::Name(word) = &**asked {
            // The variables that all templates have are known to be there.
            if !["page", "site", "lang", "embed"].contains(&word.name.as_str()) {
                names.insert(&word.name);
            }
        }
    });
    names
}

fn globals<'a>(nodes: &'a [Node], names: &mut BTreeSet<&'a str>) {
    for node in nodes {
        match node {
            Node::Set(name, _, body, global) => {
                if *global {
                    names.insert(&name.name);
                }
                globals(body, names);
            }
            Node::For(_, _, _, body, otherwise) => {
                globals(body, names);
                globals(otherwise, names);
            }
            Node::If(branches) => branches.iter().for_each(|(_, body)| globals(body, names)),
            Node::Block(_, body) | Node::Around(_, body) | Node::Component(body) => globals(body, names),
            Node::Show(_) | Node::Include(_) => {}
        }
    }
}
