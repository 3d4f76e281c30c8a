//! The arrows between the files of this crate: never in a circle, and between its folders in one direction only.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    iter::Peekable,
    path::{Path, PathBuf},
    str::Chars,
};

/// The folders from the lowest up. What belongs to none of them is a leaf that all of them may use.
const FOLDERS: [&str; 4] = ["answer", "request", "start", "door"];

/// Files that exist for tests alone.
const FOR_TESTS: [&str; 4] = ["captured", "event", "opened", "tests"];

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Each file by its module path, with the files that it uses.
#[derive(Default)]
struct Arrows(BTreeMap<String, BTreeSet<String>>);

impl Arrows {
    /// `of` chooses the part of a source that counts.
    fn of_the_crate(of: fn(&str) -> &str) -> Result<Self, Box<dyn std::error::Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut sources = BTreeMap::new();
        for path in files(&root)? {
            sources.insert(module(path.strip_prefix(&root)?), fs::read_to_string(&path)?);
        }
        let mut arrows = Self::default();
        for (name, source) in &sources {
            let used = paths(of(source)).into_iter().filter_map(|path| file(&path, &sources));
            arrows.0.insert(name.clone(), used.filter(|used| used != name).collect());
        }
        Ok(arrows)
    }

    /// A way from a file back to itself.
    fn circle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.0.keys().find_map(|file| self.circle_through(file, &mut Vec::new(), &mut done))
    }

    fn circle_through(&self, file: &str, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> Option<Vec<String>> {
        if let Some(at) = way.iter().position(|passed| passed == file) {
            return Some(way[at..].to_vec());
        }
        if done.contains(file) {
            return None;
        }
        way.push(file.to_owned());
        let next = self.0.get(file).into_iter().flatten();
        let found = next.into_iter().find_map(|next| self.circle_through(next, way, done));
        way.pop();
        done.insert(file.to_owned());
        found
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn std::error::Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}

/// `answer/problem/kind.rs` is `answer::problem::kind`.
fn module(path: &Path) -> String {
    let path = path.with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).filter(|part| part != "mod").collect();
    parts.join("::")
}

/// The file in which a path ends: the longest beginning of it that is one.
fn file(path: &[String], sources: &BTreeMap<String, String>) -> Option<String> {
    (1..=path.len()).rev().map(|n| path[..n].join("::")).find(|name| sources.contains_key(name))
}

/// Every path that begins with `crate`, trees of `use` spelt out. Comments are no code.
fn paths(source: &str) -> Vec<Vec<String>> {
    let code: Vec<_> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let begins = code.match_indices("crate::").map(|(at, found)| &code[at + found.len()..]);
    begins.flat_map(|rest| tree(&mut rest.chars().peekable(), &[])).collect()
}

fn tree(text: &mut Peekable<Chars<'_>>, before: &[String]) -> Vec<Vec<String>> {
    let mut path = before.to_vec();
    loop {
        if text.next_if_eq(&'{').is_some() {
            return branches(text, &path);
        }
        let mut word = String::new();
        while let Some(letter) = text.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | '*')) {
            word.push(letter);
        }
        path.push(word);
        if text.next_if_eq(&':').is_none() {
            return vec![path];
        }
        text.next_if_eq(&':');
    }
}

/// Up to the closing brace.
fn branches(text: &mut Peekable<Chars<'_>>, path: &[String]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    loop {
        while text.next_if(|c| c.is_whitespace() || *c == ',').is_some() {}
        if text.peek().is_none() || text.next_if_eq(&'}').is_some() {
            return all;
        }
        all.extend(tree(text, path));
        // `as Name`
        while text.next_if(|c| !matches!(c, ',' | '}')).is_some() {}
    }
}

/// A source without the tests that stand in it.
fn product(source: &str) -> &str {
    source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

#[test]
fn no_file_depends_on_itself() -> Outcome {
    assert_eq!(Arrows::of_the_crate(|source| source)?.circle(), None);
    Ok(())
}

#[test]
fn a_folder_uses_only_those_below_it() -> Outcome {
    let last = |file: &str| file.rsplit("::").next().unwrap_or_default().to_owned();
    let floor = |file: &str| FOLDERS.iter().position(|folder| file.split("::").next() == Some(folder));
    let mut up = Vec::new();
    for (file, used) in Arrows::of_the_crate(product)?.0 {
        if FOR_TESTS.contains(&last(&file).as_str()) {
            continue;
        }
        let above = |used: &String| floor(used).is_some_and(|there| floor(&file).is_none_or(|here| here < there));
        up.extend(used.into_iter().filter(above).map(|used| format!("{file} -> {used}")));
    }
    assert_eq!(up, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_tree_of_use_is_read_to_its_leaves() {
    let read = |source: &str| -> Vec<String> { paths(source).iter().map(|path| path.join("::")).collect() };
    let source = "use crate::{\n    a::{self, b::C as D},\n    e,\n};\n// crate::f\nlet x = crate::g::h(1);";
    assert_eq!(read(source), ["a::self", "a::b::C", "e", "g::h"]);
    assert_eq!(read("pub(crate) fn f() {} use std::mem;"), Vec::<String>::new());
}
