//! docs/EVENTS.md is what the facts of the trails say.

mod values;

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use vestibule_domain::{audit::Kind, value::Digest};
use vestibule_fixtures::printed::compare_or_print;

use super::*;

const INTRODUCTION: &str = "\
# Records and events

What happens is a record in a trail. Every record but a draft is also an event on the event bus, for the host's own
systems. A test prints this file from the code.

## In common

- Events are CloudEvents 1.0 in their JSON format: the `detail` of an EventBridge event whose `source` is `vestibule` and
  whose `detail-type` is the kind. A rule can match on both, and on `detail.data`.
- They come at least once. The `id` is the same at every delivery, so that a receiver can drop the repeat.
- They come in any order. `data.seq` numbers the records of `data.trail` from 1; drafts take numbers too, so that numbers
  are missing where drafts are.
- They hold no personal details. Who acted is told by id; names, addresses and where somebody came from stand beside the
  record, and answers, comments and names of files where they belong. `GET /v1/shares/{share}/activity` shows the former.
- New kinds and new members may come. A receiver takes no offence at them.

| member of `data` | what it holds |
|---|---|
| `org`, `project` | their names; an org's own events have no `project` |
| `path` | the host's own name for what was touched, below its project, such as `runs/kyc-7`; the `subject`, too |
| `share` | of events in a share's trail: its id |
| `trail`, `seq` | where the record stands |
| `actor` | `{\"type\": \"guest\", \"share\"}`, `{\"type\": \"member\", \"sub\"}` or `{\"type\": \"system\", \"function\"}`; `operator` is a person at the command line |
| `facts` | what the kind says, below |
";

/// The aggregates: what their trails are called, one of them, and where in the company it is.
const TRAILS: [(&str, &str, &str, &str, &str); 7] = [
    ("share", "Of a share", "share/shr_…", "share/shr_0000000000000000000007", "acme/procurement/runs/kyc-7"),
    (
        "step",
        "Of one person's part in a step",
        "step/run_…/{task}/stp_…",
        "step/run_0000000000000000000007/review/stp_0000000000000000000007",
        "acme/procurement/runs/kyc-7",
    ),
    ("run", "Of a run", "run/run_…", "run/run_0000000000000000000007", "acme/procurement/runs/kyc-7"),
    (
        "document",
        "Of a document",
        "document/doc_…",
        "document/doc_0000000000000000000007",
        "acme/procurement/documents/doc_0000000000000000000007",
    ),
    (
        "work_package",
        "Of a work package",
        "work_package/wpk_…",
        "work_package/wpk_0000000000000000000007",
        "acme/procurement/work-packages/wpk_0000000000000000000007",
    ),
    (
        "file",
        "Of a reference file",
        "file/fil_…",
        "file/fil_0000000000000000000007",
        "acme/procurement/files/fil_0000000000000000000007",
    ),
    ("org", "Of an org", "org/{org}", "org/acme", "acme"),
];

#[test]
fn the_reference_of_events_is_printed_from_the_code() {
    let mut text = INTRODUCTION.to_owned();
    for (aggregate, title, form, trail, of) in TRAILS {
        writeln!(text, "\n## {title}\n\nTheir trail is `{form}`.").unwrap();
        let prefix = format!("{aggregate}.");
        for kind in events::kinds().filter(|kind| kind.name.starts_with(&prefix)) {
            describe(&mut text, kind, (trail, of));
        }
    }
    compare_or_print("docs/EVENTS.md", &text);
}

#[test]
fn every_kind_is_of_a_trail_that_is_described() {
    for kind in events::kinds() {
        let aggregate = kind.name.split('.').next();
        assert!(TRAILS.iter().any(|(described, ..)| Some(*described) == aggregate), "{}", kind.name);
    }
}

fn describe(text: &mut String, kind: &Kind, (trail, of): (&str, &str)) {
    writeln!(text, "\n### `{}`\n\n{}", kind.name, kind.meaning.trim()).unwrap();
    if !kind.published {
        writeln!(text, "A draft: it is no event.").unwrap();
    }
    let mut facts = Map::new();
    if !kind.facts.is_empty() {
        writeln!(text, "\n| fact | what it holds |\n|---|---|").unwrap();
    }
    for (name, of_type) in kind.facts {
        let (words, example) = values::of(kind.name, name, of_type);
        writeln!(text, "| `{name}` | {words} |").unwrap();
        facts.insert((*name).to_owned(), example);
    }
    if kind.published {
        let event = event(&record(kind, trail, &facts), &Of::parse(of).unwrap());
        writeln!(text, "\n```json\n{}\n```", serde_json::to_string_pretty(&event).unwrap()).unwrap();
    }
}

fn record(kind: &Kind, trail: &str, facts: &Map<String, Value>) -> Record {
    let text = json!({
        "trail": trail, "seq": 7, "at": "2026-11-23T12:00:00Z", "kind": kind.name, "actor": values::actor(kind.name),
        "facts": facts, "personal": Digest::of("details"),
    });
    Record::parse(text.to_string()).unwrap()
}

#[test]
fn an_event_names_the_share_and_the_place_it_is_of() {
    let kind = events::kinds().find(|kind| kind.name == "share.revoked").unwrap();
    let of = |trail: &str, of: &str| json!(event(&record(kind, trail, &Map::new()), &Of::parse(of).unwrap()));
    let share = of("share/shr_0000000000000000000007", "acme/procurement/runs/kyc/7");
    assert_eq!(share["source"], "/vestibule/acme/procurement");
    assert_eq!((&share["subject"], &share["data"]["path"]), (&json!("runs/kyc/7"), &json!("runs/kyc/7")));
    assert_eq!(share["data"]["share"], "shr_0000000000000000000007");
    assert_eq!(share["id"], "share/shr_0000000000000000000007/7");
    let org = of("org/acme", "acme");
    assert_eq!(org["source"], "/vestibule/acme");
    assert!(org.get("subject").is_none() && org["data"].get("project").is_none() && org["data"].get("share").is_none());
    assert!(Of::parse("").is_err() && Of::parse("acme/-").is_err());
}
