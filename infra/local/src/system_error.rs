//! Why the system did not start, in words for who starts it.

use vestibule_cloud::StoreError;
use vestibule_web::start::StartError;

use crate::{tables::TableError, tls::TlsError};

/// Why the system did not start.
#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    #[error(transparent)]
    Cloud(#[from] embedded_cloud::StartError),
    #[error("port {port}, wanted for the API and the portal, is already in use")]
    PortInUse { port: u16 },
    #[error("cannot listen on port {port} for the API and the portal")]
    Listen {
        port: u16,
        #[source]
        source: std::io::Error,
    },
    #[error(transparent)]
    Tables(#[from] TableError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("template.yaml does not say how long uploads may take")]
    UploadWindow(#[from] serde_yaml_ng::Error),
    #[error("a function does not start")]
    Function(#[from] StartError),
    #[error(transparent)]
    Tls(#[from] TlsError),
    #[error("no client trusts the certificate")]
    Client(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the issuer's keys cannot be used")]
    Issuer(#[source] Box<dyn std::error::Error + Send + Sync>),
}
