//! The looks of an org: what is given is set, and what is no logo or no colour to read is refused in words.

use std::{fs, path::PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::operator::{FOUND, WHERE, call, deployment, rows, run, trail};

const SET: &str = "set-branding --org acme --as olivia@ops.example";
/// A PNG of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/// A file of this name in the folder of the tests.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branding_is_set_taken_away_and_on_record() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let logo = file("logo.png", &BASE64_STANDARD.decode(PIXEL).unwrap());
    let ran = run(&system, &format!("{SET} --accent #7a1f5c --logo {}", logo.display())).await;
    let expected = format!("acme has a logo and the colour #7a1f5c. {WHERE}\n");
    assert_eq!((ran.status, ran.out), (0, expected), "{}", ran.err);
    let before = rows(&system).await;
    assert_eq!(run(&system, &format!("{SET} --accent #7A1F5C")).await.status, 0);
    assert_eq!(rows(&system).await, before, "the same again is nothing new");
    let ran = run(&system, &format!("{SET} --no-logo")).await;
    assert_eq!(ran.out, format!("acme has no logo and the colour #7a1f5c. {WHERE}\n"), "{}", ran.err);
    let kinds: Vec<_> = trail(&system, "acme").await.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds[3..], ["org.branding_changed", "org.branding_changed"]);
    let flow = json!({ "title": "Keys", "tasks": [{ "id": "sign", "title": "Sign" }] });
    assert_eq!(call(&system, "ada", "PUT", "/v1/projects/procurement/runs/keys", &flow).await.0, 201);
    assert_eq!(call(&system, "ada", "GET", "/v1/shares?project=procurement", &Value::Null).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_logo_or_no_colour_to_read_is_refused_with_its_reason_and_changes_nothing() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let before = rows(&system).await;
    let heavy = file("heavy.png", &vec![0; 3 << 20]);
    let svg = file("drawing.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
    for (arguments, reason) in [
        (format!("--logo {}", heavy.display()), "has more than 2097152 bytes"),
        (format!("--logo {}", svg.display()), "is an SVG, which can hold scripts; give it as a PNG"),
        ("--logo /dev/zero".to_owned(), "has more than 2097152 bytes"),
        ("--logo /no/such/logo.png".to_owned(), "cannot be read: No such file or directory"),
        ("--accent yellow".to_owned(), "is not a colour, such as #14595a"),
        ("--accent #ffd400".to_owned(), "4.5:1 is the least that people can read; #806a00 would do"),
    ] {
        let ran = run(&system, &format!("{SET} {arguments}")).await;
        assert_eq!(ran.status, 2, "{arguments}");
        assert!(ran.err.contains(reason), "{}", ran.err);
    }
    let both = run(&system, &format!("{SET} --accent #7a1f5c --no-accent")).await;
    assert_eq!(both.status, 2, "{}", both.err);
    assert_eq!(run(&system, SET).await.status, 2, "nothing is asked for");
    let nobody = run(&system, "set-branding --org globex --accent #7a1f5c --as olivia@ops.example").await;
    assert_eq!((nobody.status, nobody.err.as_str()), (1, "vestibule: there is no org globex; nothing was changed\n"));
    assert_eq!(rows(&system).await, before);
}
