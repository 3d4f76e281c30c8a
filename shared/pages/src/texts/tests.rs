//! What holds for every text of every function, and how names are kept apart from the text around them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use super::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::read(&[
        (Locale::En, "asks = { $who } asks you for “{ $what }”\nonly-english = Only here\ntitle = { $who }"),
        (Locale::Es, "asks = { $who } le pide «{ $what }»"),
    ])
});

fn asks(locale: Locale, who: &str, what: &str) -> String {
    CATALOGUE.in_language(locale).say_with("asks", &[("who", who.into()), ("what", what.into())])
}

#[test]
fn a_missing_translation_is_said_in_english_and_a_missing_text_by_its_name() {
    assert_eq!(CATALOGUE.in_language(Locale::Es).say("only-english"), "Only here");
    assert_eq!(CATALOGUE.in_language(Locale::PtBr).say("no-such-text"), "no-such-text");
    assert_eq!(asks(Locale::Es, "Ana", "KYC"), "Ana le pide «KYC»");
}

#[test]
fn a_name_that_runs_right_to_left_is_isolated_and_others_carry_no_marks() {
    assert_eq!(asks(Locale::En, "דנה", "KYC"), "\u{2068}דנה\u{2069} asks you for “\u{2068}KYC\u{2069}”");
    assert_eq!(asks(Locale::En, "Ana", "KYC"), "Ana asks you for “KYC”");
}

#[test]
fn isolates_and_hostile_values_leave_markup_to_the_template() {
    let said = asks(Locale::En, "<script>", "\" onload=\"x\u{5d0}");
    assert_eq!(said, "\u{2068}<script>\u{2069} asks you for “\u{2068}\" onload=\"x\u{5d0}\u{2069}”");
    assert!(!asks(Locale::En, "{ $what }", "{{ 7 }}").contains('\u{2068}'));
    assert_eq!(asks(Locale::En, "{ $what }", "{{ 7 }}"), "{ $what } asks you for “{{ 7 }}”", "values are no patterns");
}

/// The texts that pages and mails share.
fn own_folder() -> PathBuf {
    root().join("shared/pages/texts")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every folder of texts in the workspace.
fn folders() -> Result<Vec<PathBuf>, Box<dyn std::error::Error>> {
    let root = root();
    let mut folders = vec![];
    for group in ["shared", "functions"] {
        for package in fs::read_dir(root.join(group))? {
            let texts = package?.path().join("texts");
            if texts.is_dir() {
                folders.push(texts);
            }
        }
    }
    Ok(folders)
}

fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Box<dyn std::error::Error>> {
    let mut found = vec![];
    let entries = if folder.is_dir() { Some(fs::read_dir(folder)?) } else { None };
    for entry in entries.into_iter().flatten() {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The messages of a source with the variables that they interpolate.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        if let Some((id, _)) = line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
            id.trim().clone_into(&mut current);
        }
        if current.is_empty() {
            continue;
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
        });
        found.entry(current.clone()).or_default().extend(variables);
    }
    found
}

#[test]
fn every_source_parses_and_says_nothing_twice() -> Outcome {
    for folder in folders()? {
        for path in files(&folder, "ftl")? {
            let source = fs::read_to_string(&path)?;
            let flaws = FluentResource::try_new(source.clone()).err().map(|(_, flaws)| flaws);
            assert_eq!(flaws, None, "{}", path.display());
            let ids = source.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic())).count();
            assert_eq!(ids, messages(&source).len(), "{} repeats an id", path.display());
        }
    }
    Ok(())
}

#[test]
fn every_language_says_everything_with_the_same_variables() -> Outcome {
    for folder in folders()? {
        for english in files(&folder.join("en"), "ftl")? {
            let name = english.file_name().ok_or("is a file")?;
            let expected = messages(&fs::read_to_string(&english)?);
            for locale in Locale::ALL {
                let path = folder.join(locale.tag()).join(name);
                let source = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                assert_eq!(messages(&source), expected, "{}", path.display());
            }
        }
    }
    Ok(())
}

/// A text is used where its id stands in quotes, or the beginning of it up to a hyphen does. The shared texts are there
/// for every package.
#[test]
fn every_text_is_used_somewhere() -> Outcome {
    let mut everywhere = String::new();
    for folder in folders()? {
        everywhere += &code(&folder)?;
    }
    for folder in folders()? {
        let code = if folder == own_folder() { everywhere.clone() } else { code(&folder)? };
        for path in files(&folder, "ftl")? {
            for id in messages(&fs::read_to_string(&path)?).into_keys() {
                let beginnings = id.match_indices('-').map(|(at, _)| &id[..=at]);
                let built = beginnings.clone().any(|b| code.contains(&format!("\"{b}{{"))) || id.starts_with("word-");
                let used = built || code.contains(&format!("\"{id}\""));
                assert!(used, "{} has {id}, which nothing says", path.display());
            }
        }
    }
    Ok(())
}

/// What the package of a folder of texts says them with.
fn code(folder: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let package = folder.parent().ok_or("has a package")?;
    let mut code = String::new();
    for (place, ending) in [("src", "rs"), ("templates", "html"), ("templates", "txt"), ("assets", "js")] {
        for path in files(&package.join(place), ending)? {
            code += &fs::read_to_string(path)?;
        }
    }
    Ok(code)
}

/// The reverse: what is said exists. Ids that are built at run time have tests of their own.
#[test]
fn everything_that_is_said_exists() -> Outcome {
    let shared = own_folder();
    for folder in folders()? {
        let package = folder.parent().ok_or("has a package")?;
        let mut known = BTreeMap::new();
        for path in [files(&folder, "ftl")?, files(&shared, "ftl")?].concat() {
            known.extend(messages(&fs::read_to_string(path)?));
        }
        for (place, ending) in [("src", "rs"), ("templates", "html"), ("templates", "txt")] {
            for path in files(&package.join(place), ending)? {
                if path.ends_with("texts/tests.rs") {
                    continue;
                }
                let code = fs::read_to_string(&path)?;
                for call in ["say(\"", "say_with(\"", "say_of(\""] {
                    for (at, _) in code.match_indices(call) {
                        let id = code[at + call.len()..].split('"').next().unwrap_or_default();
                        assert!(known.contains_key(id), "{} says {id}, which is not there", path.display());
                    }
                }
            }
        }
    }
    Ok(())
}
