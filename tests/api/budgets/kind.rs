//! What a row is, by its key.

use serde_json::Value;

pub(super) fn kind(row: &Value) -> &str {
    let sk = row["sk"].as_str().unwrap();
    match sk.split('#').collect::<Vec<_>>().as_slice() {
        ["TERMS"] => "terms",
        ["GATE"] => "gate",
        ["RESPONSE"] => "response",
        ["MAIL"] => "mail",
        ["MAILS"] => "mail count",
        ["CODES"] => "code count",
        ["TOLD"] => "told",
        ["ORG"] => "org",
        ["PROJECT", _] => "project",
        ["MEMBER"] => "person",
        ["MEMBER", _, _] => "entry of the list",
        ["INVITATION", _] => "invitation",
        [run, _] if run.starts_with("run_") => "step",
        ["RUN"] => "run",
        ["PROGRESS"] => "progress",
        ["T", _, "SPEC", _] => "spec",
        ["T", _, "STATE"] => "state",
        ["WORK"] => "work",
        ["T", _, "FILE", _] => "upload",
        ["T", _, "NOTE", _] => "note",
        ["T", _, "BACK", _] => "round",
        ["FILE"] => "file",
        ["DOC"] => "document",
        ["WPK"] => "work package",
        ["REV", _] => "revision",
        [comment] if comment.starts_with("cmt_") => "note",
        ["IN", _] => "place in a list",
        ["OUTBOX"] => "outbox",
        ["EXPORT"] => "export",
        ["EXPORTS"] => "list of exports",
        ["RESULT"] => "result",
        ["TEXT"] => "text",
        [seq] if seq.bytes().all(|digit| digit.is_ascii_digit()) => "trail",
        _ => panic!("a row of an unknown kind: {row}"),
    }
}
