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
    /// Its name in `hosts` of `site.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }

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
        let (first, address, settings) = match self {
            Self::Github => (
                ".github/actions/plenary/action.yml",
                "https://NAME.github.io/REPOSITORY/ or your own domain",
                "in its settings choose Pages, source \"GitHub Actions\"",
            ),
            Self::Gitlab => (
                ".gitlab-ci.yml",
                "the address that Deploy, Pages names, or your own domain",
                "add the two schedules that stand at the head of the file",
            ),
        };
        let paths: String = files.iter().flat_map(|(path, _)| ["  ", path, "\n"]).collect();
        let program = match RELEASES {
            Some(_) => String::new(),
            None => format!("Write into {first} where Plenary's releases lie.\n"),
        };
        format!(
            "These files check, show and publish the site:\n{paths}First write into content/site.yaml where the site will be: base_url: {address}, and hosts: [{}].\n{program}Commit them at the top of the repository; {settings}.\n",
            self.name(),
        )
    }
}
