//! Pictures: figures with captions and credits, decorative ones.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Writer;
use crate::read::markdown::{is_picture, wiki_target};
use crate::render::html;
use crate::render::pictures::{Place, Shown};
use crate::site::document::PictureAttributes;

impl Writer<'_, '_> {
    /// A picture that is alone in its paragraph and has a caption or credit becomes a figure.
    pub(super) fn lone_picture(&mut self) -> bool {
        let rest = &self.events[self.at + 1..];
        let Some((Event::Start(Tag::Image { title, dest_url, link_type, .. }), range)) = rest.first() else {
            return false;
        };
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        if wiki && !is_picture(wiki_target(dest_url)) {
            return false;
        }
        let end = rest.iter().position(|(event, _)| *event == Event::End(TagEnd::Image)).unwrap_or(0);
        let attributes = match rest.get(end + 1) {
            Some((Event::Text(text), _)) => match PictureAttributes::parse(text) {
                Some((attributes, "")) => attributes,
                _ => return false,
            },
            Some((Event::End(TagEnd::Paragraph), _)) => PictureAttributes::default(),
            _ => return false,
        };
        let caption = title.to_string();
        if caption.is_empty() && attributes.credit.is_none() {
            return false;
        }
        let at = range.start;
        self.at += 1;
        let alt = self.words();
        let alt = self.typeset_alone(&alt);
        let credit = attributes.credit.map(|credit| self.typeset_alone(&credit));
        self.out.push_str("<figure>\n");
        self.image(at, if attributes.decorative { "" } else { &alt }, Place::Figure);
        self.out.push_str("\n<figcaption>");
        let caption = self.typeset_alone(&caption);
        html::push(&mut self.out, &caption);
        if let Some(credit) = credit {
            self.out.push_str(" <small>");
            html::push(&mut self.out, &credit);
            self.out.push_str("</small>");
        }
        self.out.push_str("</figcaption>\n</figure>\n");
        while !matches!(self.events.get(self.at), None | Some((Event::End(TagEnd::Paragraph), _))) {
            self.at += 1;
        }
        true
    }

    pub(super) fn picture(&mut self, title: &str, named: bool, at: usize) {
        let words = self.words();
        // The text of `![[file]]` is the file's name, which says nothing.
        let alt = if named { words } else { String::new() };
        let mut decorative = false;
        let mut rest = None;
        let mut credit = None;
        if let Some((Event::Text(text), _)) = self.events.get(self.at + 1)
            && let Some((attributes, behind)) = PictureAttributes::parse(text)
        {
            decorative = attributes.decorative;
            credit = attributes.credit;
            rest = Some(behind.to_owned());
        }
        self.opaque();
        let alt = if alt.is_empty() { title } else { &alt };
        let set = self.typeset_alone(alt);
        self.image(at, if decorative { "" } else { &set }, Place::Text);
        for words in
            [Some(title.to_owned()).filter(|t| !t.is_empty() && t != alt), credit].into_iter().flatten()
        {
            self.out.push_str(" <small>");
            let words = self.typeset_alone(&words);
            html::push(&mut self.out, &words);
            self.out.push_str("</small>");
        }
        if let Some(rest) = rest {
            self.at += 1;
            self.text(&rest);
        }
    }

    /// The picture itself. Only the first of a page is loaded at once: all others are further down.
    pub(super) fn image(&mut self, at: usize, alt: &str, place: Place) {
        let shown = Shown { alt, alt_lang: None, credit: None, place, lazy: self.state.has_picture };
        match self.host.picture(at, shown) {
            Some(picture) => {
                self.state.has_picture = true;
                self.out.push_str(&picture);
            }
            None => html::push(&mut self.out, alt),
        }
    }
}
