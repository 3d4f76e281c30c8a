//! What a function's `main` assembles at cold start: logs, settings, clients, keys.

use vestibule_cloud::{
    Store, StoreError,
    account::{Account, Endpoints},
    bus::Bus,
    files::Files,
    keyring,
    mail::Mailer,
};
use vestibule_domain::token::KeyRing;

use crate::{
    ambient::{Chance, Clock},
    office::Office,
    reception::Reception,
    settings::{SettingError, Settings},
    trace,
};

/// Why a function cannot start. One line that an operator can act on.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Setting(#[from] SettingError),
    #[error("AWS cannot be reached at start")]
    Store(#[from] StoreError),
}

/// Starts the log and reads the environment.
pub fn settings() -> Settings {
    trace::init_logs();
    Settings::from_env()
}

/// The account that Lambda's environment describes.
pub fn account(settings: &Settings) -> Result<Account, SettingError> {
    let credentials = Account::credentials(
        &settings.required("AWS_ACCESS_KEY_ID")?,
        &settings.required("AWS_SECRET_ACCESS_KEY")?,
        settings.optional("AWS_SESSION_TOKEN"),
    );
    let all = settings.optional("AWS_ENDPOINT_URL");
    let endpoint = |service: &str| settings.optional(&format!("AWS_ENDPOINT_URL_{service}")).or_else(|| all.clone());
    let endpoints = Endpoints {
        dynamodb: endpoint("DYNAMODB"),
        s3: endpoint("S3"),
        ses: endpoint("SESV2"),
        kms: endpoint("KMS"),
        eventbridge: endpoint("EVENTBRIDGE"),
    };
    Ok(Account::new(settings.required("AWS_REGION")?, credentials, endpoints))
}

/// The store, its connection open.
pub async fn store(settings: &Settings) -> Result<Store, StartError> {
    let dynamodb = account(settings)?.dynamodb();
    let store = Store::new(dynamodb, settings.required("STATE_TABLE")?, settings.required("TRAIL_TABLE")?);
    store.warm().await?;
    Ok(store)
}

/// The keys, derived by KMS.
pub async fn keys(settings: &Settings) -> Result<KeyRing, StartError> {
    let key_id = settings.required("KMS_KEY_ID")?;
    Ok(keyring::derive(&account(settings)?.kms(), &key_id).await?)
}

pub fn files(settings: &Settings) -> Result<Files, SettingError> {
    let (quarantine, documents) = (settings.required("QUARANTINE_BUCKET")?, settings.required("DOCUMENTS_BUCKET")?);
    Ok(Files::new(account(settings)?.s3(), quarantine, documents))
}

pub fn mailer(settings: &Settings) -> Result<Mailer, SettingError> {
    let configuration_set = settings.optional("MAIL_CONFIGURATION_SET");
    Ok(Mailer::new(account(settings)?.ses(), settings.required("MAIL_FROM")?, configuration_set))
}

pub fn bus(settings: &Settings) -> Result<Bus, SettingError> {
    Ok(Bus::new(account(settings)?.eventbridge(), settings.required("EVENT_BUS")?))
}

/// What staff-facing functions work with.
pub async fn office(settings: &Settings) -> Result<Office, StartError> {
    Ok(Office { store: store(settings).await?, clock: Clock::system(), chance: Chance::system() })
}

/// What guest-facing functions work with; connection and keys are fetched at the same time.
pub async fn reception(settings: &Settings) -> Result<Reception, StartError> {
    let (store, keys) = tokio::try_join!(store(settings), keys(settings))?;
    Ok(Reception { store, keys, clock: Clock::system(), chance: Chance::system() })
}

/// Whether a malware scanner judges uploads: `MALWARE_SCANNING` is `on` or `off`.
pub fn scanned(settings: &Settings) -> Result<bool, SettingError> {
    match settings.required("MALWARE_SCANNING")?.as_str() {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(SettingError::new("MALWARE_SCANNING", "must be on or off")),
    }
}
