//! Addresses that were published once.

use serde::{Deserialize, Serialize};

use super::Route;
use crate::diagnostics::Span;

/// An address that was published once, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The address.
    pub route: Route,
    /// Its line in `content/addresses.yaml`; the beginning of `site.yaml` where only the site that is online
    /// tells of it.
    pub span: Span,
}
