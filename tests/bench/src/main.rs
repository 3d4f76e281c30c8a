//! Counts and compares what Vestibule costs, holds it against its goals, and writes what it found to
//! `docs/PERFORMANCE.md`, a section for each measurement. Fails when a goal is missed.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

mod costs;
mod crowd;
mod failure;
mod heat;
mod list;
mod machine;
mod packages;
mod patterns;
mod processor;
mod section;
mod statistics;
mod sweep;
mod token;
mod visit;

use std::{
    io::{Write as _, stderr, stdout},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

/// Measures one thing, prints the section about it, and writes it to docs/PERFORMANCE.md.
#[derive(Debug, Parser)]
#[command(name = "vestibule-bench")]
struct Options {
    #[command(subcommand)]
    what: What,
    /// Hold against the goals only: leave docs/PERFORMANCE.md as it is
    #[arg(long, global = true)]
    check: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Sizes, starts and memory of the functions as they are deployed
    Packages(packages::Options),
    /// Round trips, items, capacity units and dollars of every operation, beside a naive variant
    Costs,
    /// The check of a link's token, beside one bare HMAC
    Token(token::Options),
    /// The sweep, among more and more shares that are not due
    Sweep(sweep::Options),
    /// A page of the active shares, among more and more others
    List(list::Options),
    /// Requests of a form full of patterns, beside the same form without
    Patterns(patterns::Options),
    /// Write units a second under each key, by thousands of guests
    Heat,
    /// Requests and bytes of a guest's first visit
    Visit,
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let measured = match &options.what {
        What::Packages(options) => packages::measure(options).await,
        What::Costs => costs::measure().await,
        What::Token(options) => token::measure(options),
        What::Sweep(options) => sweep::measure(options).await,
        What::List(options) => list::measure(options).await,
        What::Patterns(options) => patterns::measure(options).await,
        What::Heat => heat::measure().await,
        What::Visit => visit::measure().await,
    };
    let written = measured.and_then(|section| {
        writeln!(stdout(), "{}", section.markdown())?;
        if !options.check {
            section::write(&section)?;
        }
        Ok(section.missed())
    });
    match written {
        Ok(missed) if missed.is_empty() => ExitCode::SUCCESS,
        Ok(missed) => failed(&format!("missed: {}", missed.join("; "))),
        Err(failure) => failed(&failure.to_string()),
    }
}

fn failed(why: &str) -> ExitCode {
    // Nobody is left to be told that standard error is closed.
    let _ = writeln!(stderr(), "{why}");
    ExitCode::FAILURE
}
