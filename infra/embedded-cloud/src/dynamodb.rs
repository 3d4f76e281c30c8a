//! DynamoDB on SQLite, spoken by dynoxide.

use std::path::Path;

use dynoxide::Database;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::listener::stopped;
use crate::start_error::StartError;

pub(crate) fn open(folder: Option<&Path>) -> Result<Database, StartError> {
    let opened = match folder {
        None => Database::memory(),
        Some(folder) => {
            let path = folder.join("dynamodb.sqlite");
            let text = path.to_str().ok_or_else(|| StartError::Io {
                path: path.clone(),
                source: std::io::Error::other("the path is not UTF-8"),
            })?;
            Database::new(text)
        }
    };
    opened.map_err(|error| StartError::Database(error.into()))
}

pub(crate) async fn serve(listener: TcpListener, database: Database, stop: watch::Receiver<()>) {
    let served = dynoxide::server::serve_with_shutdown(listener, database, stopped(stop)).await;
    if let Err(error) = served {
        tracing::error!(%error, "DynamoDB failed");
    }
}
