//! The program as a child process, and what it printed.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
};

use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_vestibule-local");

/// The last line that a start prints names the last of the demo people.
const LAST_LINE: &str = "<otto@globex.example>";

/// Where programs are started: a working folder and a temporary one, both gone with it.
pub(crate) struct Machine {
    folder: TempDir,
}

impl Machine {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What lies in a folder, by name.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(name)).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, flags: &[&str]) -> Command {
        self.prepared(Command::new(PROGRAM), flags)
    }

    /// Started by another program, which is given its path.
    pub(crate) fn prepared(&self, mut command: Command, flags: &[&str]) -> Command {
        command.args(flags).current_dir(self.folder.path()).env("TMPDIR", self.path("tmp"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts it and waits until it ends by itself.
    pub(crate) fn run(&self, flags: &[&str]) -> Output {
        self.command(flags).output().unwrap()
    }

    /// Starts it and waits until it has printed how to use it.
    pub(crate) fn start(&self, flags: &[&str]) -> Running {
        Running::of(self.command(flags))
    }
}

/// Killed when it is dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) printed: String,
    _stdout: BufReader<ChildStdout>,
}

impl Running {
    pub(crate) fn of(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut printed = String::new();
        while !printed.contains(LAST_LINE) {
            if stdout.read_line(&mut printed).unwrap() == 0 {
                let mut log = String::new();
                child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
                panic!("it ended: {printed}\n{log}");
            }
        }
        Self { child, printed, _stdout: stdout }
    }

    /// What stands after a word at the beginning of a printed line.
    pub(crate) fn printed_after(&self, word: &str) -> &str {
        let line = self.printed.lines().find_map(|line| line.trim_start().strip_prefix(word));
        line.unwrap_or_else(|| panic!("no {word} in {}", self.printed)).trim()
    }

    pub(crate) fn send(&self, signal: &str) {
        send(signal, &self.child);
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Sends a signal, such as `TERM`; then its exit code and its log.
    pub(crate) fn end_by(mut self, signal: &str) -> (Option<i32>, String) {
        send(signal, &self.child);
        let status = self.child.wait().unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (status.code(), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

pub(crate) fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
    assert!(sent.success(), "{signal}");
}

/// A file with a text.
pub(crate) fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
