//! A drawing as SVG, to stand in a page: text is text, boxes and names are links. Colours are the theme's, by
//! class; what a reader needs without the style sheet (sizes, anchors, no filled lines) are attributes.
//!
//! Sizes are in rem and the view box in sixteenths of it, so the drawing grows with the reader's letters.

use std::fmt::Write;

use super::boxes::{Block, GAP, INSET, LABEL, Lettering, PAUSE, POINTER, Role};
use super::measure::{Line, Type, takes_hyphen};
use super::places::{Drawing, Point, Rect, Shape};
use super::wires::Side;
use crate::render::html::{attribute, push};

/// The radius of a line's corners.
const CORNER: i32 = 5;
/// The length of an arrow's head, and half its width.
const HEAD: (i32, i32) = (9, 5);

/// What is drawn as a line.
const OUTLINE: &str = "fill=\"none\" stroke=\"currentColor\"";
/// What is not seen, and can be pressed.
const UNSEEN: &str = "fill=\"transparent\"";

/// Writes a drawing.
pub fn write(
    drawing: &Drawing,
    lettering: Lettering<'_>,
    shape: Shape,
    is_rtl: bool,
    caption: &str,
) -> String {
    let mut writer = Writer { out: String::new(), width: drawing.width, is_rtl };
    writer.drawing(drawing, lettering, shape, caption);
    writer.out
}

struct Writer {
    out: String,
    width: i32,
    is_rtl: bool,
}

impl Writer {
    fn drawing(&mut self, drawing: &Drawing, lettering: Lettering<'_>, shape: Shape, caption: &str) {
        let Drawing { width, height, .. } = *drawing;
        let name = if shape == Shape::Wide { "wide" } else { "tall" };
        let direction = if self.is_rtl { "rtl" } else { "ltr" };
        // Without the style, one of the two is enough.
        let display = if shape == Shape::Wide { "" } else { " display=\"none\"" };
        let _ = writeln!(
            self.out,
            "<svg class=\"diagram-{name}\" role=\"group\" aria-labelledby=\"{caption}\" width=\"{}rem\" \
             height=\"{}rem\" viewBox=\"0 0 {width} {height}\" direction=\"{direction}\"{display}>",
            rem(width),
            rem(height),
        );
        self.lines(drawing);
        for (node, rect) in drawing.boxes.iter().enumerate() {
            self.node(node, *rect, drawing, lettering);
            self.labels(node, drawing, lettering);
        }
        self.out.push_str("</svg>\n");
    }

    /// The place from the left.
    fn x(&self, x: i32) -> i32 {
        if self.is_rtl { self.width - x } else { x }
    }

    /// A rectangle; without a style sheet it is what `look` says.
    fn rect(&mut self, class: &str, rect: Rect, radius: i32, look: &str) {
        let x = if self.is_rtl { self.width - rect.x - rect.w } else { rect.x };
        let Rect { y, w, h, .. } = rect;
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" {look}></rect>"
        );
    }

    /// The lines: what they say is in the labels, so they are hidden from who listens.
    fn lines(&mut self, drawing: &Drawing) {
        self.out.push_str("<g aria-hidden=\"true\">\n");
        for line in &drawing.lines {
            let class = if line.is_owner { "diagram-owner" } else { "diagram-arrow" };
            let mut d = String::new();
            for path in &line.paths {
                self.path(path, !line.is_owner, &mut d);
            }
            let _ = writeln!(self.out, "<path class=\"{class}\" {OUTLINE} d=\"{d}\"></path>");
            if let Some((x, y)) = line.paths.first().and_then(|path| path.last()).filter(|_| !line.is_owner) {
                let back = if line.side == Side::Top { -HEAD.0 } else { HEAD.0 };
                let x = self.x(*x);
                let _ = writeln!(
                    self.out,
                    "<path class=\"diagram-head\" fill=\"currentColor\" d=\"M{x} {y}l{} {back}h{}z\"></path>",
                    -HEAD.1,
                    2 * HEAD.1
                );
            }
        }
        self.out.push_str("</g>\n");
    }

    /// A line with round corners; one with a head ends inside of it.
    fn path(&self, path: &[Point], has_head: bool, out: &mut String) {
        let mut points: Vec<Point> = path.iter().map(|(x, y)| (self.x(*x), *y)).collect();
        if has_head && let [.., before, last] = &mut points[..] {
            last.1 -= (last.1 - before.1).signum() * (HEAD.0 - 2);
        }
        for (i, point) in points.iter().enumerate() {
            let (x, y) = point;
            let neighbours = i.checked_sub(1).and_then(|i| points.get(i)).zip(points.get(i + 1));
            let _ = match neighbours {
                _ if i == 0 => write!(out, "M{x} {y}"),
                None => write!(out, "L{x} {y}"),
                Some((before, after)) => {
                    let (start, end) = (toward(*point, *before), toward(*point, *after));
                    write!(out, "L{} {}Q{x} {y} {} {}", start.0, start.1, end.0, end.1)
                }
            };
        }
    }

    fn node(&mut self, node: usize, rect: Rect, drawing: &Drawing, lettering: Lettering<'_>) {
        let is_asked = lettering.model.nodes[node].is_asked;
        self.rect(if is_asked { "diagram-box" } else { "diagram-box diagram-other" }, rect, 4, OUTLINE);
        self.out.push('\n');
        for block in lettering.blocks(node, rect.w, &drawing.written).0 {
            self.block(&block, rect);
        }
    }

    /// Words of a box: a link where they lead somewhere, with a place to press as wide as the box.
    fn block(&mut self, block: &Block<'_>, around: Rect) {
        let class = match block.role {
            Role::Name => "diagram-name",
            Role::Note => "diagram-note",
            Role::Member | Role::Pointed => "diagram-member",
        };
        let (x, top) = (around.x + block.indent, around.y + block.top);
        if block.role == Role::Pointed {
            self.pointer(around.x + INSET, top + block.set.leading / 2);
        }
        if let Some(url) = block.url {
            self.out.push_str("<a");
            attribute(&mut self.out, "href", url);
            self.out.push('>');
            let (y, h) = (top - GAP / 2, block.height() + GAP);
            let place = Rect { x: x - 4, y, w: around.x + around.w - INSET + 8 - x, h };
            self.rect("diagram-place", place, 2, UNSEEN);
        }
        self.text(class, &block.lines, block.set, (x, top), block.foreign);
        self.out.push_str(if block.url.is_some() { "</a>\n" } else { "\n" });
    }

    /// A short arrow before a name in a box.
    fn pointer(&mut self, x: i32, y: i32) {
        let turn = if self.is_rtl { -1 } else { 1 };
        let (x, half) = (self.x(x), HEAD.1 - 1);
        let _ = writeln!(
            self.out,
            "<g aria-hidden=\"true\"><path class=\"diagram-arrow\" {OUTLINE} d=\"M{x} {y}h{}\"></path>\
             <path class=\"diagram-head\" fill=\"currentColor\" d=\"M{} {y}l{} {}v{}z\"></path></g>",
            turn * (POINTER - 10),
            x + turn * (POINTER - 5),
            -turn * 7,
            -half,
            2 * half,
        );
    }

    /// The labels of the arrows that leave a box.
    fn labels(&mut self, node: usize, drawing: &Drawing, lettering: Lettering<'_>) {
        for (arrow, rect) in &drawing.labels {
            if lettering.model.structure.arrows[*arrow].0 == node {
                let plate = Rect { x: rect.x - 3, w: rect.w + 6, ..*rect };
                self.rect("diagram-plate", plate, 2, UNSEEN);
                let mut y = rect.y;
                for lines in lettering.label(*arrow, rect.w) {
                    self.text("diagram-label", &lines, LABEL, (rect.x, y), None);
                    self.out.push('\n');
                    y += LABEL.leading * i32::try_from(lines.len()).unwrap_or(0) + PAUSE;
                }
            }
        }
    }

    /// Lines of text. What is in another language says so, and begins where the others begin.
    fn text(&mut self, class: &str, lines: &[Line], set: Type, at: Point, foreign: Option<(&str, &str)>) {
        let x = self.x(at.0);
        let weight = if set.bold { " font-weight=\"600\"" } else { "" };
        let _ = write!(self.out, "<text class=\"{class}\" font-size=\"{}\"{weight}", set.size);
        let mut is_turned = false;
        if let Some((lang, dir)) = foreign {
            attribute(&mut self.out, "lang", lang);
            attribute(&mut self.out, "direction", dir);
            is_turned = (dir == "rtl") != self.is_rtl;
            if is_turned {
                attribute(&mut self.out, "text-anchor", "end");
            }
        }
        self.out.push('>');
        let mut y = at.1 + i32::midpoint(set.leading, set.size * 7 / 10);
        for (i, line) in lines.iter().enumerate() {
            match i.checked_sub(1).map(|before| lines[before].broken) {
                // A space behind a line that ends at its place would move it away from there.
                Some(false) if is_turned => {
                    let _ = write!(self.out, "<tspan class=\"diagram-space\" x=\"{x}\" y=\"{y}\"> </tspan>");
                }
                Some(false) => self.out.push(' '),
                _ => {}
            }
            let _ = write!(self.out, "<tspan x=\"{x}\" y=\"{y}\">");
            push(&mut self.out, &line.text);
            self.out.push_str("</tspan>");
            if takes_hyphen(line) {
                self.out.push_str("<tspan class=\"diagram-hyphen\" aria-hidden=\"true\">-</tspan>");
            }
            y += set.leading;
        }
        self.out.push_str("</text>");
    }
}

/// A point from a corner toward another point, where the round part begins.
fn toward(corner: Point, to: Point) -> Point {
    let step = |from: i32, to: i32| {
        let reach = (to - from).abs() / 2;
        (to - from).signum() * CORNER.min(reach)
    };
    (corner.0 + step(corner.0, to.0), corner.1 + step(corner.1, to.1))
}

/// A length in rem, without a fraction where there is none.
fn rem(length: i32) -> String {
    let (whole, rest) = (length / 16, length % 16);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{:04}", rest * 625).trim_end_matches('0').to_owned()
    }
}
