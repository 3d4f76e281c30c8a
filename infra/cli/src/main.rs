//! `vestibule`: what operators do to a deployment: found an org, add its projects, decide about its people, count its
//! seats, say what it allows.

mod add_project;
mod arguments;
mod deployment;
mod failure;
mod flaw;
mod found;
mod member;
mod operator;
mod policy;
mod role;
mod seats;
mod tables;

use std::{
    io::{Write as _, stderr, stdout},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::deployment::Tables;

/// Founds orgs in a deployment of Vestibule, adds projects to them, decides about their people, and says what they allow.
///
/// Credentials and region come from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and
/// AWS_REGION, as `eval "$(aws configure export-credentials --format env)"` sets the first three.
#[derive(Debug, Parser)]
#[command(name = "vestibule", version)]
struct Flags {
    #[command(flatten)]
    tables: Tables,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Found(found::Flags),
    AddProject(add_project::Flags),
    /// Who belongs to an org
    #[command(subcommand)]
    Member(member::Command),
    Seats(seats::Flags),
    /// Shows or changes what an org or one of its projects allows
    #[command(subcommand)]
    Policy(policy::Command),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Flags { tables, command } = Flags::parse();
    let done = match command {
        Command::Found(flags) => found::found(flags, tables).await,
        Command::AddProject(flags) => add_project::add_project(flags, tables).await,
        Command::Member(command) => member::member(command, tables).await,
        Command::Seats(flags) => seats::seats(flags, tables).await,
        Command::Policy(command) => policy::policy(command, tables).await,
    };
    // What was done is done, even if nobody reads about it: a closed pipe is no failure.
    match done {
        Ok(done) => {
            let _ = writeln!(stdout(), "{done}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            for line in failure.lines() {
                let _ = writeln!(stderr(), "vestibule: {line}");
            }
            failure.exit_code()
        }
    }
}
