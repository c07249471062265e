//! Nouns and tables → views → HTML.
//!
//! A page is a pure function of its view: [`frame`], [`kinds`] and [`lists`] make the views, [`theme`]
//! shows them. What a link means was decided in `resolve::links`.
//!
//! To add a page of a new kind: a view in [`views`], a function in [`kinds`], an arm in [`page`], a template. To
//! add a template function: `theme::functions`. What a page says to machines: [`json_ld`].

pub mod abbreviations;
pub mod addresses;
pub mod alone;
pub mod basis;
pub mod calendars;
pub mod changed;
pub mod code;
pub mod context;
pub mod corrections;
pub mod diagram;
pub mod fault;
pub mod feeds;
pub mod fields;
pub mod files;
pub mod found;
pub mod frame;
pub mod grammar;
pub mod html;
pub mod icons;
pub mod json_ld;
pub mod kinds;
pub mod languages;
pub mod link;
pub mod lists;
pub mod markdown;
pub mod messages;
pub mod open_data;
pub mod page;
pub mod phrases;
pub mod pictures;
pub mod plurals;
pub mod preview;
pub mod records;
pub mod register;
pub mod registered;
pub mod related;
pub mod search;
pub mod sitemap;
pub mod syntax;
pub mod text;
pub mod theme;
pub mod tokens;
pub mod vcards;
pub mod views;
pub mod words;

pub use context::Context;
pub use theme::Theme;
pub use words::Words;
