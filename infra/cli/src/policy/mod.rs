//! `vestibule policy`: what an org or one of its projects allows, over the same rules as the API.

mod asked;
mod get;
mod of;
mod set;

use clap::Subcommand;

use crate::{deployment::Tables, failure::Failure};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Get(get::Flags),
    Set(set::Flags),
}

pub(crate) async fn policy(command: Command, tables: Tables) -> Result<String, Failure> {
    match command {
        Command::Get(flags) => get::get(flags, tables).await,
        Command::Set(flags) => set::set(flags, tables).await,
    }
}
