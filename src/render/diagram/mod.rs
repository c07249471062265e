//! The structure of bodies as a drawing: records and relations → boxes and arrows → SVG.
//!
//! [`model`] says what is shown. [`layers`] puts boxes into a grid, [`wires`] finds the way of each line
//! through its channels and gutters, [`tracks`] their order there, [`places`] gives everything its place;
//! these know numbers alone, no records and no words. [`measure`] and [`boxes`] break words into lines,
//! [`svg`] writes.
//!
//! Two drawings are made, one for wide and one for narrow pages; the style sheet shows one of them, in its
//! full size. What can be seen is said again in a list behind the drawing.

pub mod boxes;
pub mod layers;
pub mod measure;
pub mod model;
pub mod places;
pub mod svg;
pub mod tracks;
pub mod wires;

#[cfg(test)]
mod tests;

use boxes::Lettering;
use model::Model;
use places::Shape;

use super::context::Context;
use super::views::DiagramView;
use crate::resolve::SubjectIx;
use crate::site::Lang;

/// The diagram of records for a reader of a language; none where nothing can be drawn. `name` is what it
/// shows, `id` the anchor of its caption.
pub fn draw(
    context: &Context<'_>,
    records: &[SubjectIx],
    lang: Lang,
    name: &str,
    id: String,
) -> Option<DiagramView> {
    let model = Model::of(context, records, lang);
    if model.nodes.is_empty() {
        return None;
    }
    let words = context.words(lang);
    let (body_of, comma) = (words.get("body-of"), words.get("comma"));
    let lettering = Lettering { model: &model, body_of: &body_of, comma: &comma };
    let is_rtl = context.language(lang).dir == "rtl";
    let drawn = |shape| {
        let drawing = places::draw(&model.structure, shape, &lettering);
        svg::write(&drawing, lettering, shape, is_rtl, &id)
    };
    Some(DiagramView {
        caption: words.with("diagram-of", &[("name", name)]),
        wide: drawn(Shape::Wide),
        tall: drawn(Shape::Tall),
        has_owners: model.structure.owners.iter().any(|(body, owner)| body != owner),
        has_arrows: !model.structure.arrows.is_empty(),
        entries: model.entries(),
        id,
    })
}
