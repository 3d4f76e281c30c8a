//! What a function starts from: its settings, a clock, randomness and an account. What is wrong with them is one line
//! of the log that an operator can act on.
//!
//! `main`, the local process and the tests each make a [`Start`] and give it to the same `router` or `new`.

pub(crate) mod environment;
pub mod lambda;
pub(crate) mod settings;
pub(crate) mod site;
pub mod telemetry;

use std::time::Duration;

use vestibule_cloud::{
    Store, StoreError,
    account::{self, Account, Endpoints},
    bus::Bus,
    error::causes,
    files::Files,
    keyring,
    mail::Mailer,
    packing::Packing,
};
use vestibule_domain::value::KeyRing;

pub use environment::{Clock, Random};
pub use settings::{SettingError, Settings};
pub use site::{Site, TokenType};

/// S3 takes no signature that is older than a week.
const MAX_SIGNATURE_SECONDS: u64 = 7 * 24 * 60 * 60;

/// What one function is assembled from.
///
/// Each of its methods reads its settings when it is called and calls AWS when it is awaited, unless a variable was
/// found missing by then. So a function that calls all it needs before it awaits any names every missing variable at
/// once.
#[derive(Debug)]
pub struct Start {
    pub settings: Settings,
    pub clock: Clock,
    pub random: Random,
    pub account: Account,
}

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Setting(#[from] SettingError),
    #[error("AWS does not give what is needed")]
    Store(#[from] StoreError),
}

impl Start {
    /// That of a Lambda: the process's variables, the machine's clock and randomness.
    pub fn from_env() -> Self {
        Self::from_settings(Settings::from_env())
    }

    /// The account is the one that the settings describe, as Lambda sets them.
    pub fn from_settings(settings: Settings) -> Self {
        let account = account(&settings);
        Self { settings, clock: Clock::system(), random: Random::system(), account }
    }

    pub fn site(&self) -> Result<Site, SettingError> {
        Site::from_settings(&self.settings)
    }

    /// The store, its connection open.
    pub fn store(&self) -> impl Future<Output = Result<Store, StartError>> {
        let (state, trail) = (self.settings.required("STATE_TABLE"), self.settings.required("TRAIL_TABLE"));
        async {
            let (state, trail) = (state?, trail?);
            self.settings.nothing_missing()?;
            let store = Store::new(self.account.dynamodb(), state, trail);
            store.warm().await?;
            Ok(store)
        }
    }

    /// The keys, derived by KMS.
    pub fn keys(&self) -> impl Future<Output = Result<KeyRing, StartError>> {
        let key_id = self.settings.required("KMS_KEY_ID");
        async {
            let key_id = key_id?;
            self.settings.nothing_missing()?;
            Ok(keyring::derive(&self.account.kms(), &key_id).await?)
        }
    }

    pub fn files(&self) -> Result<Files, SettingError> {
        let window = self.upload_window();
        self.files_open_for(window)
    }

    /// For a function that only lets files out of quarantine: it gives no way in.
    pub fn files_to_release(&self) -> Result<Files, SettingError> {
        self.files_open_for(Ok(Duration::ZERO))
    }

    /// How long a way in stays open. The bucket's policy has it from the same parameter of the template.
    fn upload_window(&self) -> Result<Duration, SettingError> {
        const NAME: &str = "UPLOAD_WINDOW_SECONDS";
        match self.settings.required(NAME)?.parse() {
            Ok(seconds @ 1..=MAX_SIGNATURE_SECONDS) => Ok(Duration::from_secs(seconds)),
            _ => Err(SettingError::new(NAME, "must be a number of seconds, of a week at most")),
        }
    }

    fn files_open_for(&self, window: Result<Duration, SettingError>) -> Result<Files, SettingError> {
        let quarantine = self.settings.required("QUARANTINE_BUCKET");
        let documents = self.settings.required("DOCUMENTS_BUCKET");
        Ok(Files::new(self.account.s3(), quarantine?, documents?, window?))
    }

    /// For a function that moves whole parts of large objects: each call may take its time.
    pub fn packing(&self) -> Result<Packing, SettingError> {
        let documents = self.settings.required("DOCUMENTS_BUCKET")?;
        Ok(Packing::new(self.account.clone().waiting(account::for_large_bodies()).s3(), documents))
    }

    pub fn mailer(&self) -> Result<Mailer, SettingError> {
        let from = self.settings.required("MAIL_FROM");
        Ok(Mailer::new(self.account.ses(), from?, self.settings.optional("MAIL_CONFIGURATION_SET")))
    }

    pub fn bus(&self) -> Result<Bus, SettingError> {
        let name = self.settings.required("EVENT_BUS");
        Ok(Bus::new(self.account.eventbridge(), name?))
    }

    /// Whether a malware scanner judges uploads: `MALWARE_SCANNING` is `on` or `off`.
    pub fn scanned(&self) -> Result<bool, SettingError> {
        match self.settings.required("MALWARE_SCANNING")?.as_str() {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(SettingError::new("MALWARE_SCANNING", "must be on or off")),
        }
    }
}

impl StartError {
    /// On one line: what is wrong, and every variable that was found missing on the way.
    pub fn told(&self, settings: &Settings) -> String {
        let missing = settings.missing();
        let missing = match missing.as_slice() {
            [] => return causes(self),
            [one] => format!("environment variable {one} is not set"),
            several => format!("environment variables {} are not set", several.join(", ")),
        };
        match self {
            Self::Setting(error) if error.is_missing() => missing,
            other => format!("{}; {missing}", causes(other)),
        }
    }
}

/// The account that Lambda's environment describes. Without one of its variables nobody asks it for anything: the
/// settings know that the variable is missing, and every call to AWS at the start looks there first.
fn account(settings: &Settings) -> Account {
    let required = |name| settings.required(name).unwrap_or_default();
    let (region, key) = (required("AWS_REGION"), required("AWS_ACCESS_KEY_ID"));
    let secret = required("AWS_SECRET_ACCESS_KEY");
    let credentials = Account::credentials(&key, &secret, settings.optional("AWS_SESSION_TOKEN"));
    let all = settings.optional("AWS_ENDPOINT_URL");
    let endpoint = |service: &str| settings.optional(&format!("AWS_ENDPOINT_URL_{service}")).or_else(|| all.clone());
    let endpoints = Endpoints {
        dynamodb: endpoint("DYNAMODB"),
        s3: endpoint("S3"),
        ses: endpoint("SESV2"),
        kms: endpoint("KMS"),
        eventbridge: endpoint("EVENTBRIDGE"),
    };
    Account::new(region, credentials, endpoints)
}
