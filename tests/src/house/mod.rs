//! A system of its own for each test, a clock that tests turn, and those who come to it.

mod asked;
mod branding;
mod code;
mod contract;
mod crowd;
mod deciding;
mod forms;
mod guest;
mod ledger;
mod people;
mod reply;
mod sample;
mod scene;
mod sending;
mod ses;
mod staff;
mod steady;
mod tables;
mod typed;
mod verdict;
mod visit;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use embedded_cloud::PutEvent;
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::outbox::Message;
use vestibule_local::{Names, System, SystemOptions, demo};
use vestibule_web::start::Clock;

pub use branding::SQUARE;
pub use code::another;
pub use crowd::{at_once, statuses};
pub use deciding::{NO_BASIS, step_id};
pub use forms::forms;
pub use guest::Guest;
pub use reply::Reply;
pub use sample::{Share, run, terms};
pub use scene::{Scene, routes};
pub use staff::Staff;
pub use steady::steady;
pub use typed::{FORGING, HOSTILE, elements};
pub use verdict::Quarantined;
pub use visit::Visit;

pub struct House {
    pub system: System,
    clock: Clock,
    /// Seconds that tests let pass.
    ahead: Arc<AtomicI64>,
    http: reqwest::Client,
    asked: asked::Asked,
}

impl House {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    /// With other options, such as the scanner, or a way to AWS that fails.
    pub async fn with(change: impl FnOnce(&mut SystemOptions)) -> Self {
        #[expect(clippy::disallowed_methods, reason = "the test's clock starts from the machine's")]
        Self::started(Timestamp::now, change).await
    }

    /// On a clock that stands still at this instant until time is made to pass.
    pub async fn at(instant: &str) -> Self {
        Self::at_with(instant, |_| {}).await
    }

    /// The same, with other options.
    pub async fn at_with(instant: &str, change: impl FnOnce(&mut SystemOptions)) -> Self {
        let start: Timestamp = instant.parse().unwrap();
        Self::started(move || start, change).await
    }

    async fn started(
        start: impl Fn() -> Timestamp + Send + Sync + 'static,
        change: impl FnOnce(&mut SystemOptions),
    ) -> Self {
        let ahead = Arc::new(AtomicI64::new(0));
        let seconds = Arc::clone(&ahead);
        let now = move || start() + SignedDuration::from_secs(seconds.load(Ordering::SeqCst));
        let clock = Clock::from_fn(Arc::new(now));
        let mut options = SystemOptions { people: demo::people(), ..SystemOptions::in_memory(clock.clone()) };
        change(&mut options);
        let system = System::start(options).await.unwrap();
        demo::found(system.store(), clock.now(), random).await.unwrap();
        system.meter.take();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { system, clock, ahead, http, asked: asked::Asked::default() }
    }

    /// Lets time pass.
    pub fn pass(&self, time: SignedDuration) {
        self.ahead.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A request to the gateway, without any sign-in.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.asked.note(method, path);
        self.http.request(method.parse().unwrap(), format!("{}{path}", self.system.origin))
    }

    /// The routes that nobody has asked for yet.
    pub fn unasked_routes(&self) -> Vec<String> {
        self.asked.unasked_routes()
    }

    /// The database behind it all, past every rule.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        self.system.account.dynamodb()
    }

    /// What was put on the deployment's own bus.
    pub fn events(&self) -> Vec<PutEvent> {
        let mut events = self.system.cloud.bus().events();
        events.retain(|event| event.bus == Names::BUS);
        events
    }

    /// Delivers what is due, and tells how much waits still: rows of the trail, and mails. A mail that gathers what it
    /// is to tell does not wait yet.
    pub async fn deliver(&self) -> usize {
        let failed = self.system.deliver().await.unwrap();
        let mut mails = self.state("OUTBOX#").await;
        mails.retain(|row| {
            let message: Message = serde_json::from_str(row["message"].as_str().unwrap()).unwrap();
            message.not_before().is_none_or(|at| at <= self.now())
        });
        failed + mails.len()
    }

    /// Lets `jobs` bring every export that was asked for to its end.
    pub async fn exported(&self) {
        while self.system.work(std::time::Duration::from_mins(5)).await.unwrap() > 0 {}
    }

    /// To addresses outside the gateway: presigned ones.
    pub fn http(&self) -> &reqwest::Client {
        &self.http
    }
}

fn random() -> [u8; 16] {
    vestibule_web::start::Random::system().bits()
}
