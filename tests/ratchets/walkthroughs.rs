//! The lists of files in CONTRIBUTING.md, one for each thing that is often added: every file is there, and no file that
//! knows the things of that sort is missing from their list. How far a change reaches is held against them and the code.

use std::{collections::BTreeSet, fs};

use crate::{
    product::{self, File},
    workspace::{self, relative, root},
};

/// Files of the product that are not Rust.
const ENDINGS: [&str; 5] = ["ftl", "html", "js", "py", "yaml"];

/// Enums that a file names a variant of when it knows one thing from another. Kinds of fields are looked at more closely,
/// in `field_kinds`.
const KNOWN_BY_VARIANT: &[(&str, &[&str])] = &[
    ("A scope", &["Scope", "ScopeFact", "Subject", "Place", "ScopeRow", "NewScope", "UpFront"]),
    ("A permission", &["Permission"]),
    ("A decision, a rule or a kind of steps", &["StepDecision", "StepRule", "StepKind"]),
    ("A role or a right", &["Role", "OrgRole"]),
];

/// What every file in a folder says that makes or keeps one of the things.
const KNOWN_BY_TEXT: &[(&str, &str, &str)] = &[
    ("An act", "shared/domain", "impl Act<"),
    ("An act", "shared/cloud", "impl Stored for "),
    ("An event", "shared/domain", "facts! {"),
    ("A route", "functions", "Routes::new("),
];

#[test]
fn every_listed_file_is_there() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let lists = headings(&text);
    let missing = |heading: &&str| {
        let gone = files(heading).into_iter().filter(|file| !root().join(fixed_part(file)).exists());
        gone.map(|file| format!("{file}, listed under {heading}, is not there")).collect::<Vec<_>>()
    };
    let faults: Vec<_> = lists.iter().flat_map(missing).collect();
    assert_eq!(lists.len(), 18, "a list was added or taken out: {lists:?}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_that_a_new_thing_changes_is_listed() {
    let mut faults = BTreeSet::new();
    let product = product::files();
    for (heading, enums) in KNOWN_BY_VARIANT {
        let list = files(heading);
        let knows = |file: &&File| file.named.iter().any(|(path, _)| names_variant(path, enums));
        for File { path, .. } in product.iter().filter(knows).filter(|file| !covers(&list, &file.path)) {
            faults.insert(format!("{path} names one of {}: list it under {heading}", enums.join(", ")));
        }
    }
    for (heading, folder, says) in KNOWN_BY_TEXT {
        let list = files(heading);
        let found: Vec<_> =
            product.iter().filter(|file| file.path.starts_with(folder) && file.text.contains(says)).collect();
        assert!(!found.is_empty(), "no file of {folder} says {says}: this test looks for the wrong text");
        for File { path, .. } in found.iter().filter(|file| !covers(&list, &file.path)) {
            faults.insert(format!("{path} says {says}: list it under {heading}"));
        }
    }
    let faults: Vec<_> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_change_reaches_the_files_that_its_list_or_the_code_says() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let rows = reaches(&text);
    assert_eq!(rows.len(), 10, "{rows:?}");
    let sources = sources();
    let faults: Vec<_> = rows.iter().flat_map(|row| row.faults(&sources, files)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A row of the table is `| change | files in backticks | held against |`.
#[derive(Debug, PartialEq)]
struct Reach {
    change: String,
    files: BTreeSet<String>,
    held_against: HeldAgainst,
}

#[derive(Debug, PartialEq)]
enum HeldAgainst {
    /// Words that stand in these files, and in no other of the product.
    Words(String),
    /// The lists that these files are of.
    Lists(Vec<String>),
}

impl Reach {
    fn faults(&self, sources: &[(String, String)], list: impl Fn(&str) -> BTreeSet<String>) -> Vec<String> {
        let Self { change, files, held_against } = self;
        let gone = files.iter().filter(|file| !root().join(fixed_part(file)).exists());
        let mut faults: Vec<_> = gone.map(|file| format!("{file}, for \"{change}\", is not there")).collect();
        match held_against {
            HeldAgainst::Words(words) => {
                let found = sources.iter().filter(|(_, text)| text.contains(words)).map(|(path, _)| path.clone());
                let found: BTreeSet<_> = found.collect();
                if found != *files {
                    faults.push(format!("\"{change}\": {words} stands in {found:?}, not in {files:?}"));
                }
            }
            HeldAgainst::Lists(lists) => {
                let listed: BTreeSet<_> = lists.iter().flat_map(|heading| list(heading)).collect();
                let strange = files.iter().filter(|file| !covers(&listed, file));
                faults.extend(strange.map(|file| format!("{file}, for \"{change}\", is not in {lists:?}")));
            }
        }
        faults
    }
}

fn reaches(text: &str) -> Vec<Reach> {
    let section = text.split("\n## ").find(|section| section.starts_with("How far a change reaches\n"));
    let rows = section.unwrap_or_default().lines().filter_map(|line| {
        let columns: Vec<_> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
        let [change, files, held_against] = columns.as_slice() else { return None };
        let files: BTreeSet<_> = files.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let held_against = match held_against.strip_prefix('`').and_then(|words| words.strip_suffix('`')) {
            Some(words) => HeldAgainst::Words(words.to_owned()),
            None => HeldAgainst::Lists(held_against.split(", ").map(str::to_owned).collect()),
        };
        (!files.is_empty()).then(|| Reach { change: (*change).to_owned(), files, held_against })
    });
    rows.collect()
}

/// Every file of the product with its text: none that is for tests alone.
fn sources() -> Vec<(String, String)> {
    let rust = product::files().into_iter().map(|file| (file.path, file.text));
    let others = ENDINGS.iter().flat_map(|ending| workspace::files(&root(), ending)).filter_map(|path| {
        let name = relative(&path, &root());
        let product = !name.split('/').any(|part| part == "tests" || part == "template-checks");
        product.then(|| (name, fs::read_to_string(&path).unwrap()))
    });
    rust.chain(others).collect()
}

/// What there is a list for.
fn headings(text: &str) -> Vec<&str> {
    let section = text.split("\n## ").find(|section| section.starts_with("Adding something\n"));
    section.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("### ")).collect()
}

/// The paths of one list. A part in angle brackets stands for any name.
pub(crate) fn files(heading: &str) -> BTreeSet<String> {
    let files = listed(&fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap(), heading);
    assert!(!files.is_empty(), "CONTRIBUTING.md has no list of files under {heading}");
    files
}

/// The first column of the table under a heading.
fn listed(text: &str, heading: &str) -> BTreeSet<String> {
    let title = format!("### {heading}");
    let section = text.lines().skip_while(|line| *line != title).skip(1).take_while(|line| !line.starts_with('#'));
    let first = |line: &'_ str| Some(line.strip_prefix("| `")?.split(" | ").next()?.to_owned());
    let paths = |cell: String| format!("`{cell}").split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    section.filter_map(first).flat_map(paths).collect()
}

fn covers(list: &BTreeSet<String>, file: &str) -> bool {
    let same = |(pattern, part): (&str, &str)| match pattern.split_once('<') {
        None => pattern == part,
        Some((before, rest)) => {
            let after = rest.split_once('>').map_or("", |(_, after)| after);
            part.len() > before.len() + after.len() && part.starts_with(before) && part.ends_with(after)
        }
    };
    let levels = |path: &str| path.split('/').count();
    let matches =
        |pattern: &String| levels(pattern) == levels(file) && pattern.split('/').zip(file.split('/')).all(same);
    list.iter().any(matches)
}

/// What of a path is there before anything is added.
fn fixed_part(path: &str) -> &str {
    path.find('<').map_or(path, |at| path[..at].rsplit_once('/').map_or("", |(folder, _)| folder))
}

fn names_variant(path: &[String], enums: &[&str]) -> bool {
    let pairs = path.windows(2);
    pairs.into_iter().any(|pair| enums.contains(&&*pair[0]) && pair[1].starts_with(char::is_uppercase))
}

#[test]
fn a_reach_that_is_not_so_is_told() {
    let text = "# C\n\n## How far a change reaches\n\n| change | files | held against |\n|---|---|---|\n\
                | one | `shared/a.rs` | `MAX: u32` |\n| two | `shared/b/<c>.rs` | A, B |\n\n## Next\n| x | `y` | `z` |";
    let set = |files: &[&str]| files.iter().map(|file| (*file).to_owned()).collect::<BTreeSet<_>>();
    let rows = reaches(text);
    let [one, two] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((one.files.clone(), two.files.clone()), (set(&["shared/a.rs"]), set(&["shared/b/<c>.rs"])));
    assert_eq!(two.held_against, HeldAgainst::Lists(vec!["A".to_owned(), "B".to_owned()]));
    let source = |path: &str| (path.to_owned(), "const MAX: u32 = 1;".to_owned());
    let told = |reach: &Reach, sources: &[_], listed: &[&str]| {
        let faults = reach.faults(sources, |_| set(listed)).into_iter();
        faults.filter(|fault| !fault.ends_with("is not there")).count()
    };
    assert_eq!(told(one, &[source("shared/a.rs")], &[]), 0);
    assert_eq!(told(one, &[source("shared/a.rs"), source("shared/d.rs")], &[]), 1, "it stands in two places");
    assert_eq!(told(one, &[], &[]), 1, "it stands nowhere");
    assert_eq!(told(two, &[], &["shared/b/<c>.rs"]), 0);
    assert_eq!(told(two, &[], &["shared/a.rs"]), 1, "no list has it");
}

#[test]
fn a_list_is_read_and_names_stand_for_any() {
    let text = "### A thing\n\n| file | what |\n|---|---|\n| `a/<name>/src/<act>.rs` | new |\n| `b.rs`, `d.md` | a `line` |\n\n### Another\n| `c.rs` | |";
    let list = listed(text, "A thing");
    assert_eq!(list, ["a/<name>/src/<act>.rs", "b.rs", "d.md"].map(str::to_owned).into());
    assert_eq!(
        headings(&format!("# C\n\n## Adding something\n\n{text}\n## Next\n### No list")),
        ["A thing", "Another"]
    );
    for file in ["a/portal/src/draft.rs", "b.rs"] {
        assert!(covers(&list, file), "{file}");
    }
    for file in ["a/portal/src/page/task.rs", "a/portal/src/.rs", "c.rs", "src/b.rs"] {
        assert!(!covers(&list, file), "{file}");
    }
    assert_eq!(["a/<name>/src/<act>.rs", "a/b<c>.rs", "<x>"].map(fixed_part), ["a", "a", ""]);
}

#[test]
fn a_variant_is_known_by_its_enum() {
    let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
    for named in ["Scope::Tasks", "share::Scope::Tasks"] {
        assert!(names_variant(&path(named), &["Scope"]), "{named}");
    }
    for named in ["Scope", "Scope::of", "ScopeView::Tasks", "Tasks"] {
        assert!(!names_variant(&path(named), &["Scope"]), "{named}");
    }
}
