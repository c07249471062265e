//! Making outputs: which sheet or format a recipe is, the key of what it is made of, and handing the
//! bytes to a [`Sink`]. What is made of other outputs comes after them, in [`super::second`].

use rayon::prelude::*;

use super::Loaded;
use super::budget::Scales;
use super::guard::Guard;
use super::second;
use super::sink::{Done, Key, Made, Sink};
use crate::assets::identity::Icon;
#[cfg(feature = "images")]
use crate::assets::previews;
use crate::check;
use crate::diagnostics::Findings;
use crate::digest::short;
use crate::error::Failure;
use crate::files::Files;
use crate::formats::policy::{Needed, Needs};
use crate::formats::{calendar, corrections, data, feed, hosts, redirect, robots, sitemap, vcard};
use crate::plan::Recipe;
use crate::render::page::{Sheet, Shown};
use crate::render::{Context, theme};
use crate::site::Route;

/// What the page at a route shows; none where a recipe makes no page.
fn sheet<'a>(context: &'a Context<'a>, route: &Route, recipe: &Recipe) -> Option<Sheet<'a>> {
    let (recipe, part) = match recipe {
        Recipe::Part(list, part) => (&**list, *part),
        whole => (whole, 1),
    };
    let (shown, lang) = match recipe {
        Recipe::Page(ix, lang) => (Shown::Subject(*ix), *lang),
        Recipe::Topic(None, lang) => (Shown::Topics, *lang),
        Recipe::Topic(Some(slug), lang) => {
            let topic = context.graph.topics.of(*lang).find(|topic| topic.slug == *slug)?;
            (Shown::Topic(topic), *lang)
        }
        Recipe::AToZ(lang) => (Shown::AToZ, *lang),
        Recipe::Corrections(lang) => (Shown::Corrections, *lang),
        Recipe::DataPage(lang) => (Shown::Data, *lang),
        Recipe::Search(lang) => (Shown::Search, *lang),
        Recipe::NotFound(lang) => (Shown::NotFound, *lang),
        _ => return None,
    };
    Some(Sheet::new(context, shown, route, lang, part))
}

/// The HTML of a page; empty, with findings, where a template cannot make it.
fn html(context: &Context<'_>, route: &Route, sheet: Sheet<'_>, found: &mut Findings) -> Vec<u8> {
    let html = sheet.html().unwrap_or_else(|faults| {
        let what = format!("the page {route} cannot be made");
        found.extend(faults.iter().map(|fault| theme::diagnostic(fault, context.files, &what)));
        String::new()
    });
    html.into_bytes()
}

/// Makes the output at one route; what is made of other outputs is not among them.
///
/// # Errors
/// When the machine fails.
pub fn render(
    loaded: &Loaded,
    context: &Context<'_>,
    route: &Route,
    recipe: &Recipe,
    found: &mut Findings,
) -> Result<Vec<u8>, Failure> {
    if let Some(sheet) = sheet(context, route, recipe) {
        return Ok(html(context, route, sheet, found));
    }
    Ok(match recipe {
        Recipe::Redirect(i) => {
            redirect::page(context, &context.graph.routes.redirects[*i], found).into_bytes()
        }
        Recipe::Feed(feed, lang, part) => feed::atom(context, feed, *lang, *part).into_bytes(),
        Recipe::CorrectionsFeed(lang) => corrections::atom(context, *lang).into_bytes(),
        Recipe::JsonFeed(lang) => feed::json(context, *lang).into_bytes(),
        Recipe::Data(form, lang) => data::file(context, *form, *lang).into_bytes(),
        Recipe::Calendar(body, lang) => calendar::ics(context, *body, route, *lang).into_bytes(),
        Recipe::ContactCard(ix, lang) => vcard::vcf(context, *ix, route, *lang).into_bytes(),
        Recipe::Sitemap => sitemap::xml(context).into_bytes(),
        Recipe::SitemapFile(number) => sitemap::file(context, *number).into_bytes(),
        Recipe::Robots | Recipe::File(_) if loaded.edition.preview && robots::is_robots(route) => {
            robots::none().into_bytes()
        }
        Recipe::Robots => robots::txt(&context.site.config.base).into_bytes(),
        Recipe::File(id) => context.files.get(*id).bytes()?.into_owned(),
        Recipe::Picture(id, form) => match context.pictures.make(context.files, *id, *form)? {
            Ok(bytes) => bytes,
            Err(why) => {
                found.add(check::site::pictures::unreadable(context.files, *id, &why));
                Vec::new()
            }
        },
        Recipe::Asset => loaded
            .assets
            .iter()
            .find(|asset| asset.route == *route)
            .map(|a| a.bytes.clone())
            .unwrap_or_default(),
        Recipe::Icon(icon) => icon_bytes(loaded, *icon),
        #[cfg(feature = "images")]
        Recipe::Preview(card) => {
            loaded.assets.identity.look().map(|look| previews::draw(card, look)).unwrap_or_default()
        }
        Recipe::Page(..)
        | Recipe::Topic(..)
        | Recipe::AToZ(_)
        | Recipe::Corrections(_)
        | Recipe::DataPage(_)
        | Recipe::Search(_)
        | Recipe::NotFound(_)
        | Recipe::Part(..)
        | Recipe::Host
        | Recipe::Manifest => Vec::new(),
    })
}

/// The bytes of an icon.
#[cfg(feature = "images")]
fn icon_bytes(loaded: &Loaded, icon: Icon) -> Vec<u8> {
    loaded.assets.identity.drawn(icon)
}

#[cfg(not(feature = "images"))]
fn icon_bytes(_: &Loaded, _: Icon) -> Vec<u8> {
    Vec::new()
}

/// The key of an output: what it is made of, as a digest. None where making it is as cheap as
/// telling.
fn key(context: &Context<'_>, recipe: &Recipe, sheet: Option<&Sheet<'_>>) -> Option<Key> {
    if let Recipe::Picture(id, form) = recipe {
        return Some(context.pictures.get(*id)?.key(*form));
    }
    if let Recipe::File(id) = recipe {
        let file = context.files.get(*id);
        let stat = file.stat?;
        let of = format!("{} {} {} {}", file.path, stat.size, stat.written, stat.inode);
        return Some(short(&[of.as_bytes()])).filter(|_| stat.written < context.files.listed.settled_before);
    }
    let identity = context.assets.identity.digest();
    match recipe {
        Recipe::Icon(icon) => return Some(short(&[b"icon", icon.path().as_bytes(), &identity])),
        #[cfg(feature = "images")]
        Recipe::Preview(card) => return Some(card.digest(identity)),
        _ => {}
    }
    sheet?.key()
}

/// Makes outputs side by side, but for those that `sink` keeps, hands each on at once, and gives what was
/// found and what all need; `done` is told of each. Pages bear the policy where they have to.
pub fn made(
    loaded: &Loaded,
    context: &Context<'_>,
    chosen: Vec<(&Route, &Recipe)>,
    guard: &Guard<'_>,
    sink: &dyn Sink,
    done: &Done<'_>,
) -> Result<(Vec<Findings>, Needed), Failure> {
    let one = |(route, recipe): (&Route, &Recipe)| {
        let mut found = Findings::default();
        let sheet = sheet(context, route, recipe);
        let key = key(context, recipe, sheet.as_ref()).map(|key| guard.key(key, route, recipe));
        if key.is_some_and(|key| sink.keep(route, key)) {
            done(route, false);
            return Ok((found, guard.kept(route)));
        }
        let bytes = match sheet {
            Some(sheet) => html(context, route, sheet, &mut found),
            None => render(loaded, context, route, recipe, &mut found)?,
        };
        let (bytes, needs) = guard.look(context, route, recipe, bytes, &mut found);
        // What a template could not make is told of at each build, and so not kept.
        let key = key.filter(|_| found.list().is_empty());
        sink.take(route, recipe.turn(context), Made { bytes, key, needs: needs.clone() })?;
        done(route, true);
        Ok((found, needs))
    };
    let routes: Vec<&Route> = chosen.iter().map(|(route, _)| *route).collect();
    let made: Vec<(Findings, Needs)> = chosen.into_par_iter().map(one).collect::<Result<_, Failure>>()?;
    let mut needed = Needed::default();
    for (route, (_, needs)) in routes.into_iter().zip(&made) {
        needed.add(guard.is_search(&route.file()), needs);
    }
    Ok((made.into_iter().map(|(found, _)| found).collect(), needed))
}

/// Makes all outputs and hands them to `sink`, but for those that it keeps; `done` is told of
/// each.
///
/// # Errors
/// When the machine fails.
pub fn outputs(
    files: &Files,
    loaded: &Loaded,
    found: &mut Findings,
    sink: &dyn Sink,
    done: &Done<'_>,
) -> Result<(), Failure> {
    let context = loaded.context(files);
    let by_host_alone =
        !loaded.edition.portable && hosts::redirects_alone(&loaded.site, &loaded.graph, &loaded.plan);
    let is_made = |recipe: &Recipe| match recipe {
        Recipe::Redirect(i) if by_host_alone => !hosts::is_answered(&loaded.graph.routes.redirects[*i]),
        recipe => !recipe.is_second(),
    };
    let planned = loaded.plan.iter().filter(|(_, recipe)| is_made(recipe));
    let planned = planned.chain(loaded.plan.previews(&context));
    let first_stage: Vec<(&Route, &Recipe)> =
        planned.filter(|(route, recipe)| loaded.edition.has(route, recipe)).collect();
    let scales = Scales::before(sink, loaded);
    let through = scales.as_ref().map_or(sink, |scales| scales);
    let mut guard = Guard::before(loaded, &context, sink);
    let (faults, needed) = loop {
        let (faults, needed) = made(loaded, &context, first_stage.clone(), &guard, through, done)?;
        // Pages bear the policy for what all of them need, which is known now. It is seldom another than before.
        if guard.holds(&needed) {
            break (faults, needed);
        }
    };
    for faults in faults {
        theme::add_once(faults, files, found);
    }
    if let Some(scales) = &scales {
        scales.check(found);
    }
    let policies = guard.policies(&needed);
    if !loaded.edition.portable {
        check::site::hosts::policies(&loaded.site, &policies, found);
    }
    check::settle(&loaded.site, found);
    if found.has_errors() {
        return Ok(()); // Nothing will be published, and a page that could not be made has no words.
    }
    second::outputs(&context, loaded, policies, sink)
}

/// Makes the outputs at some routes and leaves all others as they are; says whether that could be
/// done. Where a template cannot show one of them, pages have a budget, or another policy, it could not.
///
/// # Errors
/// When the machine fails.
pub fn some_outputs(
    files: &Files,
    loaded: &Loaded,
    routes: &[Route],
    sink: &dyn Sink,
    done: &Done<'_>,
) -> Result<bool, Failure> {
    if loaded.site.config.settings.budget.is_some() {
        return Ok(false); // Weights are told of all pages together.
    }
    let chosen = routes.iter().filter_map(|route| Some((route, loaded.plan.get(route)?)));
    let chosen = chosen.filter(|(route, recipe)| loaded.edition.has(route, recipe)).collect();
    let context = loaded.context(files);
    let mut guard = Guard::before(loaded, &context, sink);
    let (faults, mut needed) = made(loaded, &context, chosen, &guard, sink, done)?;
    if faults.iter().any(|found| !found.list().is_empty()) {
        return Ok(false);
    }
    guard.add_rest(&mut needed, routes);
    if !guard.holds(&needed) {
        return Ok(false);
    }
    sink.leave_rest(&|route| second::makes(&context, &loaded.plan, route));
    second::outputs(&context, loaded, guard.policies(&needed), sink).map(|()| true)
}
