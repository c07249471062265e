//! Quotes: the words as the reader is given them, whose they are, and where they were said.

use super::Here;
use super::node::Node;
use super::thing::{described, named};
use crate::render::register;
use crate::resolve::SubjectIx;
use crate::site::values::is_web_address;
use crate::site::{Lang, Quote, Route};

/// A quote.
pub fn quote(here: &Here<'_>, ix: SubjectIx, quote: &Quote) -> Node {
    let context = here.context;
    let said = context.graph.relations.attribution(ix);
    let (words, language) = register::words(context, ix, here.lang).unzip();
    let day = context.source(ix).and_then(|source| source.common.date).map(|day| day.0.to_string());
    let is_address = |text: &&str| is_web_address(text);
    let published = quote.source.as_ref().map(|source| source.0.as_str());
    let title = published.filter(|source| !is_address(source));
    let who = |who: Option<SubjectIx>| who.and_then(|who| named(here, who));
    described(here, ix)
        .set("text", words)
        .set("inLanguage", language.as_deref())
        .set("creator", who(said.speaker.or(said.organisation)))
        .set("creditText", register::attribution(context, ix, here.lang))
        .set("sourceOrganization", who(said.organisation))
        .set("dateCreated", day)
        .set("recordedAt", occasion(here, ix, quote))
        .set("isBasedOn", published.filter(is_address))
        .set("citation", title.map(|title| context.term(title, here.lang).text))
        .set("workTranslation", translation(here, quote, language.as_deref()))
}

/// The unofficial translation that the page shows beside words of another language than the reader's.
fn translation(here: &Here<'_>, quote: &Quote, said_in: Option<&str>) -> Option<Node> {
    let own = &here.context.language(here.lang).tag;
    let is_foreign = said_in.is_some_and(|tag| !tag.eq_ignore_ascii_case(own));
    let mut all = quote.translations.iter().flatten().filter(|_| is_foreign);
    let (_, translation) = all.find(|(to, _)| to.eq_ignore_ascii_case(own))?;
    Some(Node::new("Quotation").set("text", translation.text.0.as_str()).set("inLanguage", own.as_str()))
}

/// Where it was said: a meeting of the site, or an occasion that is known by its name.
fn occasion(here: &Here<'_>, ix: SubjectIx, quote: &Quote) -> Option<Node> {
    let context = here.context;
    let id = context.register().said_at(ix)?;
    let home = context.home(Lang::DEFAULT).absolute(&context.site.config.base);
    let route = id.strip_prefix(home.trim_end_matches('/')).map(Route::new);
    if let Some(meeting) = route.and_then(|route| context.graph.routes.find(&route)) {
        return named(here, meeting.subject);
    }
    let name = context.term(quote.event.as_ref()?, here.lang).text;
    Some(Node::new("Event").set("@id", here.known(id.to_owned())).set("name", name))
}
