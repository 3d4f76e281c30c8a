//! One measurement's section of docs/PERFORMANCE.md: its text, its goals, and how it gets into the document.

use std::{fmt::Write as _, fs, io::ErrorKind};

use crate::failure::Failure;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/PERFORMANCE.md");

/// The document before anything was measured. Sections stand between marks, so that each can be renewed alone.
const BEGINNING: &str = "\
# Performance

Every figure here was measured by `tests/bench`, which fails when a goal is missed; how to run it stands in
[its README](../tests/bench/README.md). Counts are exact. Times are ratios of medians taken in turns in one run,
for they differ from machine to machine; where a time itself is given, it is there to show the order of magnitude.
";

/// The sections in the order in which they are read.
const ORDER: [&str; 8] = ["packages", "visit", "costs", "heat", "token", "patterns", "sweep", "list"];

#[derive(Debug)]
pub(crate) struct Section {
    /// One of [`ORDER`].
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// Paragraphs and tables.
    pub(crate) text: String,
    pub(crate) goals: Vec<Goal>,
}

/// What must hold, and whether it does.
#[derive(Debug)]
pub(crate) struct Goal {
    pub(crate) wanted: String,
    pub(crate) found: String,
    pub(crate) met: bool,
}

impl Goal {
    /// A figure that must not be above another. Both are shown as they are meant to be read.
    pub(crate) fn at_most(
        wanted: impl Into<String>,
        (found, limit): (f64, f64),
        show: impl FnOnce(f64) -> String,
    ) -> Self {
        Self { wanted: wanted.into(), found: show(found), met: found <= limit }
    }
}

impl Section {
    pub(crate) fn markdown(&self) -> String {
        let mut text = format!("## {}\n\n{}\n\n| goal | found | |\n|---|---|---|\n", self.title, self.text.trim());
        for Goal { wanted, found, met } in &self.goals {
            let verdict = if *met { "met" } else { "**missed**" };
            let _ = writeln!(text, "| {wanted} | {found} | {verdict} |");
        }
        text
    }

    /// The goals that were missed.
    pub(crate) fn missed(&self) -> Vec<String> {
        let missed = self.goals.iter().filter(|goal| !goal.met);
        missed.map(|goal| format!("{}: {} ({})", self.name, goal.wanted, goal.found)).collect()
    }
}

/// Puts the section where its predecessor stood.
pub(crate) fn write(section: &Section) -> Result<(), Failure> {
    let document = match fs::read_to_string(DOCUMENT) {
        Err(error) if error.kind() == ErrorKind::NotFound => empty(),
        other => other?,
    };
    Ok(fs::write(DOCUMENT, renewed(&document, section)?)?)
}

fn empty() -> String {
    ORDER.iter().fold(BEGINNING.to_owned(), |text, name| {
        let (open, close) = marks(name);
        format!("{text}\n{open}\n{close}\n")
    })
}

fn renewed(document: &str, section: &Section) -> Result<String, Failure> {
    let (open, close) = marks(section.name);
    let found = document.split_once(&open).and_then(|(before, rest)| Some((before, rest.split_once(&close)?.1)));
    let (before, after) = found.ok_or_else(|| format!("docs/PERFORMANCE.md has no marks {open} and {close}"))?;
    Ok(format!("{before}{open}\n\n{}\n{close}{after}", section.markdown()))
}

fn marks(name: &str) -> (String, String) {
    (format!("<!-- {name} -->"), format!("<!-- /{name} -->"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(text: &str, met: bool) -> Section {
        let goal = Goal { wanted: "a goal".into(), found: "1".into(), met };
        Section { name: "costs", title: "Costs", text: text.into(), goals: vec![goal] }
    }

    #[test]
    fn a_section_is_renewed_and_the_others_stay() {
        let once = renewed(&empty(), &section("old", true)).unwrap();
        let twice = renewed(&once, &section("new", true)).unwrap();
        assert!(once.contains("\nold\n") && !twice.contains("old") && twice.contains("\nnew\n"));
        assert_eq!(twice.len(), once.len());
        assert!(ORDER.iter().all(|name| twice.contains(&format!("<!-- {name} -->"))));
    }

    #[test]
    fn a_document_without_marks_is_left_alone() {
        assert!(renewed("# Performance\n", &section("new", true)).is_err());
    }

    #[test]
    fn what_is_above_its_limit_is_missed() {
        let show = |n| format!("{n}");
        assert!(Goal::at_most("x", (2.0, 2.0), show).met);
        assert!(!Goal::at_most("x", (2.1, 2.0), show).met);
        assert!(!Goal::at_most("x", (f64::NAN, 2.0), show).met);
        assert_eq!(section("", false).missed(), ["costs: a goal (1)"]);
        assert!(section("", true).missed().is_empty());
    }
}
