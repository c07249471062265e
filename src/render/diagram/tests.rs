//! Drawings of random structures: nothing falls on anything else.

use proptest::prelude::*;

use super::boxes::{INSET, LABEL, Lettering};
use super::layers::Structure;
use super::measure::{Line, width};
use super::model::{Model, Node};
use super::places::{Drawing, Point, Rect, Shape, Words, draw};
use super::wires::What;
use crate::render::views::{LinkView, MemberView, TextView};

/// Words of long names, in three languages.
const WORDS: [&[&str]; 3] = [
    &["Regional", "Intermunicipal", "Committee", "on", "Accommodation", "and", "Board", "Telecommunications"],
    &["Comité", "intercommunal", "de", "coordination", "d’aménagement", "Commission", "interministérielle"],
    &["مجلس", "اللجنة", "الاستشارية", "العامة", "للتنسيق", "والمسؤوليات", "المدن", "الساحلية"],
];

fn link(title: String) -> LinkView {
    LinkView { title, html: None, url: Some("/x/".into()), lang: None, dir: None }
}

fn text(text: String) -> TextView {
    TextView { text, lang: None, dir: None }
}

/// What a drawing is made of: for each box the words of its name and how many members it has, and who
/// stands to whom.
#[derive(Clone, Debug)]
struct Made {
    language: usize,
    boxes: Vec<(Vec<usize>, usize)>,
    owners: Vec<Option<usize>>,
    arrows: Vec<(usize, usize, bool, Vec<usize>)>,
}

fn made(most: usize, arrows: usize) -> impl Strategy<Value = Made> {
    (1..=most).prop_flat_map(move |count| {
        let words = || prop::collection::vec(0..100_usize, 1..10);
        let members = prop_oneof![4 => Just(0_usize), 3 => 1..6_usize, 1 => Just(60)];
        (
            0..3_usize,
            prop::collection::vec((words(), members), count),
            prop::collection::vec(prop::option::of(0..count), count),
            prop::collection::vec((0..count, 0..count, any::<bool>(), words()), 0..=arrows),
        )
            .prop_map(|(language, boxes, owners, arrows)| Made { language, boxes, owners, arrows })
    })
}

impl Made {
    fn words(&self, chosen: &[usize]) -> String {
        let words = WORDS[self.language];
        chosen.iter().map(|i| words[i % words.len()]).collect::<Vec<_>>().join(" ")
    }

    fn model(&self) -> Model {
        let member = |i: usize| MemberView {
            link: link(format!("{} {i}", self.words(&[i, i + 3]))),
            acronym: i.is_multiple_of(2).then(|| format!("ORG{i}")),
            role: i.is_multiple_of(3).then(|| text("Observer".to_owned())),
            dates: None,
        };
        let node = |(words, members): &(Vec<usize>, usize)| Node {
            link: link(self.words(words)),
            name: self.words(words),
            acronym: words.len().is_multiple_of(2).then(|| "ABC".to_owned()),
            classification: Some(self.words(&words[..1])),
            is_asked: true,
            members_heading: text(self.words(&words[..1])),
            members: (0..*members).map(member).collect(),
            relations: Vec::new(),
        };
        let mut structure = Structure { boxes: self.boxes.len(), ..Structure::default() };
        for (body, owner) in self.owners.iter().enumerate() {
            structure.owners.extend(owner.map(|owner| (body, owner)));
            structure.above.extend(owner.map(|owner| (owner, body)));
        }
        let mut phrases = Vec::new();
        for (from, to, is_down, words) in &self.arrows {
            if !structure.arrows.contains(&(*from, *to)) {
                structure.arrows.push((*from, *to));
                structure.leaning.push(if *is_down { (*from, *to) } else { (*to, *from) });
                phrases.push(vec![self.words(words)]);
            }
        }
        Model { nodes: self.boxes.iter().map(node).collect(), structure, phrases }
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/// A part of a line as a rectangle without breadth.
fn segments(path: &[Point]) -> impl Iterator<Item = Rect> {
    path.windows(2).map(|ends| {
        let ((ax, ay), (bx, by)) = (ends[0], ends[1]);
        Rect { x: ax.min(bx), y: ay.min(by), w: (ax - bx).abs(), h: (ay - by).abs() }
    })
}

/// Whether a part of a line passes through the inside of a rectangle; to touch its side is to arrive.
fn passes(segment: Rect, rect: Rect) -> bool {
    segment.x < rect.x + rect.w
        && rect.x < segment.x + segment.w
        && segment.y < rect.y + rect.h
        && rect.y < segment.y + segment.h
        || segment.w == 0
            && rect.x < segment.x
            && segment.x < rect.x + rect.w
            && segment.y < rect.y + rect.h
            && rect.y < segment.y + segment.h
        || segment.h == 0
            && rect.y < segment.y
            && segment.y < rect.y + rect.h
            && segment.x < rect.x + rect.w
            && rect.x < segment.x + segment.w
}

/// Whether two parts of lines lie on each other for a stretch.
fn lie_on_each_other(a: Rect, b: Rect) -> bool {
    let meets = |a: i32, aw: i32, b: i32, bw: i32| a < b + bw && b < a + aw;
    (a.w == 0 && b.w == 0 && a.x == b.x && meets(a.y, a.h, b.y, b.h))
        || (a.h == 0 && b.h == 0 && a.y == b.y && meets(a.x, a.w, b.x, b.w))
}

/// Everything that is wrong with a drawing.
fn faults(drawing: &Drawing, model: &Model, shape: Shape) -> Vec<String> {
    let mut faults = Vec::new();
    if drawing.width > shape.width() {
        faults.push(format!("{} wide", drawing.width));
    }
    let page = Rect { x: 0, y: 0, w: drawing.width, h: drawing.height };
    let inside = |r: Rect| r.x >= 0 && r.y >= 0 && r.x + r.w <= page.w && r.y + r.h <= page.h;
    let labels = drawing.labels.iter().map(|(_, rect)| *rect);
    let solid: Vec<Rect> = drawing.boxes.iter().copied().chain(labels).collect();
    for (i, a) in solid.iter().enumerate() {
        if !inside(*a) {
            faults.push(format!("{a:?} is outside"));
        }
        faults.extend(solid[..i].iter().filter(|b| overlap(*a, **b)).map(|b| format!("{a:?} on {b:?}")));
    }
    let mut all: Vec<(usize, Rect)> = Vec::new();
    for (number, line) in drawing.lines.iter().enumerate() {
        for path in &line.paths {
            if path.windows(2).any(|ends| ends[0].0 != ends[1].0 && ends[0].1 != ends[1].1) {
                faults.push(format!("{path:?} is aslant"));
            }
            for segment in segments(path) {
                if !inside(segment) {
                    faults.push(format!("{segment:?} is outside"));
                }
                let through = solid.iter().filter(|rect| passes(segment, **rect));
                faults.extend(through.map(|rect| format!("{segment:?} through {rect:?}")));
                all.push((number, segment));
            }
            let ends = [path.first(), path.last()].map(Option::unwrap);
            let touches =
                |at: &Point, r: &Rect| r.x < at.0 && at.0 < r.x + r.w && (at.1 == r.y || at.1 == r.y + r.h);
            for end in ends {
                if !drawing.boxes.iter().any(|rect| touches(end, rect)) {
                    faults.push(format!("{end:?} touches no box"));
                }
            }
        }
    }
    for (i, (a, one)) in all.iter().enumerate() {
        let others = all[..i].iter().filter(|(b, other)| a != b && lie_on_each_other(*one, *other));
        faults.extend(others.map(|(_, other)| format!("{one:?} lies on {other:?}")));
    }
    let count = |what: fn(&What) -> bool| drawing.written.iter().filter(|w| what(w)).count();
    let arrows = count(|what| matches!(what, What::Arrow(_))) + drawing.labels.len();
    if arrows != model.structure.arrows.len() {
        faults.push(format!("{arrows} arrows of {}", model.structure.arrows.len()));
    }
    let lines = drawing.lines.iter().map(|line| line.paths.len()).sum::<usize>() + drawing.written.len();
    if lines != model.structure.arrows.len() + model.structure.owners.len() {
        faults.push(format!("{lines} lines"));
    }
    faults
}

/// Words that stick out of their boxes or of the places of their labels.
fn loose_words(drawing: &Drawing, lettering: Lettering<'_>) -> Vec<String> {
    let fits = |line: &Line, set, most| width(&line.text, set) <= most;
    let mut faults = Vec::new();
    for (node, rect) in drawing.boxes.iter().enumerate() {
        let (blocks, height) = lettering.blocks(node, rect.w, &drawing.written);
        if height > rect.h {
            faults.push(format!("box {node} is too low"));
        }
        for block in blocks {
            let most = rect.w - block.indent - INSET;
            let loose = block.lines.iter().filter(|line| !fits(line, block.set, most));
            faults.extend(loose.map(|line| format!("{line:?} sticks out of box {node}")));
        }
    }
    for (arrow, rect) in &drawing.labels {
        let phrases = lettering.label(*arrow, rect.w);
        let loose = phrases.iter().flatten().filter(|line| !fits(line, LABEL, rect.w));
        faults.extend(loose.map(|line| format!("{line:?} sticks out of its label")));
        if Words::label(&lettering, *arrow, rect.w) != (rect.w, rect.h) {
            faults.push(format!("label {arrow} breaks otherwise when it is written"));
        }
    }
    faults
}

fn check(made: &Made) {
    let model = made.model();
    let lettering = Lettering { model: &model, body_of: "Body of", comma: ", " };
    for shape in [Shape::Wide, Shape::Tall] {
        let drawing = draw(&model.structure, shape, &lettering);
        let mut faults = faults(&drawing, &model, shape);
        faults.extend(loose_words(&drawing, lettering));
        assert!(faults.is_empty(), "{shape:?}: {faults:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_falls_on_anything_else(made in made(40, 60)) {
        check(&made);
    }

    #[test]
    fn small_structures_too(made in made(6, 12)) {
        check(&made);
    }

    #[test]
    fn a_crowd_of_relations_is_still_drawn(made in made(40, 200)) {
        check(&made);
    }
}
