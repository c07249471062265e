//! Plenary.
pub mod diagnostics;
pub mod error;
pub mod files;
pub mod read;
pub mod site;
pub mod resolve;
pub mod assets;
pub mod render;
pub mod build;
pub mod check;
pub mod formats;
pub mod publish;
pub mod cli;
pub mod seal;
