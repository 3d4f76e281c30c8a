//! The deployment's keys, derived at start from one KMS key that never leaves KMS.

use aws_sdk_kms::{Client, primitives::Blob, types::MacAlgorithmSpec};
use vestibule_domain::value::{Key, KeyId, KeyRing};

use crate::error::StoreError;

/// Derives link and session keys by `GenerateMac` over versioned labels: nothing secret is stored or
/// configured. One after the other: at a cold start, the handshake of a second connection costs more than the call.
pub async fn derive(kms: &Client, key_id: &str) -> Result<KeyRing, StoreError> {
    let link = mac(kms, key_id, &format!("vestibule/link/{}", KeyId::FIRST)).await?;
    let session = mac(kms, key_id, "vestibule/session/1").await?;
    Ok(KeyRing::new(KeyId::FIRST, link, session))
}

async fn mac(kms: &Client, key_id: &str, label: &str) -> Result<Key, StoreError> {
    let asked = kms
        .generate_mac()
        .key_id(key_id)
        .mac_algorithm(MacAlgorithmSpec::HmacSha256)
        .message(Blob::new(label.as_bytes()));
    let answer = asked.send().await.map_err(StoreError::unavailable("GenerateMac"))?;
    let bytes = answer.mac.map(Blob::into_inner).unwrap_or_default();
    let key: [u8; 32] = bytes.try_into().map_err(|_| StoreError::Unavailable {
        operation: "GenerateMac",
        source: "KMS answered no 256-bit MAC".into(),
    })?;
    Ok(Key::new(key))
}
