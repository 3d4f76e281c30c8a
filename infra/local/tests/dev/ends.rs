//! However it ends, it leaves nothing behind that it should not.

use std::{
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::child::{Machine, PROGRAM, Running, send};

const IN_MEMORY: [&str; 3] = ["--memory", "--port", "0"];

#[test]
fn in_memory_nothing_is_left_after_ctrl_c_a_manager_or_the_end_of_its_terminal() {
    for signal in ["INT", "TERM", "HUP"] {
        let machine = Machine::new();
        let running = machine.start(&IN_MEMORY);
        assert_eq!(machine.list("tmp").len(), 1, "files of S3 need a place");
        let (code, log) = running.end_by(signal);
        assert_eq!(code, Some(0), "{signal}: {log}");
        assert_eq!((machine.list("tmp"), machine.list("")), (vec![], vec!["tmp".to_owned()]), "{signal}");
    }
}

#[test]
fn what_a_killed_start_left_is_removed_by_the_next_one() {
    let machine = Machine::new();
    let (code, _) = machine.start(&IN_MEMORY).end_by("KILL");
    assert_eq!((code, machine.list("tmp").len()), (None, 1));
    machine.start(&IN_MEMORY).end_by("TERM");
    assert_eq!(machine.list("tmp"), <[&str; 0]>::default());
}

#[test]
fn a_start_that_is_stopped_halfway_leaves_nothing_either() {
    let machine = Machine::new();
    let mut child = machine.command(&IN_MEMORY).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    while machine.list("tmp").is_empty() {
        assert!(Instant::now() < until, "it makes its folder");
        sleep(Duration::from_millis(1));
    }
    send("TERM", &child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(machine.list("tmp"), <[&str; 0]>::default());
}

#[test]
fn nohup_keeps_it_running_when_its_terminal_ends() {
    let machine = Machine::new();
    let mut shell = Command::new("sh");
    shell.args(["-c", r#"trap '' HUP; exec "$0" "$@""#, PROGRAM]);
    let mut running = Running::of(machine.prepared(shell, &IN_MEMORY));
    running.send("HUP");
    sleep(Duration::from_millis(500));
    assert!(running.is_running());
    assert_eq!(running.end_by("TERM").0, Some(0));
}

#[test]
fn it_runs_on_quietly_when_nobody_reads_what_it_prints() {
    let machine = Machine::new();
    let mut child = machine.command(&IN_MEMORY).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    sleep(Duration::from_secs(3));
    assert!(child.try_wait().unwrap().is_none(), "still there");
    send("TERM", &child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_restart_on_the_same_data_warns_of_nothing_and_has_the_same_link() {
    let machine = Machine::new();
    let mut links = Vec::new();
    // Stopped, then killed: the last one finds what neither cleared away.
    for signal in ["TERM", "KILL", "TERM"] {
        let running = machine.start(&["--data", "kept", "--port", "0"]);
        let link = running.printed_after("Guest link").to_owned();
        links.push(link.split_once('#').unwrap().1.to_owned());
        let (_, log) = running.end_by(signal);
        for word in ["WARN", "ERROR", "panicked"] {
            assert!(!log.contains(word), "{word} in {log}");
        }
    }
    assert!(links.iter().all(|link| *link == links[0]), "{links:?}");

    let fresh = machine.start(&["--data", "kept", "--port", "0", "--fresh"]);
    assert!(!fresh.printed.contains(&links[0]), "begun anew");
}
