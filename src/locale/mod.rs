//! What a language asks of a text, by its tag (BCP 47). Nothing here knows of sites.
//!
//! The rules are data beside the code: one more language, or one more rule of it, is a line there.

pub mod address;
pub mod ordinals;
pub mod quotation;
pub mod rules;
mod scan;
pub mod tag;
pub mod typesetter;
