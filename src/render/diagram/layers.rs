//! Who stands above whom: boxes in rows and columns.
//!
//! Layers are those of the longest way down; what would make a circle is left out, the weakest first.
//! Inside a layer, boxes stand near what they are joined with (the barycentre of Sugiyama, Tagawa and
//! Toda, 1981). A layer with more boxes than columns takes several rows. Everything is decided in the
//! order of the boxes, so the same boxes always stand alike.

use std::cmp::Reverse;

/// What is drawn, by number: boxes and how they are joined.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// How many boxes there are. They are numbered in the order in which they are read.
    pub boxes: usize,
    /// (upper, lower): who stands above whom, as its body or in its frame.
    pub above: Vec<(usize, usize)>,
    /// (upper, lower): who stands above whom by what one does for the other, where there is room for that.
    pub leaning: Vec<(usize, usize)>,
    /// (from, to): the arrows.
    pub arrows: Vec<(usize, usize)>,
    /// (box, its owner): the lines without an arrow.
    pub owners: Vec<(usize, usize)>,
}

/// A place in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The row, from above.
    pub row: usize,
    /// The column, from the start of the line.
    pub column: usize,
}

/// How many more arrows than boxes may say who stands above whom.
const FEW: usize = 6;

/// How many sweeps put the boxes of layers in order.
const SWEEPS: usize = 6;

impl Structure {
    /// The cell of each box in a grid of at most so many columns, and how many columns it has.
    pub fn cells(&self, most: usize) -> (Vec<Cell>, usize) {
        let joined = self.joined();
        let (parts, alone) = self.parts(&joined);
        let (upper, lower) = self.without_circles();
        let rows = if most == 1 {
            self.one_column(&upper, &parts)
        } else {
            let layers = self.layers(&upper, &lower, &alone);
            in_rows(order(layers, &joined, &parts), &alone, most)
        };
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let mut cells = vec![Cell { row: 0, column: 0 }; self.boxes];
        let mut is_placed = vec![false; self.boxes];
        for (row, boxes) in rows.iter().enumerate() {
            for (node, column) in boxes.iter().zip(columns_of(boxes, columns, &cells, &is_placed, &joined)) {
                cells[*node] = Cell { row, column };
            }
            for node in boxes {
                is_placed[*node] = true;
            }
        }
        (cells, columns)
    }

    /// Whom each box is joined with.
    fn joined(&self) -> Vec<Vec<usize>> {
        let mut joined = vec![Vec::new(); self.boxes];
        for (a, b) in self.above.iter().chain(&self.leaning).chain(&self.arrows).chain(&self.owners) {
            if a != b {
                joined[*a].push(*b);
                joined[*b].push(*a);
            }
        }
        for list in &mut joined {
            list.sort_unstable();
            list.dedup();
        }
        joined
    }

    /// The number of the part that each box belongs to, where all in a part are joined, directly or through
    /// others; and which boxes stand alone.
    fn parts(&self, joined: &[Vec<usize>]) -> (Vec<usize>, Vec<bool>) {
        let mut parts = vec![usize::MAX; self.boxes];
        for start in 0..self.boxes {
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                if parts[node] == usize::MAX {
                    parts[node] = start;
                    open.extend(&joined[node]);
                }
            }
        }
        (parts, joined.iter().map(Vec::is_empty).collect())
    }

    /// Those above and those below each box, without what would make a circle.
    fn without_circles(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut upper = vec![Vec::new(); self.boxes];
        let mut lower: Vec<Vec<usize>> = vec![Vec::new(); self.boxes];
        // A crowd of arrows would set all boxes below each other.
        let leaning = self.leaning.iter().filter(|_| self.arrows.len() <= self.boxes + FEW);
        for (a, b) in self.above.iter().chain(leaning) {
            if !lower[*a].contains(b) && !reaches(&lower, *b, *a) {
                lower[*a].push(*b);
                upper[*b].push(*a);
            }
        }
        (upper, lower)
    }

    /// The layers, by the longest way down; a box with nobody above stands right above those below it.
    fn layers(&self, upper: &[Vec<usize>], lower: &[Vec<usize>], alone: &[bool]) -> Vec<Vec<usize>> {
        let mut layer_of = vec![0_usize; self.boxes];
        let mut missing: Vec<usize> = upper.iter().map(Vec::len).collect();
        let mut open: Vec<usize> = (0..self.boxes).filter(|node| missing[*node] == 0).collect();
        while let Some(node) = open.pop() {
            for below in &lower[node] {
                layer_of[*below] = layer_of[*below].max(layer_of[node] + 1);
                missing[*below] -= 1;
                if missing[*below] == 0 {
                    open.push(*below);
                }
            }
        }
        for node in 0..self.boxes {
            if upper[node].is_empty()
                && let Some(below) = lower[node].iter().map(|below| layer_of[*below]).min()
            {
                layer_of[node] = below.saturating_sub(1);
            }
        }
        let count = layer_of.iter().max().map_or(0, |last| last + 1);
        let mut layers = vec![Vec::new(); count];
        for node in (0..self.boxes).filter(|node| !alone[*node]) {
            layers[layer_of[node]].push(node);
        }
        layers.retain(|layer| !layer.is_empty());
        layers
    }

    /// All boxes below each other: part by part, each box behind all that stand above it and as near
    /// behind them as can be.
    fn one_column(&self, upper: &[Vec<usize>], parts: &[usize]) -> Vec<Vec<usize>> {
        let mut place = vec![None; self.boxes];
        let mut rows = Vec::with_capacity(self.boxes);
        let mut open: Vec<usize> = (0..self.boxes).collect();
        open.sort_by_key(|node| (parts[*node], *node));
        while !open.is_empty() {
            let part = parts[open[0]];
            let is_ready = |node: &usize| upper[*node].iter().all(|above| place[*above].is_some());
            let nearness = |node: usize| upper[node].iter().filter_map(|above| place[*above]).max();
            let ready = open.iter().enumerate().filter(|(_, node)| parts[**node] == part && is_ready(node));
            let next = ready.min_by_key(|(_, node)| (Reverse(nearness(**node)), **node));
            let node = open.remove(next.map_or(0, |(i, _)| i));
            place[node] = Some(rows.len());
            rows.push(vec![node]);
        }
        rows
    }
}

/// Whether a way leads down from one box to another.
fn reaches(lower: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; lower.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            open.extend(&lower[node]);
        }
    }
    false
}

/// Puts the boxes of each layer in order: parts in the order of their first box, inside them each box
/// at the middle of those it is joined with in the layers before, then in those behind.
fn order(mut layers: Vec<Vec<usize>>, joined: &[Vec<usize>], parts: &[usize]) -> Vec<Vec<usize>> {
    let mut layer_of = vec![usize::MAX; joined.len()];
    let mut place = vec![0; joined.len()];
    for (i, layer) in layers.iter_mut().enumerate() {
        layer.sort_by_key(|node| (parts[*node], *node));
        for node in layer.iter() {
            layer_of[*node] = i;
        }
        number(layer, &mut place);
    }
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let mut turns: Vec<usize> = (0..layers.len()).collect();
        if !down {
            turns.reverse();
        }
        for i in turns {
            let before = |other: &usize| if down { layer_of[*other] < i } else { layer_of[*other] > i };
            let middle = |node: usize| {
                let near: Vec<usize> = joined[node].iter().filter(|n| before(n)).map(|n| place[*n]).collect();
                if near.is_empty() { place[node] } else { near.iter().sum::<usize>() / near.len() }
            };
            layers[i].sort_by_cached_key(|node| (parts[*node], middle(*node), *node));
            number(&layers[i], &mut place);
        }
    }
    layers
}

/// Notes the place of each box of a layer, in thousandths of the layer.
fn number(layer: &[usize], place: &mut [usize]) {
    for (i, node) in layer.iter().enumerate() {
        place[*node] = (2 * i + 1) * 500 / layer.len();
    }
}

/// Layers as rows of at most so many boxes, as even as can be; those that stand alone come last.
fn in_rows(layers: Vec<Vec<usize>>, alone: &[bool], most: usize) -> Vec<Vec<usize>> {
    let last: Vec<usize> = (0..alone.len()).filter(|node| alone[*node]).collect();
    let mut rows = Vec::new();
    for layer in layers.into_iter().chain([last]).filter(|layer| !layer.is_empty()) {
        let count = layer.len().div_ceil(most);
        rows.extend(layer.chunks(layer.len().div_ceil(count)).map(<[usize]>::to_vec));
    }
    rows
}

/// The columns of the boxes of a row, near those above that they are joined with; a row of boxes that are
/// joined with none above is spread.
fn columns_of(
    row: &[usize],
    columns: usize,
    cells: &[Cell],
    is_placed: &[bool],
    joined: &[Vec<usize>],
) -> Vec<usize> {
    let wanted: Vec<usize> = row
        .iter()
        .enumerate()
        .map(|(i, node)| {
            let near: Vec<usize> =
                joined[*node].iter().filter(|n| is_placed[**n]).map(|n| cells[*n].column * 100).collect();
            match near.len() {
                0 => ((2 * i + 1) * columns * 50 / row.len()).saturating_sub(50),
                count => near.iter().sum::<usize>() / count,
            }
        })
        .collect();
    let mut best: Option<(usize, Vec<usize>)> = None;
    for chosen in choices(row.len(), columns) {
        let cost = chosen.iter().zip(&wanted).map(|(column, wanted)| (column * 100).abs_diff(*wanted)).sum();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, chosen));
        }
    }
    best.map(|(_, chosen)| chosen).unwrap_or_default()
}

/// All ways to choose so many of the columns, in order.
fn choices(count: usize, columns: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for i in 0..count {
        all = all
            .into_iter()
            .flat_map(|chosen: Vec<usize>| {
                let first = chosen.last().map_or(0, |last| last + 1);
                let last = columns - (count - i);
                (first..=last).map(move |column| [chosen.as_slice(), &[column]].concat())
            })
            .collect();
    }
    all
}
