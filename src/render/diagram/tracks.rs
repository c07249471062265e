//! In which order lines run along a channel: those that would fall on each other take tracks of their
//! own, and tracks are put in the order in which fewer lines cross.

/// The least between two lines: from a lane to the next, and from a lane to a box.
pub const LANE: i32 = 10;

/// What of a trunk runs along a channel.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// The trunk.
    pub trunk: usize,
    /// Where lines meet it from above.
    pub above: Vec<i32>,
    /// Where lines meet it from below.
    pub below: Vec<i32>,
}

impl Stretch {
    /// Adds a place at which a line meets it.
    pub fn meet(&mut self, x: i32, is_above: bool) {
        let places = if is_above { &mut self.above } else { &mut self.below };
        if !places.contains(&x) {
            places.push(x);
        }
    }

    /// From where to where it runs.
    fn reach(&self) -> (i32, i32) {
        let places = || self.above.iter().chain(&self.below).copied();
        (places().min().unwrap_or(0), places().max().unwrap_or(0))
    }

    /// How many lines cross where this one runs above another.
    fn crossings_above(&self, other: &Self) -> usize {
        let crossed = |places: &[i32], (low, high): (i32, i32)| {
            places.iter().filter(|x| low < **x && **x < high).count()
        };
        crossed(&other.above, self.reach()) + crossed(&self.below, other.reach())
    }
}

/// The tracks of a channel, from above: the trunks on each. What goes straight through takes none.
pub fn tracks(stretches: Vec<Stretch>) -> Vec<Vec<usize>> {
    let mut here: Vec<Stretch> = stretches.into_iter().filter(|s| s.reach().0 < s.reach().1).collect();
    here.sort_by_key(|stretch| {
        let (low, high) = stretch.reach();
        (high - low, low, stretch.trunk)
    });
    let mut tracks: Vec<Vec<Stretch>> = Vec::new();
    for stretch in here {
        let (low, high) = stretch.reach();
        let is_apart = |other: &Stretch| high + LANE <= other.reach().0 || other.reach().1 + LANE <= low;
        match tracks.iter_mut().find(|track| track.iter().all(is_apart)) {
            Some(track) => track.push(stretch),
            None => tracks.push(vec![stretch]),
        }
    }
    // Each exchange leaves fewer crossings, so this ends.
    let crossings = |upper: &[Stretch], lower: &[Stretch]| -> usize {
        upper.iter().map(|a| lower.iter().map(|b| a.crossings_above(b)).sum::<usize>()).sum()
    };
    let mut is_better = true;
    while std::mem::take(&mut is_better) {
        for i in 1..tracks.len() {
            if crossings(&tracks[i], &tracks[i - 1]) < crossings(&tracks[i - 1], &tracks[i]) {
                tracks.swap(i - 1, i);
                is_better = true;
            }
        }
    }
    tracks.into_iter().map(|track| track.into_iter().map(|stretch| stretch.trunk).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_with_fewer_crossings_is_taken() {
        // The first comes down on the left and goes down on the right, over the second's ends.
        let first = Stretch { trunk: 0, above: vec![10], below: vec![100] };
        let second = Stretch { trunk: 1, above: vec![50], below: vec![200] };
        let apart = Stretch { trunk: 2, above: vec![300], below: vec![400] };
        assert_eq!(tracks(vec![first, second, apart]), [vec![1], vec![0, 2]]);
    }

    #[test]
    fn what_goes_straight_through_takes_no_track() {
        let straight = Stretch { trunk: 0, above: vec![10], below: vec![10] };
        assert!(tracks(vec![straight]).is_empty());
    }
}
