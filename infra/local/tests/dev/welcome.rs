//! What it prints leads somewhere, and fits a screen.

use std::process::Command;

use crate::child::Machine;

#[test]
fn the_tokens_are_in_a_file_that_one_line_loads() {
    let machine = Machine::new();
    for flags in [["--port", "0", "--memory"].as_slice(), &["--port", "0"], &["--port", "0", "--data", "my data"]] {
        let running = machine.start(flags);
        let tokens = running.printed.split_whitespace().filter(|word| word.starts_with("eyJ")).count();
        assert_eq!(tokens, 0, "no token on the screen: {}", running.printed);
        assert!(running.printed.lines().count() < 24, "the link stays on the screen: {}", running.printed);
        let load = running.printed.lines().find(|line| line.trim_start().starts_with(". ")).unwrap();
        let script = format!("set -eu\n{load}\necho \"$API $CARLA $OTTO\"");
        let shell = Command::new("sh").args(["-c", &script]).current_dir(machine.path("")).output().unwrap();
        let loaded = String::from_utf8(shell.stdout).unwrap();
        let words: Vec<_> = loaded.split_whitespace().collect();
        assert_eq!(format!("{}/v1", words[0]), running.printed_after("API"), "{loaded}");
        assert!(words.len() == 3 && words[1..].iter().all(|token| token.starts_with("eyJ")), "{loaded}");
        let file = load.trim().trim_start_matches(". ").trim_matches('\'');
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(machine.path("").join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "for their owner alone");
        }
    }
}

#[tokio::test]
async fn every_printed_address_answers_who_clicks_on_it() {
    let machine = Machine::new();
    let running = machine.start(&["--port", "0", "--memory"]);
    let browser = reqwest::Client::new();
    let mut clicked = 0;
    for line in running.printed.lines().filter(|line| !line.contains("curl")) {
        let Some(address) = line.split_whitespace().find(|word| word.starts_with("http://")) else { continue };
        let answer = browser.get(address).header("accept", "text/html,*/*;q=0.8").send().await.unwrap();
        assert!(answer.status().is_success(), "{address}: {}", answer.status());
        clicked += 1;
    }
    assert_eq!(clicked, 5);

    let api = browser.get(running.printed_after("API")).send().await.unwrap();
    let pointer: serde_json::Value = api.json().await.unwrap();
    assert_eq!(pointer["documentation"], "docs/API.md");
    assert!(running.printed.contains(pointer["example"].as_str().unwrap()));

    let front = browser.get(running.printed_after("All of it")).send().await.unwrap().text().await.unwrap();
    for address in ["Guest link", "Mail inbox", "Events"] {
        let link = format!("href=\"{}\"", running.printed_after(address));
        assert!(front.contains(&link), "{link} in {front}");
    }
}

#[tokio::test]
async fn the_front_page_is_for_this_machine_alone() {
    let machine = Machine::new();
    let running = machine.start(&["--port", "0", "--memory"]);
    let front = running.printed_after("All of it");
    let foreign = reqwest::Client::new().get(front).header("host", "rebound.example").send().await.unwrap();
    assert_eq!(foreign.status(), 404);
    assert!(!foreign.text().await.unwrap().contains("vst1_"));
    let posted = reqwest::Client::new().post(front).send().await.unwrap();
    assert_eq!(posted.status(), 404, "as API Gateway answers what no function has");
}
