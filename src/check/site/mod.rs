//! The site as a whole: its settings, files, templates, addresses and colours.

pub mod addresses;
pub mod anchors;
pub mod broken_words;
pub mod calls;
pub mod colours;
pub mod external;
pub mod folder;
pub mod history;
pub mod hosts;
pub mod links;
pub mod logo;
pub mod origins;
pub mod pictures;
pub mod policy;
pub mod redirects;
pub mod settings;
pub mod strings;
pub mod styles;
pub mod template_names;
pub mod templates;
pub mod terms;
pub mod weight;
