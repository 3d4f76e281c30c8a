//! Why a start is refused: in words, with the option that helps, before anything is bound or written.

use std::{net::TcpListener, process::Output};

use crate::child::{Machine, write};

#[track_caller]
fn refused(output: &Output, code: i32, says: &[&str]) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{told}");
    for words in says {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    for debug in ["Error {", "Os {", "Some(", "panicked", "\", "] {
        assert!(!told.contains(debug), "{debug} is in: {told}");
    }
    assert!(output.stdout.is_empty());
}

/// A port with three free ones after it, and the listener on one of the four.
fn taken(nth: u16) -> (u16, TcpListener) {
    // Tests run side by side: each process looks elsewhere.
    let own = u16::try_from(std::process::id() % 1_000).unwrap() * 10;
    for first in (10_000 + own..32_000).step_by(10) {
        let all: Option<Vec<_>> = (first..first + 4).map(|port| TcpListener::bind(("127.0.0.1", port)).ok()).collect();
        if let Some(mut all) = all {
            return (first, all.remove(usize::from(nth)));
        }
    }
    panic!("no four ports are free");
}

#[test]
fn a_port_that_is_in_use_is_named_before_anything_is_written() {
    for (nth, wanted) in
        [(0, "the API and the portal"), (1, "SES, KMS, EventBridge and OIDC"), (2, "S3"), (3, "DynamoDB")]
    {
        let machine = Machine::new();
        let (first, listener) = taken(nth);
        let output = machine.run(&["--port", &first.to_string()]);
        let busy = format!("port {}, wanted for {wanted}, is already in use", first + nth);
        refused(&output, 1, &[&busy, "--port N"]);
        assert_eq!(machine.list(""), ["tmp"], "no folder of data");
        drop(listener);
    }
}

#[test]
fn fresh_forgets_nothing_if_the_start_is_refused() {
    let machine = Machine::new();
    let kept = machine.start(&["--port", "0"]);
    refused(&machine.run(&["--port", "0", "--fresh"]), 1, &["folder .vestibule is in use", "--data", "--memory"]);
    kept.end_by("TERM");

    let before = machine.list(".vestibule");
    let (first, listener) = taken(2);
    refused(&machine.run(&["--port", &first.to_string(), "--fresh"]), 1, &["wanted for S3"]);
    assert_eq!(machine.list(".vestibule"), before);
    drop(listener);
}

#[test]
fn a_port_out_of_range_is_told_with_the_last_one() {
    for port in ["65533", "65536", "-1", "http"] {
        let output = Machine::new().run(&[&format!("--port={port}")]);
        refused(&output, 2, &[port, "--port", "from 0 to 65532"]);
    }
}

#[test]
fn a_folder_that_cannot_hold_data_is_named_with_the_option() {
    let machine = Machine::new();
    write(&machine.path("file"), "");
    refused(&machine.run(&["--port", "0", "--data", "file"]), 1, &["file is no folder", "--data", "--memory"]);
    refused(&machine.run(&["--port", "0", "--data", "file/below"]), 1, &["file/below is no folder", "--data"]);
    // Not even an administrator can write here.
    refused(&machine.run(&["--port", "0", "--data", "/proc/vestibule"]), 1, &["cannot read or write /proc/vestibule"]);
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let machine = Machine::new();
    for flags in [["--data", ".", "--port", "0"].as_slice(), &["--data", ".", "--port", "0", "--fresh"]] {
        refused(&machine.run(flags), 1, &["holds something else", "--data"]);
    }
    assert_eq!(machine.list(""), ["tmp"]);
}

#[test]
fn fresh_leaves_what_somebody_else_put_into_the_folder() {
    let machine = Machine::new();
    machine.start(&["--data", "kept", "--port", "0"]).end_by("TERM");
    write(&machine.path("kept/notes.txt"), "mine");
    write(&machine.path("kept/s3/left.txt"), "of an earlier start");
    machine.start(&["--data", "kept", "--port", "0", "--fresh"]).end_by("TERM");
    assert!(machine.path("kept/notes.txt").exists() && !machine.path("kept/s3/left.txt").exists());
}

#[test]
fn damaged_data_are_named_and_kept() {
    let machine = Machine::new();
    machine.start(&["--data", "kept", "--port", "0"]).end_by("TERM");
    for (file, says) in [("kms.key", "kept/kms.key is damaged"), ("dynamodb.sqlite", "database")] {
        let whole = std::fs::read(machine.path("kept").join(file)).unwrap();
        write(&machine.path("kept").join(file), "short");
        refused(&machine.run(&["--data", "kept", "--port", "0"]), 1, &[says, "--fresh"]);
        assert_eq!(std::fs::read(machine.path("kept").join(file)).unwrap(), b"short");
        std::fs::write(machine.path("kept").join(file), whole).unwrap();
    }
}

#[test]
fn a_log_that_cannot_be_understood_is_told_with_its_levels() {
    refused(&Machine::new().run(&["--memory", "--log", "portal=loud"]), 2, &["portal=loud", "--log", "debug"]);
}

#[test]
fn a_temporary_folder_that_is_missing_is_named() {
    let machine = Machine::new();
    let mut command = machine.command(&["--memory", "--port", "0"]);
    let output = command.env("TMPDIR", machine.path("gone")).output().unwrap();
    refused(&output, 1, &["cannot read or write", "gone", "TMPDIR"]);
}
