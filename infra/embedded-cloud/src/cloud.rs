//! Starts the listeners together, hands out what they share, and stops them together.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::data_folder::DataFolder;
use crate::dynamodb;
use crate::events::Bus;
use crate::inbox::Inbox;
use crate::issuer::Issuer;
use crate::kms::Kms;
use crate::listener;
use crate::options::Options;
use crate::s3::{self, Objects};
use crate::services::Services;
use crate::services_router;
use crate::start_error::{Listener, StartError};

/// How long a stop waits for requests that are still being answered.
const STOP_TIMEOUT: Duration = Duration::from_secs(2);

/// A running cloud. Dropping it stops it as well, without waiting for its last answers.
pub struct EmbeddedCloud {
    endpoints: Endpoints,
    issuer: Arc<Issuer>,
    inbox: Arc<Inbox>,
    bus: Arc<Bus>,
    kms: Arc<Kms>,
    objects: Objects,
    /// Dropped to stop: connections finish their request and close.
    stop: watch::Sender<()>,
    servers: JoinSet<()>,
    folder: Option<DataFolder>,
}

/// Base URLs, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    pub dynamodb: String,
    /// Of the same site as any other page on `localhost`.
    pub s3: String,
    /// SES, KMS and EventBridge; the inbox is at `/inbox`, the events at `/events`.
    pub services: String,
}

impl EmbeddedCloud {
    /// Needs a multi-threaded runtime only for throughput: SQLite runs on the runtime's threads.
    #[expect(clippy::unused_async, reason = "listeners need a runtime; an async caller has one")]
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let dynamodb = listener::bind(Listener::DynamoDb, options.ports.dynamodb)?;
        let s3 = listener::bind(Listener::S3, options.ports.s3)?;
        let services = listener::bind(Listener::Services, options.ports.services)?;
        let endpoints = Endpoints {
            dynamodb: url("127.0.0.1", Listener::DynamoDb, &dynamodb)?,
            s3: url("localhost", Listener::S3, &s3)?,
            services: url("localhost", Listener::Services, &services)?,
        };

        // Not before all ports are ours: a start that is refused leaves everything as it is.
        let data = DataFolder::open(&options.storage)?;
        let folder = data.as_ref().map(DataFolder::path);
        let inside = |name: &str| folder.map(|folder| folder.join(name));

        let Options { clock, people, .. } = options;
        let database = dynamodb::open(folder)?;
        let objects = s3::open(inside("s3"), &options.buckets, Arc::clone(&clock))?;
        let inbox = Arc::new(Inbox::open(inside("inbox"), Arc::clone(&clock))?);
        let bus = Arc::new(Bus::open(inside("events"), Arc::clone(&clock))?);
        let kms = Arc::new(Kms::open(folder)?);
        let issuer = format!("{}/oidc", endpoints.services);
        let issuer = Arc::new(Issuer::open(issuer, people, clock, folder)?);

        let s3_router = s3::router(&objects, &options.allowed_origins)?;
        let shared = Services { inbox: Arc::clone(&inbox), bus: Arc::clone(&bus), kms: Arc::clone(&kms) };
        let services_router = services_router::router(shared, Arc::clone(&issuer));

        let (stop, stopping) = watch::channel(());
        let mut servers = JoinSet::new();
        servers.spawn(dynamodb::serve(dynamodb, database, stopping.clone()));
        servers.spawn(listener::serve(s3, s3_router, stopping.clone()));
        servers.spawn(listener::serve(services, services_router, stopping));
        Ok(Self { endpoints, issuer, inbox, bus, kms, objects, stop, servers, folder: data })
    }

    pub fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// Where its data lie; in memory, the folder that goes with it.
    pub fn folder(&self) -> &Path {
        self.folder.as_ref().map_or(self.objects.folder(), DataFolder::path)
    }

    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    pub fn kms(&self) -> &Kms {
        &self.kms
    }

    pub fn objects(&self) -> &Objects {
        &self.objects
    }

    /// Returns when the last answers are given, or after two seconds.
    pub async fn stop(self) {
        let Self { stop, mut servers, .. } = self;
        drop(stop);
        let ended = async { while servers.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_TIMEOUT, ended).await.is_err() {
            tracing::warn!("stopped with requests still unanswered");
        }
    }
}

fn url(host: &str, listener: Listener, socket: &TcpListener) -> Result<String, StartError> {
    let address = socket.local_addr().map_err(|source| StartError::Listen { listener, port: 0, source })?;
    Ok(format!("http://{host}:{}", address.port()))
}
