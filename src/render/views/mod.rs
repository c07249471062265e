//! Views: what templates read. Each is narrow, typed and serialisable, and holds words and
//! addresses that are ready to be shown, never a noun of `site` or a table of `resolve`.
//!
//! A page's template reads `page` (one of the structs that end in `Page`), `site` ([`SiteView`])
//! and, in `templates/embeds/`, `embed` ([`EmbedView`]). Every field is always there; what is not
//! known is none. HTML is in fields whose doc says so; everything else is plain text.

mod frame;
mod pages;
mod parts;
mod records;

pub use frame::*;
pub use pages::*;
pub use parts::*;
pub use records::*;
