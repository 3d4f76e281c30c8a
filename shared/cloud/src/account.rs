//! One set of credentials, region and HTTP client, from which every SDK client is made by hand.
//!
//! `aws-config` is not used: a Lambda needs none of its providers, and it costs start-up time and size.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_http_client::{
    Builder,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{http::SharedHttpClient, interceptors::SharedInterceptor};
use aws_smithy_types::{retry::RetryConfig, timeout::TimeoutConfig};

/// Where calls go and in whose name.
#[derive(Debug, Clone)]
pub struct Account {
    region: String,
    credentials: Credentials,
    endpoints: Endpoints,
    http: SharedHttpClient,
    retries: RetryConfig,
    timeouts: TimeoutConfig,
    interceptors: Vec<SharedInterceptor>,
}

/// Service URLs other than AWS's own (`AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_<SERVICE>`).
#[derive(Debug, Clone, Default)]
pub struct Endpoints {
    pub dynamodb: Option<String>,
    pub s3: Option<String>,
    pub ses: Option<String>,
    pub kms: Option<String>,
    pub eventbridge: Option<String>,
}

impl Account {
    pub fn new(region: String, credentials: Credentials, endpoints: Endpoints) -> Self {
        // A pooled connection that AWS has closed meanwhile stalls the next call (aws-sdk-rust #1417).
        let http = Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .pool_idle_timeout(Duration::from_secs(15))
            .build_https();
        let retries = RetryConfig::standard().with_max_attempts(3).with_initial_backoff(Duration::from_millis(50));
        Self { region, credentials, endpoints, http, retries, timeouts: timeouts(), interceptors: Vec::new() }
    }

    /// The static keys of a process: those that Lambda puts into the environment, or a test's.
    pub fn credentials(key: &str, secret: &str, token: Option<String>) -> Credentials {
        Credentials::new(key, secret, token, None, "environment")
    }

    /// Watches every call, for instance with a [`crate::meter::Meter`].
    #[must_use]
    pub fn watched_by(mut self, interceptor: SharedInterceptor) -> Self {
        self.interceptors.push(interceptor);
        self
    }

    /// Sends over another HTTP client, for instance one that fails on purpose.
    #[must_use]
    pub fn over(mut self, http: SharedHttpClient) -> Self {
        self.http = http;
        self
    }

    /// Tries failed calls again in another way: at most 3 attempts, the first pause 50 ms, unless told.
    #[must_use]
    pub fn retrying(mut self, retries: RetryConfig) -> Self {
        self.retries = retries;
        self
    }

    /// Gives calls up after another time than a function has.
    #[must_use]
    pub fn waiting(mut self, timeouts: TimeoutConfig) -> Self {
        self.timeouts = timeouts;
        self
    }
}

/// An attempt is given up after 3 s, a call with all its attempts after 10 s: under every function's timeout.
fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(10))
        .build()
}

/// An attempt may send or fetch 64 MiB over a slow line: 1 MiB a second.
pub fn for_large_bodies() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(64))
        .operation_timeout(Duration::from_secs(130))
        .build()
}

macro_rules! client {
    ($(#[$doc:meta])* $name:ident, $sdk:ident, $endpoint:ident $(, $extra:ident($of:expr))*) => {
        $(#[$doc])*
        pub fn $name(&self) -> $sdk::Client {
            let mut config = $sdk::Config::builder()
                .behavior_version($sdk::config::BehaviorVersion::latest())
                .region($sdk::config::Region::new(self.region.clone()))
                .credentials_provider(self.credentials.clone())
                .http_client(self.http.clone())
                .timeout_config(self.timeouts.clone())
                .retry_config(self.retries.clone())
                $(.$extra($of(self)))*;
            if let Some(url) = &self.endpoints.$endpoint {
                config = config.endpoint_url(url);
            }
            for interceptor in &self.interceptors {
                config = config.interceptor(interceptor.clone());
            }
            $sdk::Client::from_conf(config.build())
        }
    };
}

impl Account {
    client!(dynamodb, aws_sdk_dynamodb, dynamodb);
    client!(kms, aws_sdk_kms, kms);
    client!(ses, aws_sdk_sesv2, ses);
    client!(eventbridge, aws_sdk_eventbridge, eventbridge);
    client!(
        /// No checksums but those we ask for: presigned URLs carry SHA-256 as a signed header. Path style only
        /// at a URL of one's own, which seldom has a name for each bucket.
        s3, aws_sdk_s3, s3,
        force_path_style(|account: &Account| account.endpoints.s3.is_some()),
        request_checksum_calculation(|_| aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired)
    );
}
