//! Why scripts cannot be joined, with the script and its line.

use std::{
    io,
    path::{Path, PathBuf},
};

#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error("{} cannot be read or written", .path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Join(#[from] JoinError),
}

impl BundleError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    #[error("{script}, line {line}: {why}; such a script cannot be joined")]
    Form { script: String, line: usize, why: &'static str },
    #[error("{script} imports {missing}, which is not there")]
    Missing { script: String, missing: String },
    #[error("{script} imports itself, by way of others")]
    Circle { script: String },
    #[error("two scripts are called {script}")]
    Twice { script: String },
}
