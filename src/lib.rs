//! Plenary: a static website generator for public bodies.
//!
//! Governance is data here: bodies, organisations, people, memberships, quotes and meetings are
//! typed records, written once, checked against each other, and shown as pages and open data.
//!
//! # The house, from the ground up
//! Reading the modules in this order is reading the program. A module imports from those above it
//! in this list and from its own folder; [`build`] is the table of contents.
//!
//! 1. [`diagnostics`]: what an editor is told, and its printers. [`error`]: what goes wrong with the
//!    machine. [`digest`]: SHA-256 and seals. [`timings`]: how long phases take. [`locale`]: the ways of
//!    languages.
//! 2. [`files`]: the site folder as a value.
//! 3. [`site`]: the nouns; what the author wrote, with places.
//!    [`rewrite`]: texts and fixes → new texts.
//! 4. [`read`]: bytes → nouns.
//! 5. [`resolve`]: names → relations, routes, translations, links.
//! 6. [`assets`]: styles bundled, files with fingerprints, icons, pictures in several widths and for link previews.
//! 7. [`render`]: nouns and tables → views → HTML.
//! 8. [`plan`]: which routes exist, and how each is made.
//! 9. [`formats`]: open data, feed, sitemap, redirects, files for hosts, compressed files, previews and portable pages, `build.json`.
//! 10. [`check`]: the rules, and the table of all.
//! 11. [`build`]: load → resolve → check → plan → render.
//! 12. [`rename`]: a record's new name → what moves, and what is mended.
//! 13. [`publish`]: outputs → disk.
//! 14. [`rebuild`]: what has changed since the last build → what is made and published.
//! 15. [`external`]: addresses elsewhere → what they answer.
//! 16. [`online`]: the site that was published → what a publication keeps of it, and whether it is whole.
//! 17. [`compare`]: two builds → what readers see that has changed.
//! 18. [`serve`]: the site while it is edited → HTTP.
//! 19. [`cli`]: one file a command.
//!
//! # What holds everywhere
//! - The site is a pure function of its inputs: files, day, options, version. Disk, clock and
//!   environment are met in `files`, `publish`, `serve` and `cli` alone, the network in
//!   `external` and `online`; a lint guards that.
//! - Content is never an `Err`. Each phase returns what it could make and adds to
//!   [`diagnostics::Findings`]; an editor sees every fault of every file in one run.
//! - The nouns stay inert; what follows from them lives in the tables of [`resolve::Graph`].
//! - A page is a pure function of its view. Templates never see a noun or a table.
//! - Order is deterministic: lists are sorted, maps are ordered.
//! - What grows is a table: a new kind, rule, format or command is a row, a file and a test. Each
//!   module's documentation says how.

pub mod diagnostics;
pub mod digest;
pub mod error;
pub mod files;
pub mod locale;
pub mod timings;

pub mod site;

pub mod rewrite;

pub mod read;
pub mod resolve;

pub mod assets;
pub mod render;

pub mod plan;

pub mod formats;

pub mod check;

pub mod build;
pub mod rename;

pub mod publish;
pub mod rebuild;

#[cfg(feature = "external")]
pub mod external;

pub mod online;

pub mod compare;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
