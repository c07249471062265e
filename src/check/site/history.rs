//! What git knows of the site's files.

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::files::Files;
use crate::site::Site;

/// A clone without the days on which files changed.
pub static SHALLOW_CLONE: Rule = Rule {
    name: "shallow-clone",
    severity: Severity::Advice,
    docs: "Pages, feeds and the sitemap say when a page changed last: on the day of `updated`, else on that of \
           the last commit of its file. Continuous integration often fetches the last commit alone, in which \
           every file is new; no page has a day of git then.\n\n\
           Wrong: a job that clones with its host's default depth\n\n\
           Right: `fetch-depth: 0` below `with:` of the step `actions/checkout` (GitHub), \
           `GIT_DEPTH: 0` below `variables:` (GitLab), `git fetch --unshallow` elsewhere",
};

/// Says once that days are missing, where pages have none of their own.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    let is_shallow = files.listed.history.as_ref().is_ok_and(|history| history.is_shallow());
    if is_shallow && site.entries.iter().any(|entry| entry.common.updated.is_none()) {
        let message =
            "this clone of the repository is shallow, so the days on which pages changed are not known";
        found.add(Diagnostic::new(&SHALLOW_CLONE, files.no_file(), message).help(
            "let the job fetch the whole history: fetch-depth: 0 (GitHub), GIT_DEPTH: 0 (GitLab), or git fetch \
             --unshallow",
        ));
    }
}
