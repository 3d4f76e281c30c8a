//! Starts and stops everything: the embedded cloud, the functions, the gateway, and what drives them.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use embedded_cloud::{EmbeddedCloud, Options, Person, Ports, Storage};
use mail_events::MailEventError;
use tokio::{net::TcpListener, task::JoinSet};
use vestibule_cloud::{
    Store, StoreError,
    account::{Account, Endpoints},
    keyring,
    meter::Meter,
};
use vestibule_domain::value::KeyRing;
use vestibule_web::start::{Clock, Random, Site, Start, StartError};

use crate::{
    authorizer::Authorizer,
    background::{self, Followed},
    functions::Functions,
    gateway::{self, Gateway},
    names::{self, Names},
    ses_rule,
    streams::Streams,
    tables::{self, TableError},
    upload_window,
};

/// Mails that are due, at most, of each shard of the index.
const MAX_DUE_MAILS: i32 = 100;

/// How to start.
pub struct SystemOptions {
    pub storage: Storage,
    pub clock: Clock,
    pub people: Vec<Person>,
    /// Of the gateway; 0: any free one.
    pub port: u16,
    pub ports: Ports,
    /// Whether uploads wait for the stand-in scanner's verdict.
    pub scanner: bool,
    /// Whether stream, schedule and scanner run by themselves; tests drive them by hand.
    pub background: bool,
    /// How long an invocation may take, instead of what each function has.
    pub time_limit: Option<Duration>,
    /// Each function's way to AWS, by the function's name: where tests put faults and watch what is called.
    pub account: Box<dyn Fn(&'static str, Account) -> Account + Send>,
}

impl SystemOptions {
    pub fn in_memory(clock: Clock) -> Self {
        Self {
            storage: Storage::Memory,
            clock,
            people: Vec::new(),
            port: 0,
            ports: Ports::default(),
            scanner: false,
            background: false,
            time_limit: None,
            account: Box::new(|_, account| account),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    #[error(transparent)]
    Cloud(#[from] embedded_cloud::StartError),
    #[error("port {port} is taken; choose another with --port")]
    Port {
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
    #[error("the issuer's keys cannot be used")]
    Issuer(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A running system. Everything ends when it is dropped.
pub struct System {
    pub cloud: EmbeddedCloud,
    /// `http://localhost:port`: API and portal.
    pub origin: String,
    pub meter: Meter,
    /// For clients of one's own to the embedded cloud.
    pub account: Account,
    store: Store,
    clock: Clock,
    keys: KeyRing,
    streams: Followed,
    functions: Functions,
    running: JoinSet<()>,
}

impl System {
    pub async fn start(options: SystemOptions) -> Result<Self, SystemError> {
        let clock = options.clock.clone();
        let address = SocketAddr::from(([127, 0, 0, 1], options.port));
        let taken = |source| SystemError::Port { port: options.port, source };
        let listener = TcpListener::bind(address).await.map_err(taken)?;
        let origin = format!("http://localhost:{}", listener.local_addr().map_err(taken)?.port());
        let cloud_clock = clock.clone();
        let cloud = EmbeddedCloud::start(Options {
            storage: options.storage,
            clock: Arc::new(move || cloud_clock.now()),
            people: options.people,
            buckets: vec![Names::QUARANTINE.into(), Names::DOCUMENTS.into()],
            allowed_origins: vec![origin.clone()],
            ports: options.ports,
        })
        .await?;

        let meter = Meter::default();
        let plain = account(&cloud);
        let streams = Followed { streams: Streams::default(), dynamodb: plain.dynamodb() };
        let metered = plain.clone().watched_by(meter.interceptor()).watched_by(streams.streams.interceptor());
        tables::create(&plain.dynamodb(), Names::STATE, Names::TRAIL).await?;
        let keys = keyring::derive(&plain.kms(), Names::KMS_KEY).await?;
        let site = Site { portal_origin: origin.clone(), upload_origins: vec![cloud.endpoints().s3.clone()] };
        let window = upload_window()?;
        let start = |name| Start {
            settings: names::settings(&site, options.scanner, window),
            clock: clock.clone(),
            random: Random::system(),
            account: (options.account)(name, metered.clone()),
        };
        let functions = Functions::start(start, options.time_limit).await?;

        let issuer = cloud.issuer();
        let jwks = issuer.jwks().map_err(|e| SystemError::Issuer(Box::new(e)))?;
        let authorizer = Authorizer::new(jwks, issuer.url().to_owned(), Names::AUDIENCE.to_owned(), clock.clone())
            .map_err(|e| SystemError::Issuer(Box::new(e)))?;
        let domain = origin.replacen("http://", "", 1);
        let gateway = Arc::new(Gateway {
            domain,
            authorizer,
            clock: clock.clone(),
            random: Random::system(),
            time_limit: options.time_limit,
        });
        let router = gateway::router(&functions.http, &gateway);
        let store = Store::new(metered.dynamodb(), Names::STATE.into(), Names::TRAIL.into());
        let mut running = if options.background {
            background::start(&streams, &functions, &cloud, options.scanner)
        } else {
            JoinSet::new()
        };
        running.spawn(async move {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            if let Err(error) = axum::serve(listener, service).await {
                tracing::error!(error = &error as &dyn std::error::Error, "the gateway ended");
            }
        });
        meter.take();
        Ok(Self { cloud, origin, meter, account: plain, store, clock, keys, streams, functions, running })
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// Invokes `notify` once with what the streams have brought, and with the mails whose next attempt is due, which the
    /// sweep brings in a deployment. Tells how many rows of the trail failed: a mail that fails says so in its own row.
    pub async fn deliver(&self) -> Result<usize, StoreError> {
        let unmetered = Store::new(self.streams.dynamodb.clone(), Names::STATE.into(), Names::TRAIL.into());
        let now = self.clock.now();
        for due in unmetered.due_mails(now, MAX_DUE_MAILS).await? {
            if unmetered.redrive_mail(&due, now).await?.is_some() {
                self.streams.streams.bring_mails([format!("OUTBOX#{}", due.id)]);
            }
        }
        Ok(background::deliver(&self.streams, &self.functions.notify).await?.batch_item_failures.len())
    }

    /// The rows of the trail whose events `notify` has yet to be brought, or could not publish: trail, and number of
    /// the first record.
    pub async fn waiting_rows(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.streams.streams.waiting_rows(&self.streams.dynamodb).await
    }

    /// Runs the sweep once, and tells how many expiries it recorded.
    pub async fn sweep(&self) -> Result<u32, StoreError> {
        let sweep = &self.functions.sweep;
        Ok(sweep.function.handle(sweep.deadline()).await?.recorded)
    }

    /// Brings everything to `mail-events` that SES has published so far, also what it was brought before.
    pub async fn mail_events(&self) -> Result<(), MailEventError> {
        for event in self.cloud.bus().events() {
            ses_rule::bring(&self.functions.mail_events, &event).await?;
        }
        Ok(())
    }

    /// Brings one event to `mail-events` by hand, past the rule.
    pub async fn mail_event(&self, detail: &serde_json::Value) -> Result<(), MailEventError> {
        let mail_events = &self.functions.mail_events;
        mail_events.function.handle(detail, mail_events.deadline()).await
    }

    /// Ends the background work, then the embedded cloud.
    pub async fn stop(mut self) {
        self.running.shutdown().await;
        self.cloud.stop().await;
    }

    /// Applies a scanner's result.
    pub async fn scan(&self, result: &scan::ScanResult) -> Result<(), StoreError> {
        let scan = &self.functions.scan;
        scan.function.handle(result, scan.deadline()).await
    }
}

/// The embedded cloud's account. Its keys are no secret: it listens on loopback only.
fn account(cloud: &EmbeddedCloud) -> Account {
    let endpoints = cloud.endpoints();
    let services = Some(endpoints.services.clone());
    let endpoints = Endpoints {
        dynamodb: Some(endpoints.dynamodb.clone()),
        s3: Some(endpoints.s3.clone()),
        ses: services.clone(),
        kms: services.clone(),
        eventbridge: services,
    };
    Account::new("us-east-1".into(), Account::credentials("test", "test", None), endpoints)
}
