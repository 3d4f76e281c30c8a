//! Starts and stops everything: the embedded cloud, the functions, the gateway, and what drives them.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::middleware::{from_fn_with_state, map_response};
use embedded_cloud::{EmbeddedCloud, Options, Person, Ports, Storage};
use jobs::JobError;
use mail_events::MailEventError;
use tokio::task::JoinSet;
use vestibule_cloud::{
    Store, StoreError,
    account::{Account, Endpoints},
    keyring,
    meter::Meter,
};
use vestibule_domain::value::KeyRing;
use vestibule_web::{
    request::Deadline,
    start::{Clock, Random, Site, Start, TokenType},
};

use crate::{
    authorizer::Authorizer,
    background::{self, Followed},
    front::{self, Front, FrontPage},
    functions::Functions,
    gateway::{self, Gateway},
    names::{self, Names},
    ports::{self, Bound, Plain},
    ses_rule,
    streams::Streams,
    system_error::SystemError,
    tables,
    tls::Certificate,
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
    /// Whether browsers come over TLS.
    pub tls: bool,
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
            tls: false,
            scanner: false,
            background: false,
            time_limit: None,
            account: Box::new(|_, account| account),
        }
    }
}

/// A running system. Everything ends when it is dropped.
pub struct System {
    pub cloud: EmbeddedCloud,
    /// `http://localhost:port`: API and portal.
    pub origin: String,
    /// The certificate's file, for who comes over TLS.
    pub certificate: Option<PathBuf>,
    plain: Plain,
    pub meter: Meter,
    /// For clients of one's own to the embedded cloud.
    pub account: Account,
    store: Store,
    clock: Clock,
    keys: KeyRing,
    streams: Followed,
    functions: Functions,
    front: Front,
    running: JoinSet<()>,
}

impl System {
    pub async fn start(options: SystemOptions) -> Result<Self, SystemError> {
        let clock = options.clock.clone();
        let mut bound = Bound::bind(options.port, options.ports, options.tls).await?;
        let origin = bound.origin.clone();
        let cloud_clock = clock.clone();
        let cloud = EmbeddedCloud::start(Options {
            storage: options.storage,
            clock: Arc::new(move || cloud_clock.now()),
            people: options.people,
            buckets: vec![Names::QUARANTINE.into(), Names::DOCUMENTS.into()],
            allowed_origins: vec![origin.clone()],
            ports: bound.ports,
        })
        .await?;

        let mut running = JoinSet::new();
        let certificate = options.tls.then(|| Certificate::kept_in(cloud.folder(), clock.now())).transpose()?;
        let plain = Plain { origin: bound.plain_origin.clone(), s3: cloud.endpoints().s3.clone() };
        let s3 = bound.secure(certificate.as_ref(), &plain.s3, &mut running)?;
        let mut all = account(&cloud, &s3);
        if let Some(certificate) = &certificate {
            all = all.over(certificate.client().map_err(SystemError::Client)?);
        }
        let meter = Meter::default();
        let streams = Followed { streams: Streams::default(), dynamodb: all.dynamodb() };
        let metered = all.clone().watched_by(meter.interceptor()).watched_by(streams.streams.interceptor());
        tables::create(&all.dynamodb(), Names::STATE, Names::TRAIL).await?;
        let keys = keyring::derive(&all.kms(), Names::KMS_KEY).await?;
        let site = Site { portal_origin: origin.clone(), upload_origins: vec![s3], token_type: TokenType::AtJwt };
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
        let domain = origin.split_once("://").map_or_else(String::new, |(_, domain)| domain.to_owned());
        let gateway = Arc::new(Gateway {
            domain,
            authorizer,
            clock: clock.clone(),
            random: Random::system(),
            time_limit: options.time_limit,
        });
        let front = Front::default();
        let mut router = gateway::router(&functions.http, &gateway);
        if options.tls {
            router = router.layer(map_response(ports::without_hsts));
        }
        let router = router.layer(from_fn_with_state(front.clone(), front::layer));
        let store = Store::new(metered.dynamodb(), Names::STATE.into(), Names::TRAIL.into());
        if options.background {
            background::start(&mut running, &streams, &functions, &cloud, options.scanner);
        }
        running.spawn(async move {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            if let Err(error) = axum::serve(bound.gateway, service).await {
                tracing::error!(error = &error as &dyn std::error::Error, "the gateway ended");
            }
        });
        meter.take();
        let certificate = certificate.map(|certificate| certificate.path);
        let account = all;
        Ok(Self {
            cloud,
            origin,
            certificate,
            plain,
            meter,
            account,
            store,
            clock,
            keys,
            streams,
            functions,
            front,
            running,
        })
    }

    /// Where programs come that know no certificate.
    pub(crate) fn plain(&self) -> &Plain {
        &self.plain
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

    /// Invokes `jobs` once for each export that has moved, with so much time, and tells how many there were.
    pub async fn work(&self, time: Duration) -> Result<usize, JobError> {
        background::work(&self.streams.streams, &self.functions.jobs.function, Deadline::after(time)).await
    }

    /// Runs the sweep once, and tells how many expiries it recorded.
    pub async fn sweep(&self) -> Result<u32, StoreError> {
        self.sweep_until(self.functions.sweep.deadline()).await
    }

    /// The same, in no more time than this.
    pub async fn sweep_until(&self, deadline: Deadline) -> Result<u32, StoreError> {
        Ok(self.functions.sweep.function.handle(deadline).await?.recorded)
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

    /// From now on `/` and `/v1` lead on. Only the first page counts.
    pub fn show(&self, page: FrontPage) {
        self.front.set(page).ok();
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
fn account(cloud: &EmbeddedCloud, s3: &str) -> Account {
    let endpoints = cloud.endpoints();
    let services = Some(endpoints.services.clone());
    let endpoints = Endpoints {
        dynamodb: Some(endpoints.dynamodb.clone()),
        s3: Some(s3.to_owned()),
        ses: services.clone(),
        kms: services.clone(),
        eventbridge: services,
    };
    Account::new("us-east-1".into(), Account::credentials("test", "test", None), endpoints)
}
