//! How `cargo dev` is told to stop: by Ctrl-C, by a process manager, by the end of its terminal.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Listens from when it is made, so that a start is not killed halfway either: its temporary folder would stay.
pub(crate) struct Stop {
    #[cfg(unix)]
    interrupted: Signal,
    #[cfg(unix)]
    terminated: Signal,
    /// `None` under `nohup`, which has it ignored.
    #[cfg(unix)]
    hung_up: Option<Signal>,
}

#[cfg(unix)]
impl Stop {
    pub(crate) fn listen() -> io::Result<Self> {
        let hung_up = if ignores_hang_up() { None } else { Some(signal(SignalKind::hangup())?) };
        let (interrupted, terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(Self { interrupted, terminated, hung_up })
    }

    /// Returns when somebody asks.
    pub(crate) async fn asked(&mut self) {
        let hung_up = async {
            match &mut self.hung_up {
                Some(signal) => signal.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
            _ = hung_up => {}
        }
    }
}

/// By the kernel's own list of this process (proc(5), `SigIgn`), which Linux alone shows as a file.
#[cfg(unix)]
fn ignores_hang_up() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.is_some_and(|mask| u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask & 1 == 1))
}

#[cfg(not(unix))]
impl Stop {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere listening can fail")]
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Returns when somebody presses Ctrl-C, or when nobody can.
    pub(crate) async fn asked(&mut self) {
        tokio::signal::ctrl_c().await.ok();
    }
}
