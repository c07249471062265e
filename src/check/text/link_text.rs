//! The words of links, and addresses written in full.

use std::collections::BTreeMap;

use crate::check::signs::find;
use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Edit, Findings, Rule, Severity, nearest};
use crate::plan::Plan;
use crate::resolve::routes::page_route;
use crate::resolve::targets::{DEAD_LINK, Target};
use crate::site::document::{BlockKind, Link, LinkForm};
use crate::site::values::scheme;

/// A link without words.
pub static EMPTY_LINK: Rule = Rule {
    name: "empty-link",
    severity: Severity::Error,
    docs: "A link without words cannot be seen, and a screen reader says only \"link\" (WCAG 2.2, \
           2.4.4).\n\n\
           Wrong: `[](bodies/board.md)`\n\n\
           Right: `[the Board](bodies/board.md)`",
};

/// Link words that say nothing.
pub static VAGUE_LINK: Rule = Rule {
    name: "vague-link",
    severity: Severity::Warning,
    docs: "People who listen to a page go from link to link. \"Click here\" tells them nothing (WCAG \
           2.2, 2.4.4).\n\n\
           Wrong: `For the members [click here](members.md).`\n\n\
           Right: `[The members](members.md) are cities and networks.`",
};

/// An address that is no link.
pub static BARE_ADDRESS: Rule = Rule {
    name: "bare-address",
    severity: Severity::Advice,
    docs: "An address in a text is no link, and is long to listen to.\n\n\
           Wrong: `See https://www.example.org/report.`\n\n\
           Right: `See [the report](https://www.example.org/report).`, or \
           `<https://www.example.org/report>` where the address itself is meant",
};

/// The same words for two targets.
pub static ONE_TEXT_TWO_TARGETS: Rule = Rule {
    name: "one-text-two-targets",
    severity: Severity::Advice,
    docs: "In a list of links, two that read alike and lead to different pages cannot be told \
           apart.\n\n\
           Wrong: `[Minutes](a.pdf)` and `[Minutes](b.pdf)`\n\n\
           Right: `[Minutes of March](a.pdf)` and `[Minutes of April](b.pdf)`",
};

/// The site's own address written in full.
pub static OWN_ADDRESS: Rule = Rule {
    name: "own-address",
    severity: Severity::Warning,
    docs: "A link to this site that is written in full leads out of previews and copies, is not \
           followed when the page moves, and leads to one language only.\n\n\
           Wrong: `[members](https://www.example.org/members/)` on that site\n\n\
           Right: `[members](/members.md)`",
};

/// An address that nothing can have.
pub static BAD_ADDRESS: Rule = Rule {
    name: "bad-address",
    severity: Severity::Warning,
    docs: "An address that is incomplete, or that only the writer's machine has, leads readers \
           nowhere.\n\n\
           Wrong: `[list](http://localhost:8000/list)`, `[write](mailto:office)`\n\n\
           Right: `[list](https://www.example.org/list)`, `[write](mailto:office@example.org)`",
};

/// Words of links that say nothing, by language.
const VAGUE: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "click here",
            "here",
            "click",
            "read more",
            "more",
            "learn more",
            "link",
            "this link",
            "this page",
            "see more",
            "find out more",
            "more information",
            "more info",
            "see here",
            "continue reading",
            "follow this link",
            "click this link",
        ],
    ),
    (
        "fr",
        &[
            "ici",
            "cliquez ici",
            "cliquer ici",
            "lire la suite",
            "en savoir plus",
            "lien",
            "ce lien",
            "voir plus",
            "cette page",
        ],
    ),
    (
        "es",
        &[
            "aquí",
            "haga clic aquí",
            "haz clic aquí",
            "clic aquí",
            "leer más",
            "más",
            "más información",
            "enlace",
            "este enlace",
            "ver más",
            "saber más",
        ],
    ),
    (
        "de",
        &[
            "hier",
            "hier klicken",
            "klicken sie hier",
            "mehr",
            "weiterlesen",
            "mehr erfahren",
            "weitere informationen",
            "link",
            "dieser link",
            "mehr lesen",
        ],
    ),
    (
        "it",
        &[
            "qui",
            "clicca qui",
            "clicchi qui",
            "leggi di più",
            "leggi tutto",
            "di più",
            "altro",
            "link",
            "scopri di più",
        ],
    ),
    ("pt", &["aqui", "clique aqui", "leia mais", "saiba mais", "mais", "ler mais", "ver mais", "link"]),
    ("nl", &["hier", "klik hier", "lees meer", "meer", "meer informatie", "link"]),
    ("ru", &["здесь", "тут", "нажмите здесь", "подробнее", "далее", "читать далее", "ссылка"]),
    ("ar", &["هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "الرابط"]),
    ("zh", &["这里", "点击这里", "更多", "阅读更多", "了解更多", "此处", "點擊這裡", "這裡", "链接"]),
];

/// Checks the links of a file.
pub fn check(source: &Source<'_>, plan: &Plan, found: &mut Findings) {
    let targets = source.graph.links.of(source.ix);
    let mut by_words: BTreeMap<String, (&Link, &Target)> = BTreeMap::new();
    for (link, target) in source.entry.text.links.iter().zip(targets) {
        if !matches!(link.form, LinkForm::Markdown | LinkForm::Wiki) {
            continue;
        }
        words(source, link, found);
        address(source, link, target, plan, found);
        let said = normal(&link.text);
        if said.is_empty() || link.bare || *target == Target::Nothing {
            continue;
        }
        match by_words.get(&said) {
            None => {
                by_words.insert(said, (link, target));
            }
            Some((first, other)) if other != &target => found.add(
                Diagnostic::new(
                    &ONE_TEXT_TWO_TARGETS,
                    source.span(link.range.clone()),
                    format!("\"{}\" leads to one page here and to another above", link.text.trim()),
                )
                .label(source.span(first.range.clone()), "the other link")
                .help("name what each of the two leads to"),
            ),
            Some(_) => {}
        }
    }
    addresses_in_text(source, found);
}

/// Words as they are compared: small letters, without marks at the ends.
fn normal(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(source: &Source<'_>, link: &Link, found: &mut Findings) {
    let span = source.span(link.range.clone());
    let text = &source.entry.text;
    let picture = |inner: &Link| inner.form == LinkForm::Picture && link.range.contains(&inner.range.start);
    // What HTML in a link says is its own; where it is refused, that is said already.
    let holds_picture =
        text.links.iter().any(picture) || text.html.iter().any(|html| link.range.contains(&html.start));
    if link.form == LinkForm::Markdown && link.text.trim().is_empty() {
        if !holds_picture {
            found.add(
                Diagnostic::new(&EMPTY_LINK, span, "this link has no words, so nobody sees it")
                    .help("write what it leads to between the square brackets"),
            );
        }
        return;
    }
    let said = normal(&link.text);
    let primary = source.language().split('-').next().unwrap_or_default();
    let vague = VAGUE
        .iter()
        .filter(|(language, _)| *language == primary || *language == "en")
        .any(|(_, phrases)| phrases.contains(&said.as_str()));
    if vague && !holds_picture {
        found.add(
            Diagnostic::new(
                &VAGUE_LINK,
                span,
                format!("\"{}\" does not say where the link leads", link.text.trim()),
            )
            .help("make the words that name the page the link"),
        );
    }
    let is_address = link.form == LinkForm::Markdown && !link.bare && link.text.trim() == link.target;
    if is_address && link.target.contains("://") {
        found.add(
            Diagnostic::new(
                &BARE_ADDRESS,
                span,
                "the words of this link are its address, which is long to listen to",
            )
            .help("say in words what it leads to, or write the address alone between < and >"),
        );
    }
}

/// Addresses that are written in full.
fn address(source: &Source<'_>, link: &Link, target: &Target, plan: &Plan, found: &mut Findings) {
    let span = source.span(link.range.clone());
    if link.form == LinkForm::Markdown && link.target.trim().is_empty() {
        found.add(
            Diagnostic::new(&DEAD_LINK, span, "this link has no target")
                .help("write a file's path (members.md) or an address between the round brackets"),
        );
    }
    let Target::Elsewhere(address) = target else { return };
    if let Some((message, help)) = wrong_address(address) {
        found.add(Diagnostic::new(&BAD_ADDRESS, span, message).help(help));
        return;
    }
    let Some(local) = own(source, address) else { return };
    let (path, anchor) =
        local.split_once('#').map_or((local.as_str(), String::new()), |(p, a)| (p, format!("#{a}")));
    let route = page_route(path);
    if plan.get(&route).is_none() {
        let near = nearest(route.as_str(), plan.iter().map(|(route, _)| route.as_str()));
        let help =
            near.map_or_else(|| "link to the page's file".to_owned(), |near| format!("did you mean {near}?"));
        found.add(
            Diagnostic::new(&DEAD_LINK, span, format!("nothing has the address {route} on this site"))
                .help(help),
        );
        return;
    }
    let same_language = source.graph.routes.find(&route).is_some_and(|place| place.lang == source.entry.lang);
    let file = file_at(source, &route).filter(|_| same_language);
    let certain = file.is_some() && anchor.is_empty();
    let written = format!("{}{anchor}", file.unwrap_or_else(|| path.to_owned()));
    let mut diagnostic =
        Diagnostic::new(&OWN_ADDRESS, span, "this is an address of this site, written in full");
    let inside = &source.text[link.range.clone()];
    diagnostic = match inside.rfind(address.as_str()) {
        Some(i) if !link.bare => {
            let start = link.range.start + i;
            let span = source.span(start..start + address.len());
            // A place on the page, or a page in another language, may not be where a link by file leads.
            diagnostic
                .help(format!("write {written}, so that the link is checked and follows the page"))
                .mend(certain, vec![Edit { span, text: written }])
        }
        _ => diagnostic.help(format!("write a link with words, such as [words]({written})")),
    };
    found.add(diagnostic);
}

/// The path on this site of an address that is written in full.
fn own(source: &Source<'_>, address: &str) -> Option<String> {
    let base = &source.site.config.base;
    let host = base.origin.split_once("://")?.1;
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let path = rest
        .get(..host.len())
        .filter(|start| start.eq_ignore_ascii_case(host))
        .map(|_| &rest[host.len()..])?;
    let local = path.strip_prefix(base.path.as_str())?;
    match local.chars().next() {
        None => Some("/".to_owned()),
        Some('/') => Some(local.to_owned()),
        Some('#') => Some(format!("/{local}")),
        Some(_) => None,
    }
}

/// The file of the page at an address, as a link writes it: `/bodies/board.md`.
fn file_at(source: &Source<'_>, route: &crate::site::Route) -> Option<String> {
    let place = source.graph.routes.find(route)?;
    let entry = source.site.entry(source.graph.subjects.get(place.subject).source?);
    source.files.get(entry.file).path.strip_prefix("content").map(str::to_owned)
}

/// What is wrong with an address elsewhere, and what to do.
pub fn wrong_address(address: &str) -> Option<(String, String)> {
    let kind = scheme(address)?;
    if kind == "mailto" {
        let mailbox = address.split_once(':')?.1.split('?').next().unwrap_or_default();
        let right = mailbox.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !mailbox.contains(char::is_whitespace)
        });
        return (!right && !mailbox.contains(',')).then(|| {
            (
                format!("\"{mailbox}\" is no e-mail address"),
                "write it as mailto:office@example.org".to_owned(),
            )
        });
    }
    if kind == "tel" && !address.bytes().any(|b| b.is_ascii_digit()) {
        return Some((
            "this telephone number has no digits".to_owned(),
            "write it as tel:+3221234567".to_owned(),
        ));
    }
    if !matches!(kind.as_str(), "http" | "https") {
        return None;
    }
    let whole = || "write the whole address, such as https://www.example.org/report".to_owned();
    let Ok(url) = url::Url::parse(address) else {
        return Some((format!("\"{address}\" is no address"), whole()));
    };
    let slashes = address.get(kind.len()..).is_some_and(|rest| rest.starts_with("://"));
    match url.host() {
        _ if !slashes => Some((format!("\"{address}\" lacks // behind {kind}:"), whole())),
        Some(url::Host::Domain(host))
            if host == "localhost" || host.ends_with(".local") || host.ends_with(".localhost") =>
        {
            Some((format!("{host} is the writer's own machine; readers cannot reach it"), whole()))
        }
        Some(url::Host::Ipv4(ip)) if ip.is_loopback() || ip.is_private() => {
            Some((format!("{ip} is inside an office's network; readers cannot reach it"), whole()))
        }
        Some(url::Host::Domain(host)) if !host.contains('.') || host.contains("..") => {
            Some((format!("\"{host}\" is no name of a site"), whole()))
        }
        None => Some((format!("\"{address}\" names no site"), whole())),
        Some(_) => None,
    }
}

/// Addresses in running text.
fn addresses_in_text(source: &Source<'_>, found: &mut Findings) {
    for (block, signs) in source.blocks().filter(|(block, _)| block.kind != BlockKind::Heading) {
        let starts = ["https://", "http://", "www."].into_iter().filter(|start| signs.hold_all(start));
        for run in &block.runs {
            let words = &source.text[run.clone()];
            let Some(i) = starts.clone().filter_map(|start| find(words, start)).min() else { continue };
            if source.entry.text.links.iter().any(|link| link.range.contains(&run.start)) {
                continue;
            }
            let end = words[i..]
                .find(|c: char| c.is_whitespace() || "<>\"“”«»".contains(c))
                .map_or(words.len(), |n| i + n);
            let address = words[i..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
            let span = source.span(run.start + i..run.start + i + address.len());
            let full =
                if address.starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
            found.add(
                Diagnostic::new(&BARE_ADDRESS, span, "this address is no link")
                    .help(format!("write [words]({full}), or <{full}> where the address itself is meant"))
                    .propose(span, format!("<{full}>")),
            );
        }
    }
}
