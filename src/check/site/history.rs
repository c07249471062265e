//! What git knows of the site's files.

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::files::Files;
use crate::files::history::{Absent, History};
use crate::files::odd;
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

/// A repository of which git tells nothing.
pub static NO_HISTORY: Rule = Rule {
    name: "no-history",
    severity: Severity::Warning,
    docs: "Pages, feeds and the sitemap say when a page changed last: on the day of `updated`, else on that of \
           the last commit of its file. Where the site lies in a repository and git does not tell, because it is \
           not installed, does not trust the folder or finds it damaged, no page has a day of git.\n\n\
           Wrong: a build in a container that has no git, or as another user than the folder's\n\n\
           Right: `git log` in the site's folder works for whoever builds it",
};

/// Says once that days are missing, where pages have none of their own.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    if site.entries.iter().all(|entry| entry.common.updated.is_some()) {
        return;
    }
    let history = files.listed.history.as_ref();
    if let Some(why) = history.map_or_else(Some, History::failure) {
        found.extend(untold(files, why));
    }
    if history.is_ok_and(History::is_shallow) {
        let message =
            "this clone of the repository is shallow, so the days on which pages changed are not known";
        found.add(Diagnostic::new(&SHALLOW_CLONE, files.no_file(), message).help(
            "let the job fetch the whole history: fetch-depth: 0 (GitHub), GIT_DEPTH: 0 (GitLab), or git fetch \
             --unshallow",
        ));
    }
}

/// Why git tells no days; of a site that lies in no repository nothing is said.
fn untold(files: &Files, why: &Absent) -> Option<Diagnostic> {
    let help = match why {
        Absent::NoRepository => return None,
        Absent::Silent => return Some(odd::silent_git(files.no_file())),
        Absent::NotInstalled => "install git where the site is built, or write updated: in the pages",
        Absent::NotTrusted(_) => {
            "run that command as whoever builds the site, or let the folder belong to them"
        }
        Absent::Failed(_) => {
            "run git log in the site's folder; git fsck says whether the repository is damaged"
        }
    };
    let message = format!("the days on which pages changed are not known: {}", why.reason());
    Some(Diagnostic::new(&NO_HISTORY, files.no_file(), message).help(help))
}
