//! Quotes: the words as they were said, and their translations as works of their own.

use super::Here;
use super::node::Node;
use super::thing::{described, named};
use crate::render::text::{self, TextWriter};
use crate::render::{register, views::LinkView};
use crate::resolve::SubjectIx;
use crate::site::{Lang, Quote};

/// A quote.
pub fn quote(here: &Here<'_>, ix: SubjectIx, quote: &Quote) -> Node {
    let context = here.context;
    let said = context.graph.relations.attribution(ix);
    let source = context.source(ix);
    let day = source.and_then(|source| source.common.date).map(|day| day.0.to_string());
    let address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let published = quote.source.as_ref().map(|source| source.0.as_str());
    let title = published.filter(|source| !address(source));
    let creator = said.speaker.or(said.organisation).and_then(|who| named(here, who));
    let organisation = said.organisation.and_then(|organisation| named(here, organisation));
    described(here, ix)
        .set("text", words(here, ix, Lang::DEFAULT))
        .set("inLanguage", said_in(here, ix, Lang::DEFAULT))
        .set("creator", creator)
        .set("creditText", credit(here, ix, quote))
        .set("sourceOrganization", organisation)
        .set("dateCreated", day)
        .set("recordedAt", occasion(here, ix, quote))
        .set("isBasedOn", published.filter(|source| address(source)))
        .set("citation", title.map(|title| context.term(title, here.lang).text))
        .set("workTranslation", translation(here, ix, quote))
}

/// The words in a language as they are written, without marks around them.
fn words(here: &Here<'_>, ix: SubjectIx, lang: Lang) -> Option<String> {
    let fallback = here.context.site.config.fallback();
    let entry = here.context.graph.subjects.get(ix).shown(lang, fallback)?;
    Some(text::plain_words(here.context, entry))
}

/// The tag of the language in which the words of a language's file are.
fn said_in(here: &Here<'_>, ix: SubjectIx, lang: Lang) -> Option<String> {
    let entry = here.context.entry(ix, lang)?;
    Some(TextWriter::new(here.context, lang).words_language(entry, ix))
}

/// The words in the reader's language, where they were said in another.
fn translation(here: &Here<'_>, ix: SubjectIx, quote: &Quote) -> Option<Node> {
    let context = here.context;
    let own = &context.language(here.lang).tag;
    let text = if context.entry(ix, here.lang)?.lang != Lang::DEFAULT {
        words(here, ix, here.lang)?
    } else if said_in(here, ix, here.lang)?.eq_ignore_ascii_case(own) {
        return None;
    } else {
        let mut all = quote.translations.iter().flatten();
        all.find(|(to, _)| to.eq_ignore_ascii_case(own))?.1.text.0.clone()
    };
    Some(Node::new("Quotation").set("text", text).set("inLanguage", own.as_str()))
}

/// The caption: name, post and organisation as on the day.
fn credit(here: &Here<'_>, ix: SubjectIx, quote: &Quote) -> Option<String> {
    let context = here.context;
    let said = context.graph.relations.attribution(ix);
    let link = |who: SubjectIx| -> LinkView { context.link(who, here.lang) };
    let listed = |who: &SubjectIx| context.graph.is_listed(*who);
    let post = quote.post.as_ref().map(|post| context.term(post, here.lang).text);
    let organisation = said.organisation.filter(listed);
    let organisation = organisation.map(|whose| context.acronym(whose).unwrap_or_else(|| link(whose).title));
    let office: Vec<String> = post.into_iter().chain(organisation).collect();
    let office = (!office.is_empty()).then(|| office.join(" "));
    let speaker = said.speaker.filter(listed).map(|speaker| link(speaker).title);
    let comma = context.words(here.lang).get("comma");
    let parts: Vec<String> = speaker.into_iter().chain(office).collect();
    (!parts.is_empty()).then(|| parts.join(&comma))
}

/// Where it was said: a meeting of the site, or an occasion that is known by its name.
fn occasion(here: &Here<'_>, ix: SubjectIx, quote: &Quote) -> Option<Node> {
    let context = here.context;
    let id = context.register().said_at(ix)?;
    let mut meetings = context.register().meetings.iter();
    if let Some(meeting) = meetings.find(|meeting| register::address(context, **meeting) == id) {
        return named(here, *meeting);
    }
    let name = context.term(quote.event.as_ref()?, here.lang).text;
    Some(Node::new("Event").set("@id", here.known(id.to_owned())).set("name", name))
}
