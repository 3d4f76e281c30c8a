//! What a function assembles at cold start: logs, settings, clients, keys. What is wrong with them is one line of
//! the log that an operator can act on.
//!
//! Everything here reads its settings when it is called and calls AWS when it is awaited. So a function that calls
//! all it needs before it awaits any names every missing variable at once.

pub(crate) mod environment;
pub mod lambda;
pub(crate) mod settings;
pub(crate) mod site;
pub mod telemetry;

use std::{process::ExitCode, time::Duration};

use vestibule_cloud::{
    Store, StoreError,
    account::{Account, Endpoints},
    bus::Bus,
    error::causes,
    files::Files,
    keyring,
    mail::Mailer,
};
use vestibule_domain::token::KeyRing;

use crate::start::telemetry::log;

pub use environment::{Clock, Random};
pub use settings::{SettingError, Settings};
pub use site::Site;

/// S3 takes no signature that is older than a week.
const LONGEST_SIGNATURE_SECONDS: u64 = 7 * 24 * 60 * 60;

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Setting(#[from] SettingError),
    #[error("AWS does not give what is needed")]
    Store(#[from] StoreError),
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

/// Assembles a function from the environment and runs it until Lambda stops the process.
pub(crate) async fn run<T>(
    assemble: impl AsyncFnOnce(&Settings) -> Result<T, StartError>,
    serve: impl AsyncFnOnce(T) -> Result<(), lambda_http::Error>,
) -> ExitCode {
    let settings = Settings::from_env();
    log::init(&settings);
    let function = match assemble(&settings).await {
        Ok(function) => function,
        Err(error) => {
            tracing::error!(error = error.told(&settings), "the function cannot start");
            return ExitCode::FAILURE;
        }
    };
    match serve(function).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = causes(&*error), "Lambda's runtime interface does not answer");
            ExitCode::FAILURE
        }
    }
}

/// The account that Lambda's environment describes.
fn account(settings: &Settings) -> Result<Account, SettingError> {
    let (region, key, secret) = (
        settings.required("AWS_REGION"),
        settings.required("AWS_ACCESS_KEY_ID"),
        settings.required("AWS_SECRET_ACCESS_KEY"),
    );
    let credentials = Account::credentials(&key?, &secret?, settings.optional("AWS_SESSION_TOKEN"));
    let all = settings.optional("AWS_ENDPOINT_URL");
    let endpoint = |service: &str| settings.optional(&format!("AWS_ENDPOINT_URL_{service}")).or_else(|| all.clone());
    let endpoints = Endpoints {
        dynamodb: endpoint("DYNAMODB"),
        s3: endpoint("S3"),
        ses: endpoint("SESV2"),
        kms: endpoint("KMS"),
        eventbridge: endpoint("EVENTBRIDGE"),
    };
    Ok(Account::new(region?, credentials, endpoints))
}

/// The store, its connection open.
pub fn store(settings: &Settings) -> impl Future<Output = Result<Store, StartError>> + use<> {
    let (account, state) = (account(settings), settings.required("STATE_TABLE"));
    let trail = settings.required("TRAIL_TABLE");
    async {
        let store = Store::new(account?.dynamodb(), state?, trail?);
        store.warm().await?;
        Ok(store)
    }
}

/// The keys, derived by KMS.
pub fn keys(settings: &Settings) -> impl Future<Output = Result<KeyRing, StartError>> + use<> {
    let (account, key_id) = (account(settings), settings.required("KMS_KEY_ID"));
    async { Ok(keyring::derive(&account?.kms(), &key_id?).await?) }
}

/// For functions that give ways in.
pub fn files(settings: &Settings) -> Result<Files, SettingError> {
    let window = upload_window(settings);
    files_open_for(settings, window)
}

/// For a function that only lets files out of quarantine: it gives no way in.
pub fn files_to_release(settings: &Settings) -> Result<Files, SettingError> {
    files_open_for(settings, Ok(Duration::ZERO))
}

fn files_open_for(settings: &Settings, window: Result<Duration, SettingError>) -> Result<Files, SettingError> {
    let (quarantine, documents) = (settings.required("QUARANTINE_BUCKET"), settings.required("DOCUMENTS_BUCKET"));
    Ok(Files::new(account(settings)?.s3(), quarantine?, documents?, window?))
}

/// How long a way in stays open. The bucket's policy has it from the same parameter of the template.
fn upload_window(settings: &Settings) -> Result<Duration, SettingError> {
    const NAME: &str = "UPLOAD_WINDOW_SECONDS";
    match settings.required(NAME)?.parse() {
        Ok(seconds @ 1..=LONGEST_SIGNATURE_SECONDS) => Ok(Duration::from_secs(seconds)),
        _ => Err(SettingError::new(NAME, "must be a number of seconds, of a week at most")),
    }
}

pub fn mailer(settings: &Settings) -> Result<Mailer, SettingError> {
    let from = settings.required("MAIL_FROM");
    Ok(Mailer::new(account(settings)?.ses(), from?, settings.optional("MAIL_CONFIGURATION_SET")))
}

pub fn bus(settings: &Settings) -> Result<Bus, SettingError> {
    let name = settings.required("EVENT_BUS");
    Ok(Bus::new(account(settings)?.eventbridge(), name?))
}

/// Whether a malware scanner judges uploads: `MALWARE_SCANNING` is `on` or `off`.
pub fn scanned(settings: &Settings) -> Result<bool, SettingError> {
    match settings.required("MALWARE_SCANNING")?.as_str() {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(SettingError::new("MALWARE_SCANNING", "must be on or off")),
    }
}
