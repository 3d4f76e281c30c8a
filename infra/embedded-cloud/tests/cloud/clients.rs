//! Clouds to test against, and SDK clients as the product configures them.

use std::path::Path;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_sdk_s3::config::{BehaviorVersion, Region};
use aws_smithy_http_client::Builder;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use embedded_cloud::{EmbeddedCloud, Options, Person, Storage};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// The instant at which every test takes place.
pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";
pub(crate) const BUCKET: &str = "quarantine";
pub(crate) const ORIGIN: &str = "http://localhost:3000";

pub(crate) fn options() -> Options {
    let now: Timestamp = NOW.parse().unwrap();
    Options {
        people: vec![Person { sub: "dora".into(), name: "Dora Controller".into(), email: "dora@example.com".into() }],
        buckets: vec![BUCKET.into(), "documents".into()],
        allowed_origins: vec![ORIGIN.into()],
        ..Options::in_memory(Arc::new(move || now))
    }
}

pub(crate) fn in_folder(folder: &Path) -> Options {
    Options { storage: Storage::Folder(folder.to_owned()), ..options() }
}

pub(crate) async fn cloud() -> EmbeddedCloud {
    EmbeddedCloud::start(options()).await.unwrap()
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(Sha256::digest(bytes))
}

pub(crate) fn s3(cloud: &EmbeddedCloud) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
        .http_client(Builder::new().build_http())
        .endpoint_url(&cloud.endpoints().s3)
        .force_path_style(true)
        .build();
    aws_sdk_s3::Client::from_conf(config)
}

/// A client of a service that needs no more than an endpoint.
macro_rules! client {
    ($name:ident, $sdk:ident, $endpoint:ident) => {
        pub(crate) fn $name(cloud: &EmbeddedCloud) -> $sdk::Client {
            let config = $sdk::Config::builder()
                .behavior_version($sdk::config::BehaviorVersion::latest())
                .region($sdk::config::Region::new("us-east-1"))
                .credentials_provider(credentials())
                .http_client(Builder::new().build_http())
                .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
                .endpoint_url(&cloud.endpoints().$endpoint)
                .build();
            $sdk::Client::from_conf(config)
        }
    };
}

client!(dynamodb, aws_sdk_dynamodb, dynamodb);
client!(ses, aws_sdk_sesv2, services);
client!(kms, aws_sdk_kms, services);
client!(eventbridge, aws_sdk_eventbridge, services);

fn credentials() -> Credentials {
    Credentials::new("test", "test", None, None, "tests")
}
