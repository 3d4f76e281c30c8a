//! One word, one meaning: words that nobody outside this house would know do not come back.
//!
//! What is read: names in the code, comments, and documents. What a program prints or holds as text is left out.

mod spelling;
mod without_texts;

use std::{collections::BTreeMap, fs};

use self::{
    spelling::{Line, Spelling},
    without_texts::without_texts,
};
use crate::workspace::{files, relative, root};

/// Spellings of a word, and what to say instead. The first spelling is its name below.
///
/// In small letters, a spelling stands for a part of any name: `lamp` is in `lamp`, `Lamp` and `red_lamp`. With a
/// capital, it stands for exactly that name.
const BANNED: &[(&[&str], &str)] = &[
    (&["ambient"], "environment"),
    (&["brief", "briefs"], "what it is: the text of the share"),
    (&["carry_out"], "what is done: act, commit"),
    (&["chance"], "random"),
    (&["desk"], "the state of the function, by its name"),
    (&["fate", "fates"], "outcome, event"),
    (&["ground", "grounds"], "context, or what it is: org, project, member"),
    (&["Heard"], "what was heard"),
    (&["Keyed"], "Idempotent"),
    (&["KEPT"], "what is kept, and how long"),
    (&["LONGEST"], "the longest what: MAX_EXPIRY_DAYS"),
    (&["mend", "mends", "mended"], "repair, fix"),
    (&["MOST"], "the most of what: MAX_ENTRIES"),
    (&["office"], "staff"),
    (&["patience"], "the time that something gets: STOP_TIMEOUT"),
    (&["PAUSE"], "what waits, and for what: RETRY_DELAY"),
    (&["reception"], "guests"),
    (&["steer", "steers", "steered", "steering"], "manage"),
    (&["take_up"], "load"),
    (&["Told"], "what was told"),
    (&["trouble"], "error, failure, TryError"),
    (&["until_settled"], "retry_when_overtaken"),
    (&["whatever"], "what, any"),
    (&["whoever"], "who, the person who"),
];

/// On how many lines each word still stands, and where. Only ever less.
const STILL_SAID: &[(&str, usize, &str)] = &[];

#[test]
fn words_that_were_given_up_do_not_come_back() {
    let mut said = BTreeMap::<_, Vec<_>>::new();
    for (ending, path) in
        ["rs", "md"].iter().flat_map(|ending| files(&root(), ending).into_iter().map(move |path| (ending, path)))
    {
        let text = fs::read_to_string(&path).unwrap();
        let file = relative(&path, &root());
        let text = if *ending == "rs" { without_texts(&text) } else { text };
        for (word, line) in said_in(&text) {
            said.entry(word).or_default().push(format!("{file}:{line}"));
        }
    }
    let faults = judge(&said, STILL_SAID);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The words that are banned, and on which lines they stand.
fn said_in(text: &str) -> Vec<(&'static str, usize)> {
    let spellings = |(spellings, _): &(&'static [&'static str], _)| {
        (spellings[0], spellings.iter().map(|spelling| Spelling::of(spelling)).collect::<Vec<_>>())
    };
    let banned: Vec<_> = BANNED.iter().map(spellings).collect();
    let mut said = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = Line::of(line);
        let found = banned.iter().filter(|(_, spellings)| spellings.iter().any(|spelling| line.says(spelling)));
        said.extend(found.map(|(word, _)| (*word, number + 1)));
    }
    said
}

fn judge(said: &BTreeMap<&str, Vec<String>>, allowed: &[(&str, usize, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut changed = false;
    let mut table = Vec::new();
    for (spellings, instead) in BANNED {
        let word = spellings[0];
        let places = said.get(word).map_or(&[][..], Vec::as_slice);
        let (most, reason) =
            allowed.iter().find(|(allowed, ..)| *allowed == word).map_or((0, ""), |entry| (entry.1, entry.2));
        if places.len() > most {
            let lines = places.len();
            faults.push(format!("{word} stands on {lines} lines, where {most} are allowed; say: {instead}"));
            faults.push(format!("    {}", places.join(" ")));
        }
        if !places.is_empty() {
            table.push(format!("    (\"{word}\", {}, {reason:?}),", places.len()));
        }
        changed |= places.len() < most;
        if most > 0 && reason.is_empty() {
            faults.push(format!("{word} is in STILL_SAID without a word on where"));
        }
    }
    if changed {
        faults.push("some words are said less. STILL_SAID is now:".to_owned());
        faults.extend(table);
    }
    faults
}

#[test]
fn a_word_that_is_said_more_is_shown_and_one_that_is_said_less_lowers_the_table() {
    let places = |count: usize| (1..=count).map(|line| format!("a.rs:{line}")).collect::<Vec<_>>();
    let said = BTreeMap::from([("ambient", places(2)), ("desk", places(1))]);
    assert_eq!(judge(&said, &[("ambient", 2, "a.rs"), ("desk", 1, "a.rs")]), <[String; 0]>::default());
    let expected = ["ambient stands on 2 lines, where 1 are allowed; say: environment", "    a.rs:1 a.rs:2"];
    assert_eq!(judge(&said, &[("ambient", 1, "a.rs"), ("desk", 1, "a.rs")]), expected);
    let expected = [
        "some words are said less. STILL_SAID is now:",
        "    (\"ambient\", 2, \"a.rs\"),",
        "    (\"desk\", 1, \"b.rs\"),",
    ];
    assert_eq!(judge(&said, &[("ambient", 2, "a.rs"), ("desk", 5, "b.rs")]), expected);
    assert_eq!(judge(&said, &[("ambient", 2, "a.rs"), ("desk", 1, "b.rs"), ("take_up", 1, "c.rs")]), expected);
    let expected = ["desk is in STILL_SAID without a word on where"];
    assert_eq!(judge(&said, &[("ambient", 2, "a.rs"), ("desk", 1, "")]), expected);
}

#[test]
fn each_line_counts_once_for_each_word() {
    let text = "let desk = Desk::new(ambient); // the desk\n\nfn ambient() {}";
    assert_eq!(said_in(text), [("ambient", 1), ("desk", 1), ("ambient", 3)]);
}
