//! KMS through its SDK client: one key, kept by the folder, out of order when told to be.

use aws_sdk_kms::error::ProvideErrorMetadata;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::MacAlgorithmSpec;
use embedded_cloud::EmbeddedCloud;

use crate::clients::{self, cloud, in_folder};

async fn mac(cloud: &EmbeddedCloud, message: &str) -> Result<Vec<u8>, aws_sdk_kms::Error> {
    let call = clients::kms(cloud).generate_mac().key_id("alias/vestibule");
    let call = call.mac_algorithm(MacAlgorithmSpec::HmacSha256);
    let answer = call.message(Blob::new(message)).send().await?;
    assert_eq!(answer.key_id(), Some("alias/vestibule"));
    Ok(answer.mac.unwrap().into_inner())
}

#[tokio::test]
async fn the_same_message_has_the_same_mac_and_another_another() {
    let (one, two) = (cloud().await, cloud().await);
    let first = mac(&one, "link/v1").await.unwrap();
    assert_eq!(first.len(), 32);
    assert_eq!(mac(&one, "link/v1").await.unwrap(), first);
    assert_ne!(mac(&one, "link/v2").await.unwrap(), first);
    assert_ne!(mac(&two, "link/v1").await.unwrap(), first);
}

#[tokio::test]
async fn a_restart_keeps_the_key_to_itself() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let first = mac(&cloud, "link/v1").await.unwrap();
    cloud.stop().await;
    #[cfg(unix)]
    for secret in ["kms.key", "issuer.pem"] {
        use std::os::unix::fs::PermissionsExt;
        let metadata = std::fs::metadata(folder.path().join(secret)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{secret}");
    }
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    assert_eq!(mac(&cloud, "link/v1").await.unwrap(), first);
}

#[tokio::test]
async fn an_outage_begins_and_ends_when_told() {
    let cloud = cloud().await;
    cloud.kms().refuse(true);
    let error = mac(&cloud, "x").await.unwrap_err();
    assert!(matches!(error, aws_sdk_kms::Error::KmsInternalException(_)));
    cloud.kms().refuse(false);
    mac(&cloud, "x").await.unwrap();
}

#[tokio::test]
async fn what_it_does_not_know_it_refuses_as_aws_does() {
    let cloud = cloud().await;
    let client = clients::kms(&cloud);
    let error = client.list_keys().send().await.unwrap_err();
    assert_eq!(error.code(), Some("UnknownOperationException"));
    let other = client.generate_mac().key_id("k").mac_algorithm(MacAlgorithmSpec::HmacSha512);
    let error = other.message(Blob::new("x")).send().await.unwrap_err();
    assert!(error.into_service_error().is_invalid_key_usage_exception());

    let malformed = reqwest::Client::new().post(&cloud.endpoints().services);
    let malformed = malformed.header("x-amz-target", "TrentService.GenerateMac").body("{");
    let answer = malformed.send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.headers()["x-amzn-errortype"], "SerializationException");
}
