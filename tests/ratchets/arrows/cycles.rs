//! Groups of files that come back to one another, by Tarjan's algorithm.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::arrow::Arrow;

/// Files each of which reaches all the others, and the arrows between them.
pub(super) struct Cycle {
    pub(super) files: BTreeSet<String>,
    arrows: Vec<Arrow>,
}

pub(super) fn cycles(arrows: &[Arrow]) -> Vec<Cycle> {
    let mut graph = Graph::new();
    for arrow in arrows {
        graph.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let mut search = Search { graph: &graph, numbers: BTreeMap::new(), open: Vec::new(), groups: Vec::new() };
    for file in graph.keys() {
        search.visit(file);
    }
    let cycle = |files: BTreeSet<&str>| {
        let inside = |arrow: &&Arrow| files.contains(&*arrow.from) && files.contains(&*arrow.to);
        let arrows = arrows.iter().filter(inside).cloned().collect();
        Cycle { files: files.into_iter().map(str::to_owned).collect(), arrows }
    };
    search.groups.into_iter().filter(|files| files.len() > 1).map(cycle).collect()
}

type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Tarjan's search: files are numbered in the order of their first visit.
struct Search<'a, 'g> {
    graph: &'g Graph<'a>,
    numbers: BTreeMap<&'a str, usize>,
    /// Visited, and not yet known to be in a group.
    open: Vec<&'a str>,
    groups: Vec<BTreeSet<&'a str>>,
}

impl<'a> Search<'a, '_> {
    /// The lowest number of an open file that this one reaches, by at most one step back.
    fn visit(&mut self, file: &'a str) -> usize {
        if let Some(number) = self.numbers.get(file) {
            return if self.open.contains(&file) { *number } else { usize::MAX };
        }
        let number = self.numbers.len();
        self.numbers.insert(file, number);
        self.open.push(file);
        let mut lowest = number;
        for next in self.graph.get(file).into_iter().flatten() {
            lowest = lowest.min(self.visit(next));
        }
        if lowest == number {
            let start = self.open.iter().position(|open| *open == file).unwrap();
            self.groups.push(self.open.drain(start..).collect());
        }
        lowest
    }
}

impl Cycle {
    /// A sentence for each arrow: where the one file uses the other, and by which files that one comes back.
    pub(super) fn told(&self) -> Vec<String> {
        let sentence = |arrow: &Arrow| {
            let back = self.way(&arrow.to, &arrow.from).join(", ");
            format!("{}:{} uses {}, which comes back by {back}", arrow.from, arrow.line, arrow.name)
        };
        self.arrows.iter().map(sentence).collect()
    }

    /// The shortest way, with both its ends.
    fn way<'a>(&'a self, from: &'a str, to: &str) -> Vec<&'a str> {
        let mut seen = BTreeSet::from([from]);
        let mut ways = VecDeque::from([vec![from]]);
        while let Some(way) = ways.pop_front() {
            let here = way[way.len() - 1];
            if here == to {
                return way;
            }
            for next in self.arrows.iter().filter(|arrow| arrow.from == here).map(|arrow| &*arrow.to) {
                if seen.insert(next) {
                    ways.push_back([&way[..], &[next]].concat());
                }
            }
        }
        Vec::new()
    }
}
