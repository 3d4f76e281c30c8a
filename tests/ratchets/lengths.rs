//! No file is too long to be read at once.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::workspace::{files, relative, root};

const MAX_LINES: usize = 300;

/// Files that are longer, each with its reason.
const LONG: &[(&str, &str)] = &[(
    "infra/template-checks/test_scripts.py",
    "a case for each of eight scripts, which share one stand-in for the AWS CLI",
)];

#[test]
fn no_file_is_longer_than_300_lines_without_a_reason() {
    let found = ["rs", "py"].iter().flat_map(|extension| files(&root(), extension));
    let lines = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let lengths = found.map(|path| (relative(&path, &root()), lines(&path))).collect();
    let faults = judge(&lengths, LONG);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn judge(lengths: &BTreeMap<String, usize>, listed: &[(&str, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, lines) in lengths.iter().filter(|(_, lines)| **lines > MAX_LINES) {
        if !listed.iter().any(|(listed, _)| listed == file) {
            faults.push(format!("{file} has {lines} lines, more than {MAX_LINES}: split it by what its parts do"));
        }
    }
    for (file, reason) in listed {
        match lengths.get(*file) {
            None => faults.push(format!("{file} is gone: take it out of LONG")),
            Some(lines) if *lines <= MAX_LINES => faults.push(format!("{file} is short: take it out of LONG")),
            Some(_) if reason.is_empty() => faults.push(format!("{file} is in LONG without a reason")),
            Some(_) => {}
        }
    }
    faults
}

#[test]
fn a_long_file_needs_a_reason_and_a_short_one_needs_no_place_in_the_list() {
    let lengths = [("a.rs", 300), ("b.rs", 301), ("c.py", 999), ("d.py", 20)];
    let lengths = lengths.map(|(file, lines)| (file.to_owned(), lines)).into();
    let listed = [("c.py", "one case after the other"), ("d.py", "was long"), ("e.rs", "was there")];
    let expected = [
        "b.rs has 301 lines, more than 300: split it by what its parts do",
        "d.py is short: take it out of LONG",
        "e.rs is gone: take it out of LONG",
    ];
    assert_eq!(judge(&lengths, &listed), expected);
}
