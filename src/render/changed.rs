//! When a page last changed: one day for the page, feeds and the sitemap.

use jiff::civil::Date;

use super::context::Context;
use crate::resolve::SubjectIx;
use crate::site::Lang;

impl Context<'_> {
    /// The day of a page's last change of substance: `updated`, else that of the last commit of its file, where
    /// git knows it; a correction since then is a change too. Days to come are none. The day that a page bears is
    /// not asked for.
    pub fn changed(&self, ix: SubjectIx, lang: Lang) -> Option<Date> {
        let own = self.entry(ix, lang)?;
        let facts = self.source(ix).map(|source| &source.common);
        let today = &self.graph.today;
        let mut written = [Some(&own.common), facts].into_iter().flatten();
        let written = written.find_map(|common| today.done(common.updated?));
        let known = written.or_else(|| today.committed(self.files, own.file));
        let corrections =
            own.common.corrections.as_ref().or(facts.and_then(|facts| facts.corrections.as_ref()));
        corrections
            .into_iter()
            .flatten()
            .filter_map(|correction| today.done(correction.on))
            .chain(known)
            .max()
    }
}
