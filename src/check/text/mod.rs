//! Texts: headings, pictures, tables, links, references, and markup that is not finished.

pub mod acronyms;
pub mod contents;
pub mod headings;
pub mod html;
pub mod link_text;
pub mod markup;
pub mod pictures;
pub mod references;
pub mod tables;
