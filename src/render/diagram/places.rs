//! Where everything stands: boxes, labels and the corners of lines. Lengths are in sixteenths of a rem,
//! from the upper corner at which lines of text begin; a drawing for a script that runs from
//! right to left is mirrored when it is written.

use std::collections::BTreeMap;

use super::layers::{Cell, Structure};
use super::tracks::{LANE, Stretch, tracks};
use super::wires::{Lane, Room, Side, Trunk, What, Wire, Wiring, wire};

/// Something that takes room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Where it begins.
    pub x: i32,
    /// Its top.
    pub y: i32,
    /// Its width.
    pub w: i32,
    /// Its height.
    pub h: i32,
}

/// A point: from the start, from above.
pub type Point = (i32, i32);

/// A trunk as it is drawn.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whether it leads to an owner, and has no head.
    pub is_owner: bool,
    /// The corners of each of its lines, from where it leaves to the box it comes to.
    pub paths: Vec<Vec<Point>>,
    /// The side of the box that it comes to.
    pub side: Side,
}

/// A drawing.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The boxes, by number.
    pub boxes: Vec<Rect>,
    /// The labels of the arrows that are drawn: number and place.
    pub labels: Vec<(usize, Rect)>,
    /// The lines.
    pub lines: Vec<Line>,
    /// What is written into its box.
    pub written: Vec<What>,
}

/// Whoever knows how much room words take.
pub trait Words {
    /// The height of a box of a width into which something is written.
    fn height(&self, node: usize, width: i32, written: &[What]) -> i32;
    /// The width and height of an arrow's label, at most so wide.
    fn label(&self, arrow: usize, most: i32) -> (i32, i32);
}

/// The shape of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In columns, 44 rem.
    Wide,
    /// In one column, 18 rem.
    Tall,
}

/// With no more arrows than this, three may leave each side of a box.
const FEW: usize = 14;
/// With more arrows than this, only one leaves each side of a box.
const MANY: usize = 40;

impl Shape {
    /// The width that must not be passed.
    pub fn width(self) -> i32 {
        match self {
            Self::Wide => 44 * 16,
            Self::Tall => 18 * 16,
        }
    }

    fn columns(self) -> usize {
        match self {
            Self::Wide => 3,
            Self::Tall => 1,
        }
    }

    /// The most that a box is wide.
    fn widest(self) -> i32 {
        match self {
            Self::Wide => 320,
            Self::Tall => self.width(),
        }
    }

    fn room(self, columns: usize, arrows: usize) -> Room {
        let exits = 1 + usize::from(arrows <= MANY) + usize::from(arrows <= FEW);
        let lanes = match (self, columns) {
            (Self::Tall, _) => vec![2, 4],
            (Self::Wide, 0..=2) => vec![5; columns + 1],
            (Self::Wide, _) => vec![3; columns + 1],
        };
        Room { exits, lanes }
    }
}

/// The least between two columns.
const GUTTER: i32 = 24;
/// From a track of a channel to the next.
const TRACK: i32 = 10;
/// From the tracks of a channel to what is above and below: room for a head.
const HEAD: i32 = 18;
/// The height of a channel without tracks.
const CHANNEL: i32 = 32;
/// Around everything, so that no stroke is cut.
const EDGE: i32 = 2;
/// From a line that leaves a side to the next.
const STEM: i32 = 14;
/// From the start of a side to the first line that leaves it.
const FIRST: i32 = 18;
/// From the end of a side to where arrows come in.
const LAST: i32 = 20;
/// From a stem to its label.
const BESIDE: i32 = 8;
/// From a box to a label, and from a label to a shelf.
const ABOVE: i32 = 6;
/// Boxes of a row are as high as the highest, where they differ by no more than this.
const ALIKE: i32 = 48;

/// Draws a structure.
pub fn draw(structure: &Structure, shape: Shape, words: &dyn Words) -> Drawing {
    let (cells, columns) = structure.cells(shape.columns());
    let wiring = wire(structure, &cells, &shape.room(columns, structure.arrows.len()));
    let mut plan = Plan::new(shape, cells, columns, wiring, words);
    plan.place_ports();
    plan.place_rows();
    plan.drawing()
}

/// A line that leaves a box: the trunk's number and its number there.
type Exit = (usize, usize);

/// What meets a side of a box.
#[derive(Clone, Debug, Default)]
struct Meeting {
    /// Arrows that leave: the one that goes straight on first.
    stems: Vec<Exit>,
    /// The line to the owner.
    owner: Option<Exit>,
    /// Trunks that come in: arrows, then the lines of what it owns.
    trunks: Vec<usize>,
    /// How far what hangs from the side reaches.
    depth: i32,
}

/// A drawing in the making.
struct Plan<'a> {
    words: &'a dyn Words,
    cells: Vec<Cell>,
    wiring: Wiring,
    /// Where each column begins, and the widths of gutters before it.
    columns: Vec<i32>,
    gutters: Vec<i32>,
    box_width: i32,
    width: i32,
    meetings: BTreeMap<(usize, Side), Meeting>,
    /// Where each line leaves its box, from the start of the drawing.
    exits: BTreeMap<Exit, i32>,
    /// Where each trunk comes in.
    ports: Vec<i32>,
    /// The labels of exits: their width and height.
    labels: BTreeMap<Exit, (i32, i32)>,
    /// (channel, trunk): the number of its track there.
    tracks: BTreeMap<(usize, usize), usize>,
    /// The top of the tracks of each channel.
    channels: Vec<i32>,
    boxes: Vec<Rect>,
    height: i32,
}

impl<'a> Plan<'a> {
    fn new(shape: Shape, cells: Vec<Cell>, columns: usize, wiring: Wiring, words: &'a dyn Words) -> Self {
        let gutters: Vec<i32> = (0..=columns)
            .map(|gutter| {
                let count = int(wiring.lanes.get(gutter).copied().unwrap_or(0));
                let is_outer = gutter == 0 || gutter == columns;
                let least = if is_outer { EDGE } else { GUTTER };
                let sides = if is_outer { LANE + EDGE } else { 2 * LANE };
                if count == 0 { least } else { least.max((count - 1) * LANE + sides) }
            })
            .collect();
        let free = shape.width() - gutters.iter().sum::<i32>();
        let box_width = (free / int(columns)).min(shape.widest());
        let mut starts = Vec::with_capacity(columns);
        let mut x = 0;
        for gutter in &gutters[..columns] {
            x += gutter;
            starts.push(x);
            x += box_width;
        }
        let width = x + gutters[columns];
        let rows = cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        let mut plan = Self {
            words,
            ports: vec![0; wiring.trunks.len()],
            boxes: vec![Rect::default(); cells.len()],
            channels: vec![0; rows + 1],
            cells,
            wiring,
            columns: starts,
            gutters,
            box_width,
            width,
            meetings: BTreeMap::new(),
            exits: BTreeMap::new(),
            labels: BTreeMap::new(),
            tracks: BTreeMap::new(),
            height: 0,
        };
        plan.meet();
        plan
    }

    /// Gathers what meets each side of each box.
    fn meet(&mut self) {
        for (number, trunk) in self.wiring.trunks.iter().enumerate() {
            self.meetings.entry((trunk.to, trunk.side)).or_default().trunks.push(number);
            for (i, wire) in trunk.wires.iter().enumerate() {
                let meeting = self.meetings.entry((wire.from, wire.side)).or_default();
                match wire.what {
                    What::Arrow(_) => meeting.stems.push((number, i)),
                    What::Owner(_) => meeting.owner = Some((number, i)),
                }
            }
        }
        let trunks = &self.wiring.trunks;
        for meeting in self.meetings.values_mut() {
            meeting.stems.sort_by_key(|(trunk, i)| {
                let wire = &trunks[*trunk].wires[*i];
                (wire.is_shelf, wire.what)
            });
            meeting.trunks.sort_by_key(|trunk| (trunks[*trunk].is_owner, *trunk));
        }
    }

    /// Where lines leave and come in, along the sides of boxes. The places on lower sides are never those on
    /// upper sides, so that lines of two boxes in a column do not fall on each other.
    fn place_ports(&mut self) {
        let mut taken: BTreeMap<(usize, Side), Vec<i32>> = BTreeMap::new();
        for ((node, side), meeting) in &self.meetings {
            let start = self.columns[self.cells[*node].column];
            let shift = if *side == Side::Top { 0 } else { STEM / 2 };
            let mut at = Vec::new();
            let mut next = || {
                at.push(start + FIRST + shift + STEM * int(at.len()));
                at[at.len() - 1]
            };
            // Lines to owners first, then the arrows that leave; what comes in stands at the other end.
            if let Some(exit) = meeting.owner {
                self.exits.insert(exit, next());
            }
            for trunk in &meeting.trunks {
                if self.wiring.trunks[*trunk].is_owner {
                    self.ports[*trunk] = next();
                }
            }
            for exit in &meeting.stems {
                self.exits.insert(*exit, next());
            }
            for trunk in &meeting.trunks {
                if !self.wiring.trunks[*trunk].is_owner {
                    let middle = start + self.box_width / 2 + shift;
                    let end = start + self.box_width - LAST + shift;
                    self.ports[*trunk] = if at.is_empty() { middle } else { end };
                    at.push(self.ports[*trunk]);
                }
            }
            taken.insert((*node, *side), at);
        }
        for number in 0..self.wiring.trunks.len() {
            self.straighten(number, &mut taken);
        }
    }

    /// Lets a trunk come in right above or below where one of its lines leaves.
    fn straighten(&mut self, number: usize, taken: &mut BTreeMap<(usize, Side), Vec<i32>>) {
        let trunk = &self.wiring.trunks[number];
        let side = (trunk.to, trunk.side);
        let column = self.cells[trunk.to].column;
        let below = |wire: &&Wire| {
            self.cells[wire.from].column == column
                && !wire.is_far(trunk)
                && !wire.is_shelf
                && wire.side != trunk.side
        };
        let Some(i) = trunk.wires.iter().position(|wire| below(&wire)) else { return };
        let (old, new) = (self.ports[number], self.exits[&(number, i)]);
        let Some(at) = taken.get_mut(&side) else { return };
        let is_free = |x: &i32| *x == old || (x - new).abs() > STEM / 2;
        // Beside a stem stands its label.
        let stems = self.meetings.get(&side).into_iter().flat_map(|meeting| &meeting.stems);
        if at.iter().all(is_free) && stems.map(|exit| self.exits[exit]).all(|stem| new < stem) {
            at.retain(|x| *x != old);
            at.push(new);
            self.ports[number] = new;
        }
    }

    /// Measures labels, finds the tracks of channels, and then where everything stands from above.
    fn place_rows(&mut self) {
        self.measure_labels();
        self.find_tracks();
        let rows = self.channels.len() - 1;
        let mut y = EDGE;
        for row in 0..=rows {
            let tracks =
                self.tracks.iter().filter(|((channel, _), _)| *channel == row).map(|(_, track)| track + 1);
            let tracks = int(tracks.max().unwrap_or(0));
            let nodes: Vec<usize> =
                (0..self.cells.len()).filter(|node| self.cells[*node].row == row).collect();
            let above = nodes.iter().map(|node| self.depth(*node, Side::Top)).max().unwrap_or(0);
            self.channels[row] = y + HEAD;
            y += match tracks {
                0 if row == 0 || row == rows => 0,
                0 => (CHANNEL - above).max(HEAD),
                tracks => 2 * HEAD + (tracks - 1) * TRACK,
            };
            y += above;
            let heights: Vec<i32> = nodes.iter().map(|node| self.box_height(*node)).collect();
            let highest = heights.iter().copied().max().unwrap_or(0);
            let mut bottom = y;
            for (node, height) in nodes.iter().zip(heights) {
                let h = if highest - height <= ALIKE { highest } else { height };
                let x = self.columns[self.cells[*node].column];
                self.boxes[*node] = Rect { x, y, w: self.box_width, h };
                bottom = bottom.max(y + h + self.depth(*node, Side::Bottom));
            }
            y = bottom;
        }
        self.height = y + EDGE;
    }

    fn depth(&self, node: usize, side: Side) -> i32 {
        self.meetings.get(&(node, side)).map_or(0, |meeting| meeting.depth)
    }

    fn box_height(&self, node: usize) -> i32 {
        self.words.height(node, self.box_width, &self.wiring.written)
    }

    fn measure_labels(&mut self) {
        for ((node, _), meeting) in &mut self.meetings {
            let end = self.columns[self.cells[*node].column] + self.box_width;
            let comes_in = |trunk: &usize| !self.wiring.trunks[*trunk].is_owner;
            let reserved = if meeting.trunks.iter().any(comes_in) { LAST + BESIDE } else { 0 };
            for exit in &meeting.stems {
                let wire = &self.wiring.trunks[exit.0].wires[exit.1];
                let What::Arrow(arrow) = wire.what else { continue };
                let label = self.words.label(arrow, end - reserved - self.exits[exit] - BESIDE);
                meeting.depth += ABOVE + label.1 + if wire.is_shelf { ABOVE } else { 0 };
                self.labels.insert(*exit, label);
            }
        }
    }

    /// The lane in a gutter, from the start of the drawing.
    fn lane(&self, lane: Lane) -> i32 {
        let before = |gutter: usize| self.columns[gutter - 1] + self.box_width;
        match lane.gutter {
            0 => self.gutters[0] - LANE - LANE * int(lane.place),
            gutter => before(gutter) + LANE + LANE * int(lane.place),
        }
    }

    /// The places along channels at which a wire meets its trunk's tracks: channel, place, and whether it comes
    /// from above.
    fn meets(&self, number: usize, i: usize) -> Vec<(usize, i32, bool)> {
        let trunk = &self.wiring.trunks[number];
        let wire = &trunk.wires[i];
        let start = wire.lane.map_or(self.exits[&(number, i)], |lane| self.lane(lane));
        let mut meets = vec![(trunk.channel, self.ports[number], trunk.side == Side::Bottom)];
        let Some(lane) = trunk.lane.filter(|_| wire.is_far(trunk)).map(|lane| self.lane(lane)) else {
            meets.push((trunk.channel, start, wire.side == Side::Bottom));
            return meets;
        };
        meets.push((trunk.channel, lane, wire.channel < trunk.channel));
        if !wire.is_shelf || wire.lane.is_some() {
            meets.push((wire.channel, lane, trunk.channel < wire.channel));
            meets.push((wire.channel, start, wire.side == Side::Bottom));
        }
        meets
    }

    /// Gives each trunk a track in each channel that it passes along.
    fn find_tracks(&mut self) {
        let mut stretches: Vec<BTreeMap<usize, Stretch>> = vec![BTreeMap::new(); self.channels.len()];
        for (trunk, wires) in self.wiring.trunks.iter().map(|trunk| trunk.wires.len()).enumerate() {
            for (channel, x, is_above) in (0..wires).flat_map(|i| self.meets(trunk, i)) {
                let stretch = stretches[channel].entry(trunk);
                stretch.or_insert_with(|| Stretch { trunk, ..Stretch::default() }).meet(x, is_above);
            }
        }
        for (channel, stretches) in stretches.into_iter().enumerate() {
            for (track, trunks) in tracks(stretches.into_values().collect()).into_iter().enumerate() {
                self.tracks.extend(trunks.into_iter().map(|trunk| ((channel, trunk), track)));
            }
        }
    }

    /// The height of a trunk's track in a channel.
    fn track(&self, channel: usize, number: usize) -> Option<i32> {
        let track = self.tracks.get(&(channel, number))?;
        Some(self.channels[channel] + TRACK * int(*track))
    }

    fn edge(&self, node: usize, side: Side) -> i32 {
        let rect = &self.boxes[node];
        if side == Side::Top { rect.y } else { rect.y + rect.h }
    }

    fn drawing(self) -> Drawing {
        let (labels, shelves) = self.labels_and_shelves();
        let lines = self.wiring.trunks.iter().enumerate().map(|(number, trunk)| Line {
            is_owner: trunk.is_owner,
            side: trunk.side,
            paths: (0..trunk.wires.len()).map(|i| self.path(number, i, &shelves)).collect(),
        });
        let lines = lines.collect();
        let Self { width, height, boxes, wiring, .. } = self;
        Drawing { width, height, boxes, labels, lines, written: wiring.written }
    }

    /// Where labels stand, and the heights of shelves: beside their stems, the last one nearest to the box.
    fn labels_and_shelves(&self) -> (Vec<(usize, Rect)>, BTreeMap<Exit, i32>) {
        let (mut labels, mut shelves) = (Vec::new(), BTreeMap::new());
        for ((node, side), meeting) in &self.meetings {
            let edge = self.edge(*node, *side);
            let away = |depth: i32| if *side == Side::Top { edge - depth } else { edge + depth };
            let mut depth = 0;
            for exit in meeting.stems.iter().rev() {
                let (w, h) = self.labels[exit];
                let wire = &self.wiring.trunks[exit.0].wires[exit.1];
                depth += ABOVE;
                let y = away(depth).min(away(depth + h));
                depth += h;
                if let What::Arrow(arrow) = wire.what {
                    labels.push((arrow, Rect { x: self.exits[exit] + BESIDE, y, w, h }));
                }
                if wire.is_shelf {
                    depth += ABOVE;
                    shelves.insert(*exit, away(depth));
                }
            }
        }
        labels.sort_by_key(|(arrow, _)| *arrow);
        (labels, shelves)
    }

    /// The corners of a wire.
    fn path(&self, number: usize, i: usize, shelves: &BTreeMap<Exit, i32>) -> Vec<Point> {
        let trunk: &Trunk = &self.wiring.trunks[number];
        let wire = &trunk.wires[i];
        let mut x = self.exits[&(number, i)];
        let mut path = vec![(x, self.edge(wire.from, wire.side))];
        let lane = trunk.lane.filter(|_| wire.is_far(trunk)).map(|lane| self.lane(lane));
        let mut joined = false;
        if let Some(shelf) = shelves.get(&(number, i)) {
            path.push((x, *shelf));
            joined = wire.lane.is_none();
            x = wire.lane.map(|own| self.lane(own)).or(lane).unwrap_or(x);
            path.push((x, *shelf));
        }
        if let Some(lane) = lane
            && !joined
            && let Some(y) = self.track(wire.channel, number)
        {
            path.extend([(x, y), (lane, y)]);
            x = lane;
        }
        let port = self.ports[number];
        if let Some(y) = self.track(trunk.channel, number) {
            path.extend([(x, y), (port, y)]);
        }
        path.push((port, self.edge(trunk.to, trunk.side)));
        straight(path)
    }
}

/// A path without corners that are none.
fn straight(path: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(path.len());
    for point in path {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out[..]
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

/// A count as a length.
fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 1024)
}
