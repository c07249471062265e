//! Targets: what was written as a link, picture or embed → where it leads.

use serde::{Deserialize, Serialize};

use super::forms::{Form, NOTHING_TO_DRAW, is_drawn};
use super::references::unresolved;
use super::routes::{Goal, Routes, page_route};
use super::subjects::{SubjectIx, Subjects};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::site::document::{Link, LinkForm};
use crate::site::values::{is_safe_scheme, scheme};
use crate::site::{Entry, Kind, Lang, Route, Site};

/// A link to nothing.
pub static DEAD_LINK: Rule = Rule {
    name: "dead-link",
    severity: Severity::Error,
    docs: "A reader who follows a dead link is lost.\n\n\
           Wrong: `[members](membrs.md)`\n\n\
           Right: `[members](members.md)`",
};

/// A link to a page that is not online on this day.
pub static HELD_LINK: Rule = Rule {
    name: "link-to-held-page",
    severity: Severity::Error,
    docs: "A draft and a page that is not published yet have no address, so a link to them is dead.\n\n\
           Wrong: a link to a page with `draft: yes`\n\n\
           Right: publish both together, or leave the link out until then",
};

/// A link to a page that has expired.
pub static EXPIRED_LINK: Rule = Rule {
    name: "link-to-expired-page",
    severity: Severity::Warning,
    docs: "Behind its `expires_at` a page has no address. What links to it is built all the same, as the day was \
           planned: the words of the link stay, and lead nowhere; what was set in is left out.\n\n\
           Wrong: a link to a page whose `expires_at` has passed\n\n\
           Right: a link to what holds now, or none",
};

/// A link that runs a script or carries data.
pub static UNSAFE_LINK: Rule = Rule {
    name: "unsafe-link",
    severity: Severity::Error,
    docs: "Links of a public body's site lead to addresses. Scripts and data in links are a way to \
           attack readers, and are never published.\n\n\
           Wrong: `[here](javascript:alert(1))`\n\n\
           Right: `[here](https://www.example.org/)`",
};

/// A picture or file that is not there.
pub static MISSING_FILE: Rule = Rule {
    name: "missing-file",
    severity: Severity::Error,
    docs: "A picture or document that is not in the site's folder cannot be shown.\n\n\
           Wrong: `![Map](mpa.png)`\n\n\
           Right: `![Map](map.png)`",
};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A page, and an anchor in it.
    Page(SubjectIx, Option<String>),
    /// Another address on the site, which Plenary has to make, and an anchor there.
    Made(Route, Option<String>),
    /// A file beside the pages.
    File(FileId),
    /// An anchor of the same page.
    Anchor(String),
    /// An address elsewhere.
    Elsewhere(String),
    /// One record, set in.
    Record(SubjectIx, Form),
    /// All records of a folder, set in.
    Folder(SubjectIx, Form),
    /// Nothing; it was reported.
    Nothing,
}

/// The subject that a target names.
pub fn subject(target: &Target) -> Option<SubjectIx> {
    match target {
        Target::Page(ix, _) | Target::Record(ix, _) => Some(*ix),
        _ => None,
    }
}

/// A path of a file from `content/`, from what was written in a file of `folder`.
pub fn join(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = match written.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The files that front matter names.
#[derive(Debug, Default)]
pub struct FrontFiles {
    /// The picture that stands for a record.
    pub image: Option<FileId>,
    /// Agendas and minutes.
    pub documents: Vec<FileId>,
}

/// Whoever knows what can be linked to.
pub struct Names<'a> {
    /// What is written.
    pub site: &'a Site,
    /// The site folder.
    pub files: &'a Files,
    /// Records and pages.
    pub subjects: &'a Subjects,
    /// Their addresses.
    pub routes: &'a Routes,
}

impl Names<'_> {
    /// Where a link of an entry leads; what leads nowhere is reported. Whether the entry is `online`.
    pub fn target(&self, entry: &Entry, link: &Link, online: bool, found: &mut Findings) -> Target {
        let span = Span::new(entry.file, link.range.start, link.range.end);
        let target = match link.form {
            LinkForm::Markdown => self.markdown(entry, &link.target, span),
            LinkForm::Wiki => self.wiki(&link.target, span),
            LinkForm::Picture => self.picture(entry, &link.target, span),
            LinkForm::Embed => self.embed(&link.target, &link.text, span),
        };
        let target = target.unwrap_or_else(|diagnostic| {
            found.add(*diagnostic);
            Target::Nothing
        });
        if let Some(ix) = subject(&target)
            && online
            && !self.subjects.get(ix).public
        {
            let id = &self.subjects.get(ix).id;
            let (rule, why, help) = if self.subjects.get(ix).expired {
                (&EXPIRED_LINK, "has expired", "link to what holds now, or leave this out")
            } else {
                let help = "publish both together, or leave this out until then";
                (&HELD_LINK, "is not published on this day", help)
            };
            found.add(Diagnostic::new(rule, span, format!("{id} {why}, so this leads nowhere")).help(help));
        }
        target
    }

    /// Where an address in the HTML of an entry leads; none where it leads nowhere.
    pub fn in_html(&self, entry: &Entry, address: &str) -> Option<Target> {
        self.markdown(entry, address, Span::new(entry.file, 0, 0)).ok()
    }

    fn wiki(&self, target: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        let (id, anchor) = split_anchor(target);
        if id.is_empty() {
            return Ok(Target::Anchor(anchor.unwrap_or_default()));
        }
        match self.subjects.find(id, &Kind::ALL) {
            Ok(ix) => Ok(Target::Page(ix, anchor)),
            Err(why) => Err(Box::new(unresolved(id, span, why, &Kind::ALL))),
        }
    }

    fn embed(&self, target: &str, form: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        let form = Form::of(form.trim(), span)?;
        match self.subjects.find(target, &Kind::ALL) {
            Ok(ix) if form == Form::Diagram && !self.is_drawn(ix) => {
                let id = &self.subjects.get(ix).id;
                let message =
                    format!("{id} is no body or organisation and holds none, so nothing would be drawn");
                let help = "name one or a folder of them, as in ![[bodies|diagram]], or choose another form";
                Err(Box::new(Diagnostic::new(&NOTHING_TO_DRAW, span, message).help(help)))
            }
            Ok(ix) if self.subjects.get(ix).section => Ok(Target::Folder(ix, form)),
            Ok(ix) => Ok(Target::Record(ix, form)),
            Err(why) => Err(Box::new(unresolved(target, span, why, &Kind::ALL))),
        }
    }

    /// Whether a diagram can show a record, or what may lie in a folder.
    fn is_drawn(&self, ix: SubjectIx) -> bool {
        let subject = self.subjects.get(ix);
        let first = subject.id.split('/').next().unwrap_or_default();
        let kind = if subject.section { Kind::of_folder(first) } else { Some(subject.kind) };
        kind.is_some_and(is_drawn)
    }

    fn picture(&self, entry: &Entry, target: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        if has_scheme(target) || target.starts_with("//") {
            let origins = &self.site.config.origins;
            if origins.elsewhere(target).is_some() && origins.allows(target) {
                return Ok(Target::Elsewhere(target.to_owned()));
            }
            if scheme(target).is_some_and(|scheme| scheme == "data") {
                let message = "a picture has to be a file; one that is written into the address is not shown";
                let help = "save the picture beside this file, and give the file's name";
                return Err(Box::new(Diagnostic::new(&MISSING_FILE, span, message).help(help)));
            }
            let message =
                "pictures of other sites are not shown, because loading them tells those sites who reads";
            return Err(Box::new(
                Diagnostic::new(&MISSING_FILE, span, message)
                    .help("put the picture beside this file and give its name, or list its origin in origins: in site.yaml"),
            ));
        }
        self.file(entry, target, span)
    }

    fn markdown(&self, entry: &Entry, target: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        if let Some(scheme) = scheme(target) {
            if is_safe_scheme(&scheme) {
                return Ok(Target::Elsewhere(target.to_owned()));
            }
            let help = match nearest(&scheme, ["https", "http", "mailto"]) {
                _ if scheme.len() == 1 || scheme == "file" => {
                    "put the file beside this one, and give its name".to_owned()
                }
                Some(near) => format!("did you mean {near}:?"),
                None => "link to an address that begins with https://".to_owned(),
            };
            return Err(Box::new(
                Diagnostic::new(
                    &UNSAFE_LINK,
                    span,
                    format!("links that begin with {scheme}: are not published"),
                )
                .help(help),
            ));
        }
        if target.starts_with("//") {
            return Ok(Target::Elsewhere(format!("https:{target}")));
        }
        let (path, anchor) = split_anchor(target);
        if path.is_empty() {
            return Ok(Target::Anchor(anchor.unwrap_or_default()));
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let path = decoded.split('?').next().unwrap_or_default();
        let ending = crate::files::ending(path.trim_end_matches('/'));
        if ending == "md" {
            return self.md_file(entry, path, anchor, span);
        }
        let beside = || self.file(entry, path, span).ok();
        if path.starts_with('/') {
            return Ok(beside().filter(|_| !ending.is_empty()).unwrap_or_else(|| self.address(path, anchor)));
        }
        if !ending.is_empty() && !path.ends_with('/') {
            return self.file(entry, path, span);
        }
        Err(Box::new(self.dead(path, span)))
    }

    /// `bodies/secretariat.md`, from the file's own folder or from `content/`.
    fn md_file(
        &self,
        entry: &Entry,
        path: &str,
        anchor: Option<String>,
        span: Span,
    ) -> Result<Target, Box<Diagnostic>> {
        let file = self.files.get(entry.file).path.strip_prefix("content/").unwrap_or_default();
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let joined = join(folder, path).unwrap_or_default();
        let stem = joined.strip_suffix(".md").unwrap_or(&joined);
        let stem = match stem.rsplit_once('.') {
            Some((rest, tag)) if self.site.config.lang(tag).is_some() => rest,
            _ => stem,
        };
        let id = stem.strip_suffix("/index").unwrap_or(stem);
        if let Some(ix) = self.subjects.by_id(id) {
            return Ok(Target::Page(ix, anchor));
        }
        let ids: Vec<&str> = self.subjects.iter().map(|(_, s)| s.id.as_str()).collect();
        let last = id.rsplit('/').next().unwrap_or(id);
        let short = |id: &str| id.rsplit('/').next().map(str::to_owned).unwrap_or_default();
        let shorts: Vec<String> = ids.iter().map(|id| short(id)).collect();
        let near_name = nearest(last, shorts.iter().map(String::as_str));
        let named = ids.iter().copied().find(|id| Some(short(id).as_str()) == near_name);
        let near = named.or_else(|| nearest(id, ids));
        let mut diagnostic = Diagnostic::new(&DEAD_LINK, span, format!("there is no file content/{joined}"));
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("did you mean /{near}.md?"));
        } else {
            diagnostic = diagnostic
                .help("give the file's path from this file's folder, or from content/ with a slash in front");
        }
        Err(Box::new(diagnostic))
    }

    /// What lies at an address of the site. What is no page may still be made; `check::links` asks
    /// the plan.
    fn address(&self, path: &str, anchor: Option<String>) -> Target {
        let route = page_route(path);
        if let Some(place) = self.routes.find(&route) {
            return Target::Page(place.subject, anchor);
        }
        match self.routes.redirect_from(&route).map(|r| &r.to) {
            Some(Goal::Page(place)) => Target::Page(place.subject, anchor),
            _ => Target::Made(route, anchor),
        }
    }

    fn file(&self, entry: &Entry, path: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        let file = self.files.get(entry.file).path.strip_prefix("content/").unwrap_or_default();
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let joined = format!("content/{}", join(folder, path).unwrap_or_default());
        if let Some((id, file)) = self.files.find_named(&joined)
            && !matches!(file.ending(), "md" | "yaml" | "yml" | "ftl")
        {
            return Ok(Target::File(id));
        }
        let diagnostic = Diagnostic::new(&MISSING_FILE, span, format!("there is no file {joined}"));
        Err(Box::new(diagnostic.help(self.meant(path))))
    }

    /// What may have been meant with the path of a file that is not there.
    fn meant(&self, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or(path);
        if path.contains('@') && !path.contains('/') {
            return format!("write mailto:{path} for an e-mail address");
        }
        if path.contains('\\') {
            return format!("write / for \\: {}", path.replace('\\', "/"));
        }
        if path.starts_with("www.") {
            return format!("write https://{path} for an address elsewhere");
        }
        let of_static = path.trim_start_matches(['/', '.']).trim_start_matches("static/");
        if self.files.find(&format!("static/{of_static}")).is_some() {
            return format!("static/{of_static} is there; put it beside this file to use it in a text");
        }
        let all = || self.site.files.iter().map(|id| self.files.get(*id).path.as_str());
        let last = |path: &'_ str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let names: Vec<String> = all().map(last).collect();
        let near = nearest(name, names.iter().map(String::as_str));
        match near.and_then(|near| all().find(|path| last(path) == near)) {
            Some(near) => format!("did you mean /{}?", near.trim_start_matches("content/")),
            None => "put the file there, or give its path from this file's folder".to_owned(),
        }
    }

    /// Files that front matter names.
    pub fn front_files(&self, entry: &Entry, found: &mut Findings) -> FrontFiles {
        if let Some(image) = entry.common.image.as_deref().filter(|path| has_scheme(path)) {
            found.extend(self.picture(entry, image, entry.span("image")).err().map(|diagnostic| *diagnostic));
        }
        let mut named = vec![("image", entry.common.image.as_deref())];
        if let crate::site::Facts::Meeting(meeting) = &entry.facts {
            named.push(("agenda", meeting.agenda.as_deref()));
            named.push(("minutes", meeting.minutes.as_deref()));
        }
        let mut files = FrontFiles::default();
        for (key, path) in named {
            let Some(path) = path.filter(|path| !has_scheme(path)) else { continue };
            match self.file(entry, path, entry.span(key)) {
                Ok(Target::File(id)) if key == "image" => files.image = Some(id),
                Ok(Target::File(id)) => files.documents.push(id),
                Ok(_) => {}
                Err(diagnostic) => found.add(*diagnostic),
            }
        }
        files
    }

    /// A target that is no file and no address.
    fn dead(&self, path: &str, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::new(&DEAD_LINK, span, format!("\"{path}\" leads nowhere"));
        let name = path.trim_matches('/').rsplit('/').next().unwrap_or_default();
        let named = self.subjects.find(name, &Kind::ALL).ok();
        let route = named.and_then(|ix| self.routes.of(ix, Lang::DEFAULT).map(|route| (ix, route)));
        diagnostic.help(match route {
            Some((ix, route)) => format!("write [[{}]], or {route} as the target", self.subjects.get(ix).id),
            None => "give a file's path (members.md) or an address from the slash (/members/)".to_owned(),
        })
    }
}

fn split_anchor(target: &str) -> (&str, Option<String>) {
    match target.split_once('#') {
        Some((path, anchor)) => {
            let anchor = percent_encoding::percent_decode_str(anchor).decode_utf8_lossy().into_owned();
            (path, Some(anchor).filter(|a| !a.is_empty()))
        }
        None => (target, None),
    }
}

fn has_scheme(target: &str) -> bool {
    scheme(target).is_some()
}
