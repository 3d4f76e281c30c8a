//! Why an embedded cloud did not start, so that the message names the port, the file or the setting.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// One of the three listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listener {
    DynamoDb,
    S3,
    Services,
}

impl fmt::Display for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DynamoDb => "DynamoDB",
            Self::S3 => "S3",
            Self::Services => "SES, KMS, EventBridge and OIDC",
        })
    }
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("port {port}, wanted for {listener}, is already in use")]
    PortInUse { listener: Listener, port: u16 },

    #[error("cannot listen on port {port} for {listener}")]
    Listen { listener: Listener, port: u16, source: io::Error },

    #[error("the folder {} is in use by another embedded cloud", .folder.display())]
    FolderInUse { folder: PathBuf },

    #[error("{} is no folder", .path.display())]
    NotAFolder { path: PathBuf },

    #[error("the folder {} holds something else than an embedded cloud's data", .folder.display())]
    ForeignFolder { folder: PathBuf },

    #[error("cannot read or write {}", .path.display())]
    Io { path: PathBuf, source: io::Error },

    #[error("{} is damaged", .path.display())]
    Damaged { path: PathBuf, source: Box<dyn std::error::Error + Send + Sync> },

    #[error("cannot open the database")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),

    #[error("`{name}` is not a valid bucket name")]
    BucketName { name: String },

    #[error("`{origin}` is not a valid browser origin")]
    Origin { origin: String },
}

impl StartError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    pub(crate) fn damaged<E>(path: &Path) -> impl FnOnce(E) -> Self + '_
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        move |source| Self::Damaged { path: path.to_owned(), source: source.into() }
    }
}
