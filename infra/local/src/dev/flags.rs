//! The flags of `cargo dev`.

use std::path::PathBuf;

use clap::Parser;
use embedded_cloud::{Ports, Storage};
use tracing_subscriber::filter::Targets;

/// The embedded cloud takes those that follow the gateway's.
const PORTS_AFTER: u16 = 3;
const LAST_PORT: u16 = u16::MAX - PORTS_AFTER;

/// Runs Vestibule on an embedded cloud: no AWS, no Docker. Listens on loopback only.
#[derive(Debug, Parser)]
#[command(name = "cargo dev")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is given or not")]
pub(crate) struct Flags {
    /// Forget what earlier starts left and begin anew
    #[arg(long)]
    fresh: bool,
    /// Keep everything in memory and in a temporary folder that goes with it
    #[arg(long, conflicts_with_all = ["fresh", "data"])]
    pub(crate) memory: bool,
    /// The folder to keep data in
    #[arg(long, default_value = ".vestibule")]
    data: PathBuf,
    /// The portal's and the API's port; the three after it serve the embedded cloud. 0: any free ones
    #[arg(long, default_value_t = 8787, value_parser = port)]
    pub(crate) port: u16,
    /// Serve browsers over TLS, with a certificate of its own: Safari needs it
    #[arg(long)]
    pub(crate) tls: bool,
    /// What to log, as target=level between commas
    #[arg(
        long,
        default_value = "warn,s3s=off,dynoxide=error,vestibule_web=info,vestibule_local=info",
        value_parser = targets
    )]
    pub(crate) log: Targets,
    /// Let uploads wait for a stand-in malware scanner, which knows the EICAR test file
    #[arg(long)]
    pub(crate) scanner: bool,
}

impl Flags {
    pub(crate) fn storage(&self) -> Storage {
        match (self.memory, self.fresh) {
            (true, _) => Storage::Memory,
            (_, true) => Storage::Fresh(self.data.clone()),
            (..) => Storage::Folder(self.data.clone()),
        }
    }

    /// Those after the gateway's.
    pub(crate) fn ports(&self) -> Ports {
        let next = |n| if self.port == 0 { 0 } else { self.port.saturating_add(n) };
        Ports { services: next(1), s3: next(2), dynamodb: next(PORTS_AFTER) }
    }
}

fn port(text: &str) -> Result<u16, String> {
    match text.parse() {
        Ok(port) if port <= LAST_PORT => Ok(port),
        _ => Err(format!("a port is a number from 0 to {LAST_PORT}, because the three after it are used as well")),
    }
}

fn targets(text: &str) -> Result<Targets, &'static str> {
    text.parse().map_err(|_| "levels are off, error, warn, info, debug and trace, as in warn,vestibule_web=info")
}
