//! All tests that need more than one module, in one binary. Each is data beside its expectation.

#![allow(clippy::disallowed_methods, reason = "tests read and write their own files")]
#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod architecture;
mod cases;
mod chains;
mod coalition;
mod compare;
mod compressed;
mod corrections;
mod diagrams;
mod disk;
mod editions;
#[cfg(feature = "external")]
mod external;
#[cfg(unix)]
mod faults;
mod feeds;
mod fix;
mod history;
mod identity;
mod interrupted;
mod json_ld;
mod languages;
mod ledger;
mod lists;
mod locale;
mod manual;
mod memory;
mod mistakes;
mod moves;
#[cfg(feature = "external")]
mod online;
mod open_data;
mod pages;
#[cfg(feature = "images")]
mod pictures;
mod policy;
mod printers;
mod publication;
mod publish;
mod rebuild;
mod related;
#[cfg(all(feature = "images", feature = "search"))]
mod reproducible;
mod robust;
mod rules;
mod samples;
#[cfg(feature = "search")]
mod search;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod served;
mod sites;
#[cfg(feature = "search")]
mod start;
mod styles;
mod translations;
mod typography;
