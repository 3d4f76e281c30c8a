//! The deployment that a command is for: its tables, reached with the operator's own credentials.

use clap::Args;
use vestibule_cloud::Store;
use vestibule_web::start::{Settings, Start};

use crate::{failure::Failure, tables::Pair};

/// Which tables. The stack puts their names out as StateTable and TrailTable.
#[derive(Debug, Args)]
pub(crate) struct Tables {
    /// DynamoDB table of state; else the variable STATE_TABLE
    #[arg(long, global = true, value_name = "NAME")]
    state_table: Option<String>,
    /// DynamoDB table of the trail; else the variable TRAIL_TABLE
    #[arg(long, global = true, value_name = "NAME")]
    trail_table: Option<String>,
}

impl Tables {
    /// Their store, once both were seen to be there and to be what they were named for.
    pub(crate) async fn open(self) -> Result<(Store, Pair), Failure> {
        let environment = Settings::from_env();
        let settings = Settings::from_fn(move |name| {
            let flag = match name {
                "STATE_TABLE" => self.state_table.clone(),
                "TRAIL_TABLE" => self.trail_table.clone(),
                _ => None,
            };
            flag.or_else(|| environment.optional(name))
        });
        let start = Start::from_settings(settings);
        let store = start.store().await.map_err(|error| Failure::start(&error, &start.settings))?;
        let (state, trail) = store.tables().await?;
        let pair = Pair::of(state, trail).map_err(Failure::Tables)?;
        Ok((store, pair))
    }
}
