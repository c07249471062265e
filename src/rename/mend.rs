//! What names the moved records: ids and files in front matter and `site.yaml`, links in texts.

use std::ops::Range;

use super::destination::{definitions, inline, wiki};
use super::ground::Ground;
use super::paths::folder;
use super::yaml;
use super::{Change, Changes};
use crate::diagnostics::{Edit, Findings, Span};
use crate::resolve::references::unresolved;
use crate::resolve::relations;
use crate::resolve::sections::in_order;
use crate::resolve::subjects::{SubjectIx, Subjects, Unresolved};
use crate::site::common::{Link as Elsewhere, Order};
use crate::site::document::{Link, LinkForm};
use crate::site::tree::{Node, Tree, Value};
use crate::site::values::scheme;
use crate::site::{Entry, EntryIx, Facts, Kind};

/// Gathers the changes that keep every name meaning what it means.
pub struct Mender<'a> {
    ground: &'a Ground<'a>,
    /// The changes.
    pub changes: Changes,
    /// Names that may mean what moves, and may mean something else.
    pub unclear: Findings,
}

impl<'a> Mender<'a> {
    /// The changes of all files.
    pub fn new(ground: &'a Ground<'a>) -> Self {
        let mut mender = Self { ground, changes: Changes::default(), unclear: Findings::default() };
        for (i, entry) in ground.before.site.entries.iter().enumerate() {
            mender.front(entry);
            mender.text(EntryIx(i), entry);
        }
        mender.settings();
        mender
    }

    /// The text of a file.
    fn source(&self, tree: &Tree) -> &'a str {
        self.ground.files.get(tree.file).text()
    }

    /// Gives the value at a path of keys another text.
    fn value(&mut self, tree: &Tree, path: &str, change: Change, new: Option<String>) {
        let Some((new, node)) = new.zip(tree.get(&Tree::path(path))) else { return };
        self.node(tree, node, change, &new);
    }

    fn node(&mut self, tree: &Tree, node: &Node, change: Change, new: &str) {
        let edit = yaml::replace(self.source(tree), tree, node, new);
        self.changes.add(change, edit);
    }

    /// How an id has to be written after the move.
    fn name(&mut self, name: &str, allowed: &'static [Kind], span: Span) -> Option<String> {
        match self.ground.before.subjects.find(name, allowed) {
            Ok(ix) => self.ground.name(ix, name, allowed),
            Err(Unresolved::Ambiguous(ids)) if ids.iter().any(|id| self.ground.id(id).is_some()) => {
                self.unclear.add(unresolved(name, span, Unresolved::Ambiguous(ids), allowed));
                None
            }
            Err(_) => None,
        }
    }

    fn front(&mut self, entry: &Entry) {
        let tree = &entry.front;
        for asked in relations::asked(entry, &self.ground.before.subjects) {
            let new = self.name(&asked.name, asked.allowed, entry.span(&asked.path));
            self.value(tree, &asked.path, Change::Id, new);
        }
        if let Some(Order::Section(order)) = &entry.common.order {
            for (i, id) in order.iter().enumerate() {
                let new = self.order(&entry.id, id);
                self.value(tree, &format!("order[{i}]"), Change::Id, new);
            }
        }
        let mut named = vec![("image", entry.common.image.as_deref())];
        match &entry.facts {
            Facts::Meeting(meeting) => {
                named.push(("agenda", meeting.agenda.as_deref()));
                named.push(("minutes", meeting.minutes.as_deref()));
            }
            Facts::Quote(quote) => {
                let new = quote.source.as_deref().and_then(|source| self.ground.address(source));
                self.value(tree, "source", Change::Link, new);
            }
            _ => {}
        }
        for (key, path) in named {
            let path = path.filter(|path| scheme(path).is_none());
            let new = path.and_then(|path| self.file(entry, path));
            self.value(tree, key, Change::Link, new);
        }
        self.elsewhere(entry.common.links.as_deref(), tree);
    }

    /// An id in the order of a section.
    fn order(&self, section: &str, id: &str) -> Option<String> {
        let Ground { before, after, .. } = self.ground;
        let below = |subjects: &Subjects, section: &str| -> Vec<SubjectIx> {
            let inside = |id: &str| id.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'));
            subjects.iter().filter(|(_, s)| !s.section && inside(&s.id)).map(|(ix, _)| ix).collect()
        };
        let ix = in_order(&before.subjects, section, &below(&before.subjects, section), id)?;
        let section = self.ground.id(section).unwrap_or_else(|| section.to_owned());
        let records = below(&after.subjects, &section);
        self.ground.first(ix, id, |id| in_order(&after.subjects, &section, &records, id))
    }

    /// Addresses of a key `links`.
    fn elsewhere(&mut self, links: Option<&[Elsewhere]>, tree: &Tree) {
        for (i, link) in links.unwrap_or_default().iter().enumerate() {
            let new = self.ground.address(&link.to);
            self.value(tree, &format!("links[{i}].to"), Change::Link, new);
        }
    }

    fn settings(&mut self) {
        let config = &self.ground.before.site.config;
        let (settings, tree) = (&config.settings, &config.places);
        if let Some(publisher) = &settings.publisher {
            let new = self.name(publisher, &[Kind::Organisation], tree.span("publisher"));
            self.value(tree, "publisher", Change::Id, new);
        }
        for (key, items) in [("menu", &settings.menu), ("footer", &settings.footer)] {
            for (i, item) in items.iter().flatten().enumerate() {
                let record = format!("{key}[{i}].to");
                let written = tree.get(&Tree::path(&record)).is_some();
                let path = if written { record } else { format!("{key}[{i}]") };
                if item.to.starts_with('/') {
                    let new = self.ground.address(&item.to);
                    self.value(tree, &path, Change::Link, new);
                } else if scheme(&item.to).is_none() {
                    let new = self.name(&item.to, &Kind::ALL, tree.span(&path));
                    self.value(tree, &path, Change::Id, new);
                }
            }
        }
        self.elsewhere(settings.links.as_deref(), tree);
        let redirects = tree.get(&Tree::path("redirects")).map(|node| &node.value);
        if let Some(Value::Map(redirects)) = redirects {
            for (_, node) in redirects {
                if let Some(new) = node.text().and_then(|to| self.ground.address(to)) {
                    self.node(tree, node, Change::Link, &new);
                }
            }
        }
    }

    fn text(&mut self, ix: EntryIx, entry: &Entry) {
        let ground = self.ground;
        let text = ground.files.get(entry.file).text();
        let own = ground.before.subjects.of_entry(ix);
        for (link, goal) in entry.text.links.iter().zip(ground.links.of(ix)) {
            let span = Span::new(entry.file, link.range.start, link.range.end);
            let wiki = wiki(text, link);
            let new = match link.form {
                LinkForm::Wiki | LinkForm::Embed => self.wikilink(link, span),
                LinkForm::Picture if wiki.is_some() => self.file(entry, &link.target),
                LinkForm::Markdown | LinkForm::Picture => self.markdown(entry, link),
            };
            let written = new.as_ref().unwrap_or(&link.target);
            let Some(new) = ground.anchors.mended(own, goal, written).or(new) else { continue };
            match wiki.or_else(|| inline(text, link)) {
                Some(range) => self.target(entry, range, new),
                None => {
                    for range in definitions(text, &entry.text.body, &link.target) {
                        self.target(entry, range, new.clone());
                    }
                }
            }
        }
    }

    fn target(&mut self, entry: &Entry, range: Range<usize>, mut new: String) {
        let text = self.ground.files.get(entry.file).text();
        if !text[..range.start].ends_with(['<', '[']) {
            new = new.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
        }
        let span = Span::new(entry.file, range.start, range.end);
        self.changes.add(Change::Link, Edit { span, text: new });
    }

    /// `[[id#anchor]]` and `![[id]]`: the id and what stands behind it.
    fn wikilink(&mut self, link: &Link, span: Span) -> Option<String> {
        let cut = link.target.find('#').filter(|_| link.form == LinkForm::Wiki);
        let (id, anchor) = link.target.split_at(cut.unwrap_or(link.target.len()));
        if id.is_empty() {
            return None;
        }
        self.name(id, &Kind::ALL, span).map(|new| format!("{new}{anchor}"))
    }

    fn markdown(&self, entry: &Entry, link: &Link) -> Option<String> {
        let target = &link.target;
        if scheme(target).is_some() || target.starts_with("//") || target.starts_with(['#', '?']) {
            return None;
        }
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let ending = crate::files::ending(path);
        if target.starts_with('/') && ending != "md" && link.form == LinkForm::Markdown {
            return self.ground.address(target);
        }
        if ending.is_empty() { None } else { self.file(entry, target) }
    }

    /// A link by file in an entry's file.
    fn file(&self, entry: &Entry, written: &str) -> Option<String> {
        let here = &self.ground.files.get(entry.file).path;
        let here = here.strip_prefix("content/").unwrap_or(here);
        let there = self.ground.path(here);
        self.ground.file(folder(here), folder(&there), written)
    }
}
