//! Links.

use pulldown_cmark::LinkType;

use super::Writer;
use crate::render::{html, link};

impl Writer<'_, '_> {
    /// An embed among other words is a link.
    pub(super) fn embed_in_text(&mut self, at: usize) {
        let href = self.host.link(at);
        self.words();
        self.opaque();
        let words = html::escape(&href.title);
        let (lang, dir) = href.title_lang.as_ref().map(|(l, d)| (l.as_str(), *d)).unzip();
        self.out.push_str(&link::write(&words, href.url.as_deref(), lang, dir));
    }

    pub(super) fn link(&mut self, link_type: LinkType, dest: &str, at: usize) {
        let href = self.host.link(at);
        let bare = match link_type {
            LinkType::WikiLink { has_pothole } => !has_pothole,
            _ => false,
        };
        let plain = self.peek_words();
        let bare = bare || (plain.trim().is_empty() && matches!(link_type, LinkType::WikiLink { .. }));
        let words = if bare {
            self.words();
            self.opaque();
            html::escape(&href.title)
        } else if plain.trim() == dest || matches!(link_type, LinkType::Autolink | LinkType::Email) {
            // An address is shown as it is.
            self.words();
            self.opaque();
            html::escape(&plain)
        } else {
            self.inline += 1;
            let words = self.inside();
            self.inline -= 1;
            words
        };
        let Some(url) = &href.url else {
            self.out.push_str(&words);
            return;
        };
        self.out.push_str("<a");
        html::attribute(&mut self.out, "href", url);
        if let Some(lang) = &href.lang {
            html::attribute(&mut self.out, "hreflang", lang);
        }
        if bare && let Some((lang, dir)) = &href.title_lang {
            html::attribute(&mut self.out, "lang", lang);
            html::attribute(&mut self.out, "dir", dir);
        }
        self.out.push('>');
        self.out.push_str(&words);
        self.out.push_str("</a>");
        if let Some(note) = &href.note {
            self.out.push_str(" <span class=\"file\">(");
            html::push(&mut self.out, note);
            self.out.push_str(")</span>");
        }
    }
}
