//! Over TLS, for browsers that keep no cookie otherwise: what curl sees that trusts the certificate alone.

use std::{fmt::Write as _, process::Command};

use serde_json::{Value, json};

use crate::child::{Machine, Running};

/// `echo -n vestibule | sha256sum`
const SHA256: &str = "9de7d3fe8426175d24bbae7acbad07a97775d90952e54fe638abffe25f51e06f";

/// Runs a script in a shell that has loaded the tokens, and gives what it printed.
fn shell(machine: &Machine, running: &Running, script: &str) -> String {
    let load = running.printed.lines().find(|line| line.trim_start().starts_with(". ")).unwrap();
    let ask = r#"curl -sS --fail-with-body -H "Authorization: Bearer $CARLA" -H 'Content-Type: application/json' "$@""#;
    let script = format!("set -eu\n{load}\nask() {{ {ask}; }}\n{script}");
    let output = Command::new("sh").args(["-c", &script]).current_dir(machine.path("")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{script}\n{told}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn pages_the_api_and_uploads_are_served_over_tls() {
    let machine = Machine::new();
    let running = machine.start(&["--port", "0", "--tls", "--data", "kept"]);
    let origin = running.printed_after("API").strip_suffix("/v1").unwrap().to_owned();
    assert!(origin.starts_with("https://localhost:"), "{origin}");

    let landing = shell(&machine, &running, "curl -sS -i $API/i").to_lowercase();
    assert!(landing.starts_with("http/1.1 200"), "{landing}");
    assert!(landing.contains("connect-src 'self' https://localhost:"), "uploads as well: {landing}");
    assert!(!landing.contains("strict-transport-security"), "it would hold for all of this machine: {landing}");

    let announced = json!({ "name": "note.txt", "type": "text/plain", "size": 9, "sha256": SHA256 });
    let way_in = shell(&machine, &running, &format!("ask $API/v1/projects/procurement/files -d '{announced}'"));
    let way_in: Value = serde_json::from_str(&way_in).unwrap();
    let url = way_in["url"].as_str().unwrap();
    assert!(url.starts_with("https://localhost:"), "{url}");
    let mut headers = String::new();
    for (name, value) in way_in["headers"].as_object().unwrap() {
        write!(headers, " -H '{name}: {}'", value.as_str().unwrap()).unwrap();
    }
    shell(&machine, &running, &format!("curl -sS --fail-with-body -X PUT --data-binary vestibule{headers} '{url}'"));
    let settle = format!("ask -X POST $API/v1/projects/procurement/files/{}/settle", way_in["id"].as_str().unwrap());
    shell(&machine, &running, &settle);
}

#[test]
fn the_certificate_is_kept_so_that_it_is_trusted_once() {
    let machine = Machine::new();
    let mut certificates = Vec::new();
    for flags in [["--tls", "--port", "0"].as_slice(), &["--tls", "--port", "0", "--fresh"]] {
        let running = machine.start(flags);
        certificates.push(std::fs::read(machine.path(running.printed_after("Certificate"))).unwrap());
        running.end_by("TERM");
    }
    assert_eq!(certificates[0], certificates[1]);
}

#[tokio::test]
async fn who_types_http_is_led_on() {
    let machine = Machine::new();
    let running = machine.start(&["--port", "0", "--tls", "--memory"]);
    let front = running.printed_after("All of it");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client.get(front.replace("https://", "http://")).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (307, front));
    running.end_by("TERM");
    assert_eq!(machine.list("tmp"), <[&str; 0]>::default());
}
