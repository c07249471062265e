//! The workflows that `plenary new --ci` writes. For GitHub, three of the four files are those that publish this
//! repository's own site, to the letter; the fourth brings the program, which is built from source only here.

use clap::ValueEnum;

/// Where a workflow runs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Host {
    Github,
    Gitlab,
}

/// Where this program's releases lie, without the version at the end: the release workflow says it. A program that was
/// built elsewhere does not know it, and its workflows ask for it.
const RELEASES: Option<&str> = option_env!("PLENARY_RELEASES");

const GITHUB: [(&str, &str); 4] = [
    (".github/actions/plenary/action.yml", include_str!("ci/action.yml")),
    (".github/workflows/links.yml", include_str!("../../../.github/workflows/links.yml")),
    (".github/workflows/preview.yml", include_str!("../../../.github/workflows/preview.yml")),
    (".github/workflows/publish.yml", include_str!("../../../.github/workflows/publish.yml")),
];

const GITLAB: [(&str, &str); 1] = [(".gitlab-ci.yml", include_str!("ci/gitlab-ci.yml"))];

impl Host {
    /// The files by their paths in the site's folder, for the version of this program.
    pub fn files(self) -> Vec<(&'static str, String)> {
        let files: &[(&str, &str)] = match self {
            Self::Github => &GITHUB,
            Self::Gitlab => &GITLAB,
        };
        let filled = |text: &str| {
            text.replace("@RELEASES@", RELEASES.unwrap_or_default())
                .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        };
        files.iter().map(|(path, text)| (*path, filled(text))).collect()
    }

    /// What is left to do by hand, once.
    pub fn what_next(self, files: &[(&str, String)]) -> String {
        let mut said = String::from("These files check, show and publish the site:\n");
        for (path, _) in files {
            said.push_str(&format!("  {path}\n"));
        }
        let (first, settings) = match self {
            Self::Github => (
                ".github/actions/plenary/action.yml",
                "in its settings choose Pages, source \"GitHub Actions\"",
            ),
            Self::Gitlab => (".gitlab-ci.yml", "add the two schedules that stand at the head of the file"),
        };
        if RELEASES.is_none() {
            said.push_str(&format!("Write into {first} where Plenary's releases lie.\n"));
        }
        said.push_str(&format!("Commit them at the top of the repository; {settings}.\n"));
        said
    }
}
