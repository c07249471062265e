//! Which paragraphs of a text have become which of another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How a paragraph has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It says something else.
    Changed,
    /// It was not there.
    Added,
    /// It stood elsewhere.
    Moved,
    /// It is there no more.
    Removed,
}

/// What has become of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How.
    pub kind: ChangeKind,
    /// Its place among those of before.
    pub was: Option<usize>,
    /// Its place among those of now.
    pub is: Option<usize>,
    /// Where it stands, or stood, among those of now.
    pub at: usize,
}

/// What has become of the paragraphs that are not where they were, as they were.
pub fn steps(old: &[String], new: &[String]) -> Vec<Step> {
    let (kept, moved) = same(old, new);
    let mut all = Vec::new();
    let (mut i, mut j) = (0, 0);
    let is_moved =
        |side: fn(&(usize, usize)) -> usize| -> BTreeSet<usize> { moved.iter().map(side).collect() };
    let (gone, come) = (is_moved(|pair| pair.0), is_moved(|pair| pair.1));
    for (a, b) in kept.into_iter().chain([(old.len(), new.len())]) {
        let olds: Vec<usize> = (i..a).filter(|i| !gone.contains(i)).collect();
        let news: Vec<usize> = (j..b).filter(|j| !come.contains(j)).collect();
        let texts = |list: &[usize], of: &[String]| list.iter().map(|i| of[*i].clone()).collect::<Vec<_>>();
        for (was, is, at) in pairs(&texts(&olds, old), &texts(&news, new)) {
            let kind = match (was, is) {
                (Some(_), Some(_)) => ChangeKind::Changed,
                (None, _) => ChangeKind::Added,
                (Some(_), None) => ChangeKind::Removed,
            };
            let at = news.get(at).copied().unwrap_or(b);
            all.push(Step { kind, was: was.map(|i| olds[i]), is: is.map(|j| news[j]), at });
        }
        (i, j) = (a + 1, b + 1);
    }
    let moved = moved.into_iter();
    all.extend(moved.map(|(i, j)| Step { kind: ChangeKind::Moved, was: Some(i), is: Some(j), at: j }));
    all.sort_by_key(|step| step.at);
    all
}

/// Places of a paragraph before and now.
type Places = (usize, usize);

/// The paragraphs that are the same: those in the same order, and those that have moved. Only what both
/// texts have is compared, so that a text that was written anew takes no time.
fn same(old: &[String], new: &[String]) -> (Vec<Places>, Vec<Places>) {
    let known = |list: &'_ [String]| -> BTreeSet<String> { list.iter().cloned().collect() };
    let both: Vec<String> = known(old).intersection(&known(new)).cloned().collect();
    let shared = |list: &[String]| -> (Vec<usize>, Vec<usize>) {
        let number = |(i, text): (usize, &String)| Some((i, both.binary_search(text).ok()?));
        list.iter().enumerate().filter_map(number).unzip()
    };
    let ((old_at, old), (new_at, new)) = (shared(old), shared(new));
    let mut kept = Vec::new();
    let (mut gone, mut come) = (vec![true; old.len()], vec![true; new.len()]);
    for hunk in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = hunk {
            for k in 0..len {
                kept.push((old_at[old_index + k], new_at[new_index + k]));
                (gone[old_index + k], come[new_index + k]) = (false, false);
            }
        }
    }
    let mut waiting: BTreeMap<usize, VecDeque<usize>> = BTreeMap::new();
    for (k, number) in old.iter().enumerate().filter(|(k, _)| gone[*k]) {
        waiting.entry(*number).or_default().push_back(old_at[k]);
    }
    let open = new.iter().enumerate().filter(|(k, _)| come[*k]);
    let from = |(k, number): (usize, &usize)| Some((waiting.get_mut(number)?.pop_front()?, new_at[k]));
    let moved = open.filter_map(from).collect();
    (kept, moved)
}

/// A paragraph of before, what it has become, and where the change stands among those of now.
type Pair = (Option<usize>, Option<usize>, usize);

/// Which paragraphs have become which: those that are much alike, and between them one after the other.
fn pairs(old: &[String], new: &[String]) -> Vec<Pair> {
    let mut all = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in alike(old, new).into_iter().chain([(old.len(), new.len())]) {
        while i < a || j < b {
            let (was, is) = ((i < a).then_some(i), (j < b).then_some(j));
            all.push((was, is, j));
            i += usize::from(was.is_some());
            j += usize::from(is.is_some());
        }
        if a < old.len() && b < new.len() {
            all.push((Some(a), Some(b), b));
            (i, j) = (a + 1, b + 1);
        }
    }
    all
}

/// Two paragraphs that have this share of their pairs of letters in common are one that was edited.
const ALIKE: f64 = 0.5;

/// How many paragraphs are compared with how many at most: a text that was written anew has no such pairs,
/// and to look for them takes long.
const COMPARED: usize = 400;

/// The paragraphs that are much alike, in their order: of all ways to join them without crossing, the one
/// that is most alike in sum.
fn alike(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    if old.len().min(new.len()) == 0 || old.len() * new.len() > COMPARED {
        return Vec::new();
    }
    let likeness = |i: usize, j: usize| strsim::sorensen_dice(&old[i], &new[j]);
    let width = new.len() + 1;
    let mut best = vec![0.0f64; (old.len() + 1) * width];
    let mut joined = vec![false; best.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let apart = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let score = likeness(i, j);
            let together = best[(i + 1) * width + j + 1] + score;
            joined[i * width + j] = score >= ALIKE && together > apart;
            best[i * width + j] = if joined[i * width + j] { together } else { apart };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if joined[i * width + j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs_of(old: &[&str], new: &[&str]) -> Vec<Pair> {
        let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        pairs(&owned(old), &owned(new))
    }

    #[test]
    fn an_edited_paragraph_is_known_beside_a_new_one() {
        let (quay, buoys) = ("The quay is open to all ships.", "Buoys mark the channel.");
        let (new_quay, new) = ("The quay is open to most ships.", "Nobody swims here.");
        assert_eq!(pairs_of(&[quay], &[new, new_quay]), [(None, Some(0), 0), (Some(0), Some(1), 1)]);
        assert_eq!(
            pairs_of(&[buoys, quay], &[new_quay, new]),
            [(Some(0), None, 0), (Some(1), Some(0), 0), (None, Some(1), 1)]
        );
        // What is not alike is one paragraph in the place of another.
        assert_eq!(pairs_of(&[buoys], &[new]), [(Some(0), Some(0), 0)]);
        assert_eq!(pairs_of(&[buoys, quay], &[new]), [(Some(0), Some(0), 0), (Some(1), None, 1)]);
    }

    #[test]
    fn a_paragraph_that_has_moved_is_one_step() {
        let of = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let kinds = |old: &str, new: &str| {
            let steps = steps(&of(old), &of(new));
            steps.iter().map(|step| (step.kind, step.was, step.is)).collect::<Vec<_>>()
        };
        assert_eq!(kinds("aa bb cc", "cc aa bb"), [(ChangeKind::Moved, Some(2), Some(0))]);
        assert_eq!(kinds("aa bb aa", "aa bb"), [(ChangeKind::Removed, Some(2), None)]);
        assert_eq!(kinds("aa", "aa aa"), [(ChangeKind::Added, None, Some(1))]);
    }
}
