//! Which way each line takes through the grid.
//!
//! Between two rows lies a channel, between two columns a gutter; boxes and labels leave both free, so a
//! line that keeps to them passes through none. Lines leave a box through its top or bottom, whichever is
//! nearer to where they go. All lines that come into one side of a box come together on the way: they are
//! a trunk, with one head. A line that would have to pass more rows takes a lane of a gutter.
//!
//! What is too much to be told apart as lines is written into its box instead: a box to itself, more
//! lines from one side than have room, more lanes than a gutter has.

use std::collections::BTreeMap;

use super::layers::{Cell, Structure};

/// The upper or lower side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

/// What a line stands for, by its number in the [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// An arrow.
    Arrow(usize),
    /// From a box to its owner.
    Owner(usize),
}

/// A lane of a gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The gutter; gutter 0 stands before the first column.
    pub gutter: usize,
    /// Its place in the gutter.
    pub place: usize,
}

/// A line on its way to the trunk.
#[derive(Clone, Debug)]
pub struct Wire {
    /// What it stands for.
    pub what: What,
    /// The box that it leaves.
    pub from: usize,
    /// Through which side.
    pub side: Side,
    /// The channel at that side; channel 0 lies above the first row.
    pub channel: usize,
    /// Whether it turns to the gutter before it reaches the channel, because another line goes straight on.
    pub is_shelf: bool,
    /// The lane by which a shelf reaches the channel, where it does not join the trunk's lane.
    pub lane: Option<Lane>,
}

/// All lines that come into one side of a box.
#[derive(Clone, Debug)]
pub struct Trunk {
    /// The box.
    pub to: usize,
    /// The side.
    pub side: Side,
    /// The channel at that side.
    pub channel: usize,
    /// Whether the lines lead to an owner, and have no head.
    pub is_owner: bool,
    /// The lines.
    pub wires: Vec<Wire>,
    /// The lane of those that come from further away.
    pub lane: Option<Lane>,
}

/// How much room there is for lines.
#[derive(Clone, Debug)]
pub struct Room {
    /// How many arrows may leave one side of a box.
    pub exits: usize,
    /// How many lanes each gutter may have.
    pub lanes: Vec<usize>,
}

/// The ways of all lines.
#[derive(Clone, Debug, Default)]
pub struct Wiring {
    /// The lines.
    pub trunks: Vec<Trunk>,
    /// How many lanes each gutter has.
    pub lanes: Vec<usize>,
    /// What is written into its box, in order.
    pub written: Vec<What>,
}

/// A line before it has a way.
struct Open {
    what: What,
    from: usize,
    to: usize,
    from_side: Side,
    to_side: Side,
    from_channel: usize,
    to_channel: usize,
}

impl Open {
    fn new(what: What, from: usize, to: usize, cells: &[Cell]) -> Self {
        let (start, end) = (cells[from].row, cells[to].row);
        // Boxes of one row are joined below it.
        let (from_side, to_side) = match end.cmp(&start) {
            std::cmp::Ordering::Less => (Side::Top, Side::Bottom),
            std::cmp::Ordering::Equal => (Side::Bottom, Side::Bottom),
            std::cmp::Ordering::Greater => (Side::Bottom, Side::Top),
        };
        let channel = |row: usize, side: Side| if side == Side::Top { row } else { row + 1 };
        let (from_channel, to_channel) = (channel(start, from_side), channel(end, to_side));
        Self { what, from, to, from_side, to_side, from_channel, to_channel }
    }

    fn distance(&self) -> usize {
        self.from_channel.abs_diff(self.to_channel)
    }
}

/// Finds the ways of all lines of a structure in a grid.
pub fn wire(structure: &Structure, cells: &[Cell], room: &Room) -> Wiring {
    let mut wiring = Wiring { lanes: vec![0; room.lanes.len()], ..Wiring::default() };
    let owners = structure.owners.iter().enumerate().map(|(i, (from, to))| (What::Owner(i), *from, *to));
    let arrows = structure.arrows.iter().enumerate().map(|(i, (from, to))| (What::Arrow(i), *from, *to));
    let mut trunks: BTreeMap<(bool, usize, Side), Trunk> = BTreeMap::new();
    let mut exits: BTreeMap<(usize, Side), Vec<Open>> = BTreeMap::new();
    for (what, from, to) in owners.chain(arrows) {
        let open = Open::new(what, from, to, cells);
        match what {
            _ if from == to => wiring.written.push(what),
            What::Owner(_) => add(&mut trunks, &open, false),
            What::Arrow(_) => exits.entry((from, open.from_side)).or_default().push(open),
        }
    }
    for mut lines in exits.into_values() {
        lines.sort_by_key(|line| {
            (line.distance(), cells[line.from].column.abs_diff(cells[line.to].column), line.what)
        });
        for (i, line) in lines.iter().enumerate() {
            if i < room.exits {
                add(&mut trunks, line, i > 0);
            } else {
                wiring.written.push(line.what);
            }
        }
    }
    let mut trunks: Vec<Trunk> = trunks.into_values().collect();
    trunks.sort_by_key(|trunk| (!trunk.is_owner, span(trunk), trunk.to, trunk.side));
    let mut lanes = Lanes { taken: vec![Vec::new(); room.lanes.len()], room };
    for trunk in &mut trunks {
        lanes.of_trunk(trunk, cells, &mut wiring.written);
    }
    for trunk in &mut trunks {
        lanes.of_shelves(trunk, cells, &mut wiring.written);
    }
    trunks.retain(|trunk| !trunk.wires.is_empty());
    wiring.lanes = lanes.taken.iter().map(Vec::len).collect();
    wiring.trunks = trunks;
    wiring.written.sort_unstable();
    wiring
}

fn add(trunks: &mut BTreeMap<(bool, usize, Side), Trunk>, line: &Open, is_shelf: bool) {
    let is_owner = matches!(line.what, What::Owner(_));
    let trunk = trunks.entry((is_owner, line.to, line.to_side)).or_insert_with(|| Trunk {
        to: line.to,
        side: line.to_side,
        channel: line.to_channel,
        is_owner,
        wires: Vec::new(),
        lane: None,
    });
    trunk.wires.push(Wire {
        what: line.what,
        from: line.from,
        side: line.from_side,
        channel: line.from_channel,
        is_shelf,
        lane: None,
    });
}

/// How many rows the longest line of a trunk passes.
fn span(trunk: &Trunk) -> usize {
    trunk.wires.iter().map(|wire| wire.channel.abs_diff(trunk.channel)).max().unwrap_or(0)
}

/// The height of a channel's middle in the order of everything from above: of each channel what hangs
/// from the boxes above it, its middle, what stands on the boxes below it.
fn middle(channel: usize) -> usize {
    3 * channel + 1
}

/// The height of a shelf in that order.
fn shelf(wire: &Wire) -> usize {
    if wire.side == Side::Top { middle(wire.channel) + 1 } else { middle(wire.channel) - 1 }
}

impl Wire {
    /// The gutter to which it turns, where it is a shelf.
    pub fn gutter(&self, cells: &[Cell]) -> usize {
        cells[self.from].column + 1
    }

    /// Whether it joins the trunk's lane, because it comes from further away.
    pub fn is_far(&self, trunk: &Trunk) -> bool {
        self.channel != trunk.channel
    }
}

/// The lanes that are taken: of each gutter, of each lane, from where to where.
struct Lanes<'a> {
    taken: Vec<Vec<Vec<(usize, usize)>>>,
    room: &'a Room,
}

impl Lanes<'_> {
    /// Gives a trunk a lane where it needs one; the lines that come from furthest away are left out until there
    /// is one.
    fn of_trunk(&mut self, trunk: &mut Trunk, cells: &[Cell], written: &mut Vec<What>) {
        while trunk.wires.iter().any(|wire| wire.is_far(trunk)) {
            trunk.lane = self.gutters(trunk, cells).into_iter().find_map(|gutter| {
                let on_it = trunk.wires.iter().filter(|wire| wire.is_far(trunk));
                let heights = on_it.flat_map(|wire| {
                    let joins = wire.is_shelf && wire.gutter(cells) == gutter;
                    [middle(trunk.channel), if joins { shelf(wire) } else { middle(wire.channel) }]
                });
                let (low, high) =
                    heights.fold((usize::MAX, 0), |(low, high), at| (low.min(at), high.max(at)));
                self.take(gutter, low, high)
            });
            if trunk.lane.is_some() {
                return;
            }
            let far = |wire: &Wire| wire.channel.abs_diff(trunk.channel);
            let Some(furthest) = trunk.wires.iter().map(far).max() else { return };
            written.extend(trunk.wires.iter().filter(|wire| far(wire) == furthest).map(|wire| wire.what));
            let channel = trunk.channel;
            trunk.wires.retain(|wire| wire.channel.abs_diff(channel) != furthest);
        }
    }

    /// Gives each shelf that joins no lane one of its own, up or down to the channel.
    fn of_shelves(&mut self, trunk: &mut Trunk, cells: &[Cell], written: &mut Vec<What>) {
        let (lane, channel) = (trunk.lane, trunk.channel);
        trunk.wires.retain_mut(|wire| {
            let joins = wire.channel != channel && lane.is_some_and(|lane| lane.gutter == wire.gutter(cells));
            if !wire.is_shelf || joins {
                return true;
            }
            let (a, b) = (shelf(wire), middle(wire.channel));
            wire.lane = self.take(wire.gutter(cells), a.min(b), a.max(b));
            if wire.lane.is_none() {
                written.push(wire.what);
            }
            wire.lane.is_some()
        });
    }

    /// The gutters for a trunk, the nearest to its boxes first; of two alike, owners take the one before,
    /// arrows the one behind.
    fn gutters(&self, trunk: &Trunk, cells: &[Cell]) -> Vec<usize> {
        let mut gutters: Vec<usize> = (0..self.taken.len()).collect();
        let away = |gutter: usize, node: usize| (2 * gutter).abs_diff(2 * cells[node].column + 1);
        gutters.sort_by_key(|gutter| {
            let far = trunk.wires.iter().filter(|wire| wire.is_far(trunk));
            let cost: usize = far.map(|wire| away(*gutter, wire.from)).sum();
            let place = if trunk.is_owner { *gutter } else { self.taken.len() - gutter };
            (cost + away(*gutter, trunk.to), place)
        });
        gutters
    }

    /// Takes the first lane of a gutter that is free between two heights.
    fn take(&mut self, gutter: usize, low: usize, high: usize) -> Option<Lane> {
        let lanes = &mut self.taken[gutter];
        let is_free = |lane: &Vec<(usize, usize)>| lane.iter().all(|(a, b)| high < *a || *b < low);
        let place = match lanes.iter().position(is_free) {
            Some(place) => place,
            None if lanes.len() < self.room.lanes[gutter] => {
                lanes.push(Vec::new());
                lanes.len() - 1
            }
            None => return None,
        };
        lanes[place].push((low, high));
        Some(Lane { gutter, place })
    }
}
