//! `cargo dev`: the whole of Vestibule on this machine, with a demo org and links that work.

mod dev;

use std::{
    io::{ErrorKind, Write as _, stderr, stdout},
    process::ExitCode,
};

use clap::Parser;
use tracing_subscriber::{layer::SubscriberExt as _, util::SubscriberInitExt as _};
use vestibule_cloud::error::causes;
use vestibule_local::{FrontPage, System, SystemError, SystemOptions, demo};
use vestibule_web::start::Clock;

use crate::dev::{Flags, Stop, advice, welcome, write_tokens};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    let flags = Flags::parse();
    match run(&flags).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let advice = error.downcast_ref::<SystemError>().and_then(|error| advice(error, flags.memory));
            // Nobody may be reading.
            let _ = writeln!(stderr(), "cargo dev: {}", causes(&*error));
            let _ = advice.map(|advice| writeln!(stderr(), "{advice}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: &Flags) -> Outcome<()> {
    let mut stop = Stop::listen()?;
    let log = tracing_subscriber::fmt::layer().with_writer(stderr);
    tracing_subscriber::registry().with(flags.log.clone()).with(log).init();
    let (system, printed) = tokio::select! {
        biased;
        () = stop.asked() => return Ok(()),
        started = start(flags) => started?,
    };
    match stdout().write_all(printed.as_bytes()) {
        // It runs all the same when nobody reads how to use it.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    stop.asked().await;
    system.stop().await;
    Ok(())
}

/// The running system, and what to print about it.
async fn start(flags: &Flags) -> Outcome<(System, String)> {
    let clock = Clock::system();
    let system = System::start(SystemOptions {
        storage: flags.storage(),
        people: demo::people(),
        port: flags.port,
        ports: flags.ports(),
        tls: flags.tls,
        scanner: flags.scanner,
        background: true,
        ..SystemOptions::in_memory(clock.clone())
    })
    .await?;
    let link = demo::share(&system, &clock).await?;
    let load = write_tokens(&system)?;
    let services = system.cloud.endpoints().services.clone();
    let page = FrontPage { origin: system.origin.clone(), services, link, load };
    let printed = welcome(&page, system.certificate.as_deref(), system.cloud.issuer().people());
    system.show(page);
    Ok((system, printed))
}
