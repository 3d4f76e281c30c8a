//! `cargo dev`: the whole of Vestibule on this machine, with a demo org and links that work.

use std::{
    fmt::Write as _,
    io::{ErrorKind, Write as _, stderr, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use embedded_cloud::{Ports, Storage};
use tracing_subscriber::{filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _};
use vestibule_cloud::error::causes;
use vestibule_local::{System, SystemOptions, demo};
use vestibule_web::start::Clock;

/// Runs Vestibule on an embedded cloud: no AWS, no Docker. Listens on loopback only.
#[derive(Debug, Parser)]
#[command(name = "cargo dev")]
struct Flags {
    /// Forget what earlier starts left and begin anew
    #[arg(long)]
    fresh: bool,
    /// Keep everything in memory, nothing on disk
    #[arg(long, conflicts_with = "fresh")]
    memory: bool,
    /// Where to keep data
    #[arg(long, default_value = ".vestibule")]
    data: PathBuf,
    /// The portal's and the API's port; the three after it serve the embedded cloud
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// What to log, as target=level between commas
    #[arg(long, default_value = "warn,s3s=off,dynoxide=error,vestibule_web=info,vestibule_local=info")]
    log: String,
    /// Let uploads wait for a stand-in malware scanner, which knows the EICAR test file
    #[arg(long)]
    scanner: bool,
}

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Flags::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be reading.
            let _ = writeln!(stderr(), "cargo dev: {}", causes(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: Flags) -> Outcome {
    let shown: Targets = flags.log.parse()?;
    tracing_subscriber::registry().with(shown).with(tracing_subscriber::fmt::layer().with_writer(stderr)).init();
    let ports = ports(flags.port)?;
    if flags.fresh && flags.data.exists() {
        forget(&flags.data)?;
    }
    let clock = Clock::system();
    let system = System::start(SystemOptions {
        storage: if flags.memory { Storage::Memory } else { Storage::Folder(flags.data.clone()) },
        people: demo::people(),
        port: flags.port,
        ports,
        scanner: flags.scanner,
        background: true,
        ..SystemOptions::in_memory(clock.clone())
    })
    .await?;
    let link = demo::share(&system, &clock).await?;
    match stdout().write_all(welcome(&system, &link)?.as_bytes()) {
        // It runs all the same when nobody reads how to use it.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    asked_to_stop().await?;
    system.stop().await;
    Ok(())
}

/// Those after the gateway's, which is 0 for any free ones.
fn ports(gateway: u16) -> Result<Ports, NoSuchPort> {
    let next = |n| match gateway {
        0 => Ok(0),
        port => port.checked_add(n).ok_or(NoSuchPort(port)),
    };
    Ok(Ports { services: next(1)?, s3: next(2)?, dynamodb: next(3)? })
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("--port {0} leaves no room for the three ports after it; 65532 is the last that does")]
struct NoSuchPort(u16);

/// Ctrl-C, or what a process manager sends.
async fn asked_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Removes only a folder that is ours.
fn forget(data: &Path) -> Outcome {
    let ours = data.join("lock").exists() || std::fs::read_dir(data)?.next().is_none();
    if !ours {
        return Err(format!("{} holds something else than our data; it is left alone", data.display()).into());
    }
    Ok(std::fs::remove_dir_all(data)?)
}

fn welcome(system: &System, link: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let (origin, services) = (&system.origin, &system.cloud.endpoints().services);
    let mut text = format!(
        "\nVestibule is running. Ctrl-C stops it.\n\n  API          {origin}/v1\n  Guest link   {link}\n  \
         Mail inbox   {services}/inbox\n  Events       {services}/events\n\nPeople (a token lasts 12 hours):\n\n"
    );
    for person in system.cloud.issuer().people() {
        let (sub, token) = (person.sub.to_uppercase(), system.cloud.issuer().token(&person.sub)?);
        writeln!(text, "  {} <{}>\n  export {sub}={token}\n", person.name, person.email)?;
    }
    writeln!(text, "  curl -s -H \"Authorization: Bearer $CARLA\" '{origin}/v1/shares?project=procurement'\n")?;
    Ok(text)
}
