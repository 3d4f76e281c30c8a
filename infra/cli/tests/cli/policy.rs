//! What an org allows, set and shown on the command line: over the rules of the API, its looks included.

use std::{fs, path::PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::operator::{FOUND, WHERE, call, deployment, rows, run, trail};

const SET: &str = "policy set --org acme --as olivia@ops.example";
/// A PNG of 8 × 8 pixels.
const SQUARE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mMQiYzCihiGlgQAX2UxwY6vXBwAAAAASUVORK5CYII=";

/// A file of this name in the folder of the tests.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_is_set_shown_taken_back_and_on_record() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let before = rows(&system).await;
    let tried = run(&system, &format!("{SET} max_expiry_days=30 password_required=true --dry-run")).await;
    let changes = "max_expiry_days: null -> 30\npassword_required: null -> true";
    let told = "Which shares would lie outside, PATCH /v1/policy?dry_run=true says.";
    assert_eq!(tried.out, format!("{changes}\nacme would change. {told} {WHERE}\n"), "{}", tried.err);
    assert_eq!(rows(&system).await, before);
    let ran = run(&system, &format!("{SET} max_expiry_days=30 password_required=true")).await;
    assert_eq!(ran.out, format!("{changes}\nacme changed. {WHERE}\n"), "{}", ran.err);
    let again = run(&system, &format!("{SET} max_expiry_days=30")).await;
    assert_eq!(again.out, format!("All of it stands already. {WHERE}\n"));

    let project = "--project procurement max_expiry_days=7 upload_extensions=pdf,png password_required=";
    let ran = run(&system, &format!("{SET} {project}")).await;
    assert!(ran.out.contains("upload_extensions: null -> [\"pdf\",\"png\"]\nacme/procurement changed."), "{}", ran.out);
    let shown = run(&system, "policy get --org acme --project procurement").await.out;
    for line in ["max_expiry_days project 7", "password_required org true", "default_expiry_days default 7"] {
        let words: Vec<_> = line.split(' ').collect();
        let found = shown.lines().any(|shown| shown.split_whitespace().collect::<Vec<_>>() == words);
        assert!(found, "{line} is not in:\n{shown}");
    }
    let program = run(&system, "policy get --org acme --project procurement --json").await.out;
    let program: Value = serde_json::from_str(&program).unwrap();
    assert_eq!(program["max_expiry_days"], json!({ "value": 7, "layer": "project" }));
    let kinds: Vec<_> = trail(&system, "acme").await.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds[3..], ["org.policy_changed", "org.policy_changed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_and_texts_come_from_files() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let logo = file("logo.png", &BASE64_STANDARD.decode(SQUARE).unwrap());
    let notice = file("notice.txt", b"We keep your papers for two years.");
    let asked = format!("{SET} accent=#7a1f5c logo={} notice.en={}", logo.display(), notice.display());
    let ran = run(&system, &asked).await;
    assert_eq!(ran.status, 0, "{}", ran.err);
    let before = rows(&system).await;
    assert_eq!(run(&system, &format!("{SET} accent=#7A1F5C")).await.status, 0);
    assert_eq!(rows(&system).await, before, "the same again is nothing new");
    assert_eq!(run(&system, &format!("{SET} logo=")).await.status, 0);
    let policy = call(&system, "ada", "GET", "/v1/policy", &Value::Null).await;
    assert_eq!(policy.1["own"], json!({ "accent": "#7a1f5c" }));
    assert_eq!(policy.1["notice"]["en"]["text"], "We keep your papers for two years.");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_with_its_reason_and_changes_nothing() {
    let system = deployment().await;
    run(&system, FOUND).await;
    run(&system, &format!("{SET} max_expiry_days=30")).await;
    let before = rows(&system).await;
    let heavy = file("heavy.png", &vec![0; 3 << 20]);
    let binary = file("notice.bin", &[0xff, 0xfe]);
    for (arguments, reason) in [
        (format!("logo={}", heavy.display()), "has more than 2097152 bytes"),
        ("logo=/dev/zero".to_owned(), "has more than 2097152 bytes"),
        ("logo=/no/such/logo.png".to_owned(), "cannot be read: No such file or directory"),
        (format!("notice.en={}", binary.display()), "is not written in UTF-8"),
        ("accent=yellow".to_owned(), "is not a colour in six digits, such as #14595a"),
        ("accent=#ffd400".to_owned(), "4.5:1 is the least that people can read; #806a00 would do"),
        ("max_expiry_days=91".to_owned(), "must be 1 to 90"),
        ("max_expiry_days=soon".to_owned(), "\"max_expiry_days\" must be a whole number from 0 to"),
        ("password_required=yes".to_owned(), "\"password_required\" must be true or false"),
        ("max_expiry_day=3".to_owned(), "\"max_expiry_day\" is not known here; known are"),
        ("upload_extensions=pdf,tar.gz".to_owned(), "\"tar.gz\" is no ending of a file's name, such as pdf"),
        ("max_expiry_days".to_owned(), "has no = in it"),
        ("--project procurement max_expiry_days=60".to_owned(), "is looser than 30"),
    ] {
        let ran = run(&system, &format!("{SET} {arguments}")).await;
        assert_eq!(ran.status, 2, "{arguments}: {}", ran.err);
        assert!(ran.err.contains(reason), "{arguments}: {}", ran.err);
    }
    assert_eq!(run(&system, SET).await.status, 2, "nothing is asked for");
    let nobody = run(&system, "policy set --org globex accent=#7a1f5c --as olivia@ops.example").await;
    assert_eq!((nobody.status, nobody.err.as_str()), (1, "vestibule: there is no org globex; nothing was changed\n"));
    let nowhere = run(&system, "policy get --org acme --project tower").await;
    assert_eq!(nowhere.err, "vestibule: the org acme has no project tower; nothing was changed\n");
    assert_eq!(rows(&system).await, before);
}
