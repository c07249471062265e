//! The site's own templates: names, files, words and whether anything uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::calls;
use super::template_names::{Verdicts, Walk, Wrong};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::formats::redirect::RedirectView;
use crate::render::fault::{TemplateFault, nearest_template};
use crate::render::fields::Type;
use crate::render::syntax::{Node, Template};
use crate::render::theme::{self, TEMPLATE, UNKNOWN_FIELD};
use crate::render::{Theme, grammar, views};
use crate::resolve::forms::Form;
use crate::site::Site;

/// A template that no page is made with.
pub static UNUSED_TEMPLATE: Rule = Rule {
    name: "unused-template",
    severity: Severity::Warning,
    docs: "A file in `templates/` is used where it has the path of a built-in one, where a page names it \
           with `template:`, or where a template that is used extends or includes it.\n\n\
           Wrong: `templates/boddy.html`\n\n\
           Right: `templates/body.html`",
};

/// A template that the program shows a view with.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The template's path in `templates/`.
    pub template: &'static str,
    /// The variable that it reads, beside `lang` and, where this is `page`, `site`.
    pub variable: &'static str,
    /// Gives the JSON Schema of what the variable is.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

impl View {
    fn page<T: JsonSchema>(template: &'static str) -> Self {
        Self { template, variable: "page", schema: SchemaGenerator::subschema_for::<T> }
    }
}

/// The templates that the program shows views with. The manual's page of templates is made of them.
pub fn views() -> Vec<View> {
    let mut all = vec![
        View::page::<views::PageView>("404.html"),
        View::page::<views::GroupPage>("body.html"),
        View::page::<views::CorrectionsPage>("corrections.html"),
        View::page::<views::DataPage>("data.html"),
        View::page::<views::HomePage>("home.html"),
        View::page::<views::MeetingPage>("meeting.html"),
        View::page::<views::NotePage>("note.html"),
        View::page::<views::GroupPage>("organisation.html"),
        View::page::<views::PlainPage>("page.html"),
        View::page::<views::PersonPage>("person.html"),
        View::page::<views::QuotePage>("quote.html"),
        View {
            template: "redirect.html",
            variable: "redirect",
            schema: SchemaGenerator::subschema_for::<RedirectView>,
        },
        View::page::<views::SearchPage>("search.html"),
        View::page::<views::SectionPage>("section.html"),
        View::page::<views::SectionPage>("topic.html"),
    ];
    let embed = SchemaGenerator::subschema_for::<views::EmbedView>;
    all.extend(Form::ALL.map(|form| View { template: form.template(), variable: "embed", schema: embed }));
    all
}

/// What the variables of [`views()`] are: a template, its variable, a type.
static TYPES: LazyLock<Vec<(&'static str, &'static str, Type)>> = LazyLock::new(|| {
    views().into_iter().map(|view| (view.template, view.variable, Type::of_view(view.schema))).collect()
});

/// Checks the files in `templates/`.
pub fn check(files: &Files, site: &Site, theme: &Theme, found: &mut Findings) {
    let used = used(files, site, theme);
    other_files(files, found);
    for (name, faults) in &theme.broken {
        found.extend(faults.iter().filter(|fault| is_cause(name, fault, theme)).map(broken));
    }
    let read = |id: &FileId| grammar::parse(files.get(*id).text());
    let own: BTreeMap<String, Template> =
        theme.own().iter().filter_map(|(name, id)| Some((name.clone(), read(id)?))).collect();
    for (name, template) in &own {
        calls::check(files, theme, theme.own()[name], template, site, found);
    }
    for (name, id) in theme.own().iter().filter(|(name, _)| !used.contains(name.as_str())) {
        found.add(unused(name, *id));
    }
    let sound = own.into_iter().filter(|(name, _)| !theme.broken.contains_key(name)).collect();
    for ((name, start, end), wrong) in names(sound, &named(site)) {
        if let (Some(id), Some(wrong)) = (theme.own().get(&name), wrong) {
            found.add(unknown(Span::new(*id, start, end), &wrong));
        }
    }
}

/// Whether a fault is the cause itself, or only follows from another template's: that one is said.
fn is_cause(name: &str, fault: &TemplateFault, theme: &Theme) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = fault.waits_for.as_deref();
    while let Some(other) = next.filter(|other| seen.insert(*other)) {
        let faults = theme.broken.get(other).map(Vec::as_slice).unwrap_or_default();
        next = faults.iter().find_map(|fault| fault.waits_for.as_deref());
    }
    // A circle waits for itself.
    fault.waits_for.is_none() || seen.contains(name)
}

fn broken(fault: &TemplateFault) -> Diagnostic {
    let span = fault.span.unwrap_or_else(|| Span::new(FileId(0), 0, 0));
    let (message, help) = match &fault.waits_for {
        Some(other) => (
            format!("this template needs templates/{other}, which needs this one"),
            Some("take the one or the other out".to_owned()),
        ),
        None => (fault.message.clone(), fault.help.clone()),
    };
    let mend = "mend it; until then the built-in template is used, where there is one";
    let diagnostic = Diagnostic::new(&TEMPLATE, span, message).help(help.as_deref().unwrap_or(mend));
    match &fault.right {
        Some(right) => diagnostic.propose(span, right),
        None => diagnostic,
    }
}

/// The verdicts on all names of all templates; `sound` are those of the site that can be used.
fn names(sound: BTreeMap<String, Template>, named: &BTreeSet<&str>) -> Verdicts {
    if sound.is_empty() {
        return Verdicts::new();
    }
    let mut templates = sound;
    for (name, text) in theme::built_in() {
        templates.extend(grammar::parse(text).map(|template| (format!("@plenary/{name}"), template)));
    }
    let site = Type::of::<views::SiteView>();
    let mut walk = Walk::new(&templates);
    for (name, variable, view) in TYPES.iter() {
        let mut variables =
            BTreeMap::from([((*variable).to_owned(), view.clone()), ("lang".to_owned(), Type::Plain)]);
        if *variable != "page" {
            walk.walk(name, variables);
            continue;
        }
        variables.insert("site".to_owned(), site.clone());
        walk.walk(name, variables.clone());
        // Any kind may name a template of one's own.
        for own in named {
            walk.walk(own, variables.clone());
        }
    }
    walk.verdicts()
}

fn unknown(span: Span, wrong: &Wrong) -> Diagnostic {
    let Wrong { name, of, right, owners, list } = wrong;
    let message = match of {
        Some(of) => format!("{of} has no field {name}"),
        None => format!("there is no variable {name} here"),
    };
    let diagnostic = Diagnostic::new(&UNKNOWN_FIELD, span, message);
    let near = nearest(name, right.iter().map(String::as_str)).map(str::to_owned);
    let owner = owners.first().map(|owner| format!("{owner}.{name}"));
    let what = of.as_deref().unwrap_or_default();
    match owner.or(near) {
        Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
        None if *list => {
            diagnostic.help(format!("{what} is a list; go through it with {{% for item in {what} %}}"))
        }
        None if right.is_empty() => diagnostic.help(format!("{what} is a text, and is shown as a whole")),
        None if of.is_some() => diagnostic.help(format!("the fields of {what} are: {}", right.join(", "))),
        None => diagnostic.help(format!("the variables are: {}", right.join(", "))),
    }
}

/// The templates that pages name.
fn named(site: &Site) -> BTreeSet<&str> {
    site.entries.iter().filter_map(|entry| entry.common.template.as_deref()).collect()
}

/// The site's templates that something uses. A mention is enough: what cannot be read may be right.
fn used<'a>(files: &Files, site: &Site, theme: &'a Theme) -> BTreeSet<&'a str> {
    let built_in: BTreeSet<String> = theme::built_in().map(|(name, _)| name).collect();
    let named = named(site);
    let text = |id: &FileId| files.get(*id).text();
    let components = |id: &FileId| {
        let nodes = grammar::parse(text(id)).map(|template| template.nodes).unwrap_or_default();
        nodes.iter().any(|node| matches!(node, Node::Component(_)))
    };
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = theme
        .own()
        .iter()
        .filter(|(name, id)| built_in.contains(*name) || named.contains(name.as_str()) || components(id))
        .map(|(name, _)| name.as_str())
        .collect();
    while let Some(name) = open.pop() {
        if used.insert(name) {
            let says = text(&theme.own()[name]);
            open.extend(theme.own().keys().map(String::as_str).filter(|other| says.contains(*other)));
        }
    }
    used
}

fn unused(name: &str, id: FileId) -> Diagnostic {
    let names: Vec<String> = theme::built_in().map(|(name, _)| name).collect();
    let near = nearest_template(name, names.iter().map(String::as_str));
    Diagnostic::new(&UNUSED_TEMPLATE, Span::new(id, 0, 0), format!("no page is made with templates/{name}")).help(
        match near {
            Some(near) => format!("did you mean {near}? Then rename the file"),
            None => "name it in the facts of a page (template:), include it in a template that is used, or take it away".to_owned(),
        },
    )
}

/// What lies in `templates/` and is no template.
fn other_files(files: &Files, found: &mut Findings) {
    for (id, file) in files.below("templates") {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        if file.ending() != "html" && name != "README.md" {
            found.add(
                Diagnostic::new(
                    &UNUSED_TEMPLATE,
                    Span::new(id, 0, 0),
                    format!("{name} is no template, so nothing uses it"),
                )
                .help("the names of templates end in .html; styles and pictures lie in static/"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_have_no_wrong_name() {
        let mut met = 0;
        let sound = theme::built_in().map(|(name, text)| {
            let read = grammar::parse(text).unwrap_or_else(|| panic!("{name} cannot be read"));
            (name, read)
        });
        for (place, wrong) in names(sound.collect(), &BTreeSet::new()) {
            assert_eq!(wrong, None, "{place:?}");
            met += 1;
        }
        assert!(met > 300, "{met} names were met");
    }

    /// The wrong names of a site whose templates are given as name and text.
    fn wrong(own: &[(&str, &str)]) -> String {
        let read = |text: &str| grammar::parse(text).unwrap_or_else(|| panic!("{text}"));
        let sound = own.iter().map(|(name, text)| ((*name).to_owned(), read(text))).collect();
        let named = BTreeSet::from(["own.html"]);
        let wrong = names(sound, &named).into_iter().filter_map(|((name, start, end), wrong)| {
            let (_, text) = own.iter().find(|(own, _)| *own == name)?;
            wrong.map(|_| text[start..end].to_owned())
        });
        wrong.collect::<Vec<_>>().join(" ")
    }

    /// Templates of a site, and the names in them that are wrong.
    type Case = (&'static [(&'static str, &'static str)], &'static str);

    const NAMES: &[Case] = &[
        (&[("page.html", "{{ page.titel }}{{ pgae.title }}{{ site.title }}{{ lang }}")], "titel pgae"),
        (&[("page.html", "{% if page.sumary and not page['tpoics'] %}{% endif %}")], "sumary tpoics"),
        (
            &[(
                "page.html",
                "{% for i in page.menu %}{{ i.title }}{{ i.titel }}{{ loop.index }}{% endfor %}{{ i }}",
            )],
            "titel i",
        ),
        (&[("page.html", "{% set d = page.date %}{{ d.iso }}{{ d.day }}")], "day"),
        (
            &[(
                "page.html",
                "{% if lang == 'en' %}{% set d = page.date %}{% else %}{% set d = site.title %}{% endif %}{{ d.day }}",
            )],
            "",
        ),
        (
            &[("page.html", "{{ t(key='a', x=page.nope) }}{{ page.title | replace(from=page.nil, to='') }}")],
            "nope nil",
        ),
        (
            &[
                ("page.html", "{{ page.members }}"),
                ("body.html", "{{ page.members[0].url }}{{ page.members | first | link }}"),
            ],
            "members",
        ),
        (&[("own.html", "{{ page.members }}{{ page.quote }}{{ page.nope }}")], "nope"),
        (&[("base.html", "{{ page.posts }}{{ page.nope }}{% block content %}{% endblock %}")], "nope"),
        (
            &[(
                "note.html",
                "{% extends '@plenary/note.html' %}{% block content %}{{ super() }}{{ page.forum?.titel }}{% endblock %}",
            )],
            "titel",
        ),
        (&[("parts/quote.html", "{{ quote.wrods }}{{ quote.words }}{{ anchor }}{{ levl }}")], "wrods levl"),
        (
            &[(
                "parts/card.html",
                "{{ card.title }}{{ level }}{{ card.nope }}{% if hint is defined %}{{ hint }}{% endif %}{{ x | default(value='') }}",
            )],
            "nope",
        ),
        (
            &[(
                "embeds/list.html",
                "{% for r in embed.records | sort(attribute='title') %}{{ r.nope }}{% endfor %}{{ page.title }}",
            )],
            "nope page",
        ),
        (&[("redirect.html", "{{ redirect.url }}{{ redirect.ulr }}{{ site.title }}")], "ulr site"),
        (
            &[(
                "page.html",
                "{% set x = '' %}{% for c in page.links %}{{ x.url }}{% set_global x = c %}{% endfor %}",
            )],
            "",
        ),
        (&[("page.html", "{{ page.menu.title }}{{ page.title.length }}")], "title length"),
        (
            &[(
                "page.html",
                "{{ [m.nope for m in page.menu if m.url] }}{{ {'a': page.nil} }}{{ 'x' if page.neither else 'y' }}",
            )],
            "nope nil neither",
        ),
        (
            &[(
                "page.html",
                "{% component c(a) %}{{ a.b }}{{ body }}{% endcomponent %}{{ <c a={page.nope} /> }}",
            )],
            "nope",
        ),
        (&[("page.html", "{% for k, v in page.date %}{{ k }}{{ v }}{% endfor %}{{ __tera_context }}")], ""),
        (
            &[
                ("page.html", "{% set item = page.menu | first %}{% include 'parts/own.html' %}"),
                ("parts/own.html", "{{ item.url }}{{ item.nope }}"),
            ],
            "nope",
        ),
        (&[("lost.html", "{{ anything }}")], ""),
    ];

    #[test]
    fn a_name_is_wrong_where_no_way_knows_it() {
        for (own, right) in NAMES {
            let found = wrong(own);
            let mut sorted: Vec<&str> = right.split_whitespace().collect();
            let mut names: Vec<&str> = found.split_whitespace().collect();
            sorted.sort_unstable();
            names.sort_unstable();
            assert_eq!(names, sorted, "{own:?}");
        }
    }
}
