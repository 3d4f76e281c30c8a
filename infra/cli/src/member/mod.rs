//! `vestibule member`: who belongs to an org, by the same rules as the API has.

mod add;
mod change;
mod given;
mod invite;
mod list;
mod remove;

use clap::Subcommand;
pub(crate) use given::admin;
pub(crate) use list::seats;

use crate::{deployment::Tables, failure::Failure};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Add(add::Flags),
    Invite(invite::Flags),
    List(list::Flags),
    Role(change::Flags),
    Remove(remove::Flags),
}

pub(crate) async fn member(command: Command, tables: Tables) -> Result<String, Failure> {
    match command {
        Command::Add(flags) => add::add(flags, tables).await,
        Command::Invite(flags) => invite::invite(flags, tables).await,
        Command::List(flags) => list::list(flags, tables).await,
        Command::Role(flags) => change::change(flags, tables).await,
        Command::Remove(flags) => remove::remove(flags, tables).await,
    }
}
