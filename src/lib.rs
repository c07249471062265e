//! Plenary.
pub mod diagnostics;
pub mod error;
pub mod files;
pub mod read;
pub mod site;
pub mod resolve;
pub mod assets;
pub mod render;
