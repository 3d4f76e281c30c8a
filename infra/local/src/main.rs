//! `cargo dev`: the whole of Vestibule on this machine, with a demo org and links that work.

use std::path::PathBuf;

use clap::Parser;
use embedded_cloud::{Ports, Storage};
use tracing_subscriber::{filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _};
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
    #[arg(long, default_value = "warn,s3s=off,vestibule_web=info,vestibule_local=info")]
    log: String,
    /// Let uploads wait for a stand-in malware scanner, which knows the EICAR test file
    #[arg(long)]
    scanner: bool,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let flags = Flags::parse();
    let shown: Targets = flags.log.parse()?;
    tracing_subscriber::registry()
        .with(shown)
        .with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr))
        .init();
    if flags.fresh && flags.data.exists() {
        forget(&flags.data)?;
    }
    let clock = Clock::system();
    let next = |n| if flags.port == 0 { 0 } else { flags.port + n };
    let system = System::start(SystemOptions {
        storage: if flags.memory { Storage::Memory } else { Storage::Folder(flags.data.clone()) },
        people: demo::people(),
        port: flags.port,
        ports: Ports { services: next(1), s3: next(2), dynamodb: next(3) },
        scanner: flags.scanner,
        background: true,
        ..SystemOptions::in_memory(clock.clone())
    })
    .await?;
    let link = demo::share(&system, &clock).await?;
    welcome(&system, &link)?;
    tokio::signal::ctrl_c().await?;
    system.stop().await;
    Ok(())
}

/// Removes only a folder that is ours.
fn forget(data: &std::path::Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let ours = data.join("lock").exists() || std::fs::read_dir(data)?.next().is_none();
    if !ours {
        return Err(format!("{} holds something else than our data; it is left alone", data.display()).into());
    }
    Ok(std::fs::remove_dir_all(data)?)
}

#[expect(clippy::print_stdout, reason = "these lines are what the command is for")]
fn welcome(system: &System, link: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (origin, services) = (&system.origin, &system.cloud.endpoints().services);
    println!("\nVestibule is running. Ctrl-C stops it.\n");
    println!("  API          {origin}/v1");
    println!("  Guest link   {link}");
    println!("  Mail inbox   {services}/inbox");
    println!("  Events       {services}/events\n");
    println!("People (a token lasts 12 hours):\n");
    for person in system.cloud.issuer().people() {
        let token = system.cloud.issuer().token(&person.sub)?;
        println!("  {} <{}>", person.name, person.email);
        println!("  export {}={token}\n", person.sub.to_uppercase());
    }
    println!("  curl -s -H \"Authorization: Bearer $CARLA\" '{origin}/v1/shares?project=procurement'\n");
    Ok(())
}
