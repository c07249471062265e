//! The Content-Security-Policy of the site (CSP Level 3, W3C), computed from what its pages need.
//!
//! There are two: the site's, and that of the search pages and of the script that searches for them, which
//! may run WebAssembly. A response bears one of them, never both, because a browser would hold a page to
//! both. Everything that no page needs is forbidden.
//!
//! [`needs`]: what an output needs. [`html`], [`styles`], [`scripts`]: what is [`seen`] of it in each. [`page`]: the
//! policy within a page, for hosts that send no headers of a site.

pub mod html;
pub mod needs;
pub mod page;
pub mod scripts;
pub mod seen;
pub mod styles;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::Write;

pub use self::needs::{Directive, Needs, Origin};

/// What a browser tells other sites of where a reader comes from (Referrer Policy, W3C): the site, not the page.
pub const REFERRER: &str = "strict-origin-when-cross-origin";

/// What browsers tell of search pages, whose addresses hold what a reader searches for: nothing, not even to the
/// host, which else would see the words with each piece of the index that is loaded.
pub const SEARCH_REFERRER: &str = "no-referrer";

/// What only a header can say (CSP Level 3, section 4.2, and HTML, "Content security policy state").
const BY_HEADER_ALONE: &str = "; frame-ancestors 'none'";

/// What all outputs need, those of search apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// What pages need that are no search pages.
    pub site: Needs,
    /// What search pages need.
    pub search: Needs,
}

impl Needed {
    /// Adds what an output needs.
    pub fn add(&mut self, by_search: bool, needs: &Needs) {
        let sum = if by_search { &mut self.search } else { &mut self.site };
        sum.add(needs);
    }
}

/// The policies of a site, as a header bears them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    /// That of everything but search.
    pub site: String,
    /// That of the search pages and of their worker; none where the site has no search.
    pub search: Option<String>,
}

impl Policies {
    /// The policies for what pages need.
    pub fn new(needed: &Needed, is_searched: bool) -> Self {
        let search = is_searched.then(|| {
            let mut needs = needed.site.clone();
            needs.add(&needed.search);
            for directive in [Directive::Script, Directive::Connect, Directive::Worker] {
                needs.insert(directive, Origin::Own);
            }
            needs.insert(Directive::Script, Origin::WebAssembly);
            policy(&needs, true)
        });
        Self { site: policy(&needed.site, is_searched), search }
    }

    /// The policies as a page itself can say them.
    #[must_use]
    pub fn in_page(&self) -> Self {
        let without = |policy: &String| policy.replace(BY_HEADER_ALONE, "");
        Self { site: without(&self.site), search: self.search.as_ref().map(without) }
    }

    /// That of an output.
    pub fn of(&self, is_search_page: bool) -> &str {
        self.search.as_deref().filter(|_| is_search_page).unwrap_or(&self.site)
    }
}

/// A policy that allows what is needed and nothing else.
fn policy(needs: &Needs, has_forms: bool) -> String {
    let mut policy = "default-src 'none'".to_owned();
    for directive in Directive::ALL {
        let sources: BTreeSet<String> = needs.of(directive).map(Origin::source).collect();
        if !sources.is_empty() {
            let sources: Vec<String> = sources.into_iter().collect();
            let _ = write!(policy, "; {} {}", directive.name(), sources.join(" "));
        }
    }
    let forms = if has_forms { "'self'" } else { "'none'" };
    format!("{policy}; base-uri 'none'; form-action {forms}{BY_HEADER_ALONE}")
}
