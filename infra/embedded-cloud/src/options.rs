//! What an embedded cloud is started with: where it keeps its data, what time it is, whom it knows.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The time as the issuer, the inbox, the bus and the objects' dates see it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where the data lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Gone when the cloud stops.
    Memory,
    /// Everything below this folder, and found there again by the next start.
    Folder(PathBuf),
    /// The same, after what an earlier start left there is forgotten.
    Fresh(PathBuf),
}

/// Ports on 127.0.0.1; 0 takes any free one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ports {
    pub dynamodb: u16,
    pub s3: u16,
    /// SES, KMS, EventBridge, the OIDC issuer and the pages that show what arrived.
    pub services: u16,
}

/// Someone the issuer gives tokens to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The `sub` claim: the person's identity, stable over time.
    pub sub: String,
    pub name: String,
    pub email: String,
}

/// What [`EmbeddedCloud::start`](crate::EmbeddedCloud::start) is given.
#[derive(Clone)]
pub struct Options {
    pub storage: Storage,
    /// Presigned URLs expire by the machine's time all the same.
    pub clock: Clock,
    pub people: Vec<Person>,
    /// Buckets that exist after the start; all are versioned.
    pub buckets: Vec<String>,
    /// Browser origins that may call S3, such as `http://localhost:3000`.
    pub allowed_origins: Vec<String>,
    pub ports: Ports,
}

impl Options {
    /// Nothing on disk, any free ports, nobody and no bucket yet.
    pub fn in_memory(clock: Clock) -> Self {
        Self {
            storage: Storage::Memory,
            clock,
            people: Vec::new(),
            buckets: Vec::new(),
            allowed_origins: Vec::new(),
            ports: Ports::default(),
        }
    }
}
