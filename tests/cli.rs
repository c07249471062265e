//! The command line as a user sees it: console transcripts in `tests/cli`.
//!
//! A `.trycmd` file is a transcript, both streams together; a `.toml` file is one command whose
//! `.stdout` and `.stderr` are told apart. Commands run in a copy of the folder `NAME.in`, or of the
//! one that the `.toml` file names; files in `NAME.out` must be there afterwards. Builds and checks are
//! given their day, and the time that a build took is masked.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes what the program prints now; read the
//! difference before it is kept.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd")
        .case("tests/cli/*.toml");
}
