//! KMS, as far as deriving keys goes: GenerateMac under one key that never leaves.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::atomic_file;
use crate::aws_error::AwsError;
use crate::start_error::StartError;

const ALGORITHM: &str = "HMAC_SHA_256";
const MAX_MESSAGE_BYTES: usize = 4096;

/// The KMS stand-in. Every key id names the same key.
pub struct Kms {
    key: [u8; 32],
    refusing: AtomicBool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct GenerateMac {
    key_id: String,
    mac_algorithm: String,
    message: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct GeneratedMac {
    key_id: String,
    mac: String,
    mac_algorithm: String,
}

impl Kms {
    /// The folder's `kms.key`, made on the first run; without a folder, a key of this run.
    pub(crate) fn open(folder: Option<&Path>) -> Result<Self, StartError> {
        let key = match folder {
            None => rand::random(),
            Some(folder) => {
                let path = folder.join("kms.key");
                let make = || Ok::<_, std::io::Error>(rand::random::<[u8; 32]>().to_vec());
                let bytes = atomic_file::read_or_make(&path, make).map_err(StartError::io(&path))?;
                <[u8; 32]>::try_from(bytes).map_err(|_| "a key has 32 bytes").map_err(StartError::damaged(&path))?
            }
        };
        Ok(Self { key, refusing: AtomicBool::new(false) })
    }

    /// While true, every call fails as in an outage: KMSInternalException, 500.
    pub fn refuse(&self, refuse: bool) {
        self.refusing.store(refuse, Ordering::SeqCst);
    }

    pub(crate) fn call(&self, target: &str, body: &[u8]) -> Result<GeneratedMac, AwsError> {
        if self.refusing.load(Ordering::SeqCst) {
            return Err(AwsError::outage("KMSInternalException"));
        }
        if target != "GenerateMac" {
            let message = format!("The embedded KMS does not know {target}");
            return Err(AwsError::refused("UnknownOperationException", message));
        }
        let request = serde_json::from_slice(body);
        let request = request.map_err(|error| AwsError::refused("SerializationException", error.to_string()))?;
        self.generate_mac(request)
    }

    fn generate_mac(&self, request: GenerateMac) -> Result<GeneratedMac, AwsError> {
        if request.mac_algorithm != ALGORITHM {
            return Err(AwsError::refused("InvalidKeyUsageException", format!("The key is for {ALGORITHM} only")));
        }
        let message = BASE64_STANDARD
            .decode(&request.message)
            .map_err(|error| AwsError::refused("SerializationException", error.to_string()))?;
        if request.key_id.is_empty() || !(1..=MAX_MESSAGE_BYTES).contains(&message.len()) {
            return Err(AwsError::refused(
                "ValidationException",
                format!("KeyId names a key and Message has 1 to {MAX_MESSAGE_BYTES} bytes"),
            ));
        }
        let mac = Hmac::<Sha256>::new_from_slice(&self.key);
        let mut mac = mac.map_err(|error| AwsError::internal(&error))?;
        mac.update(&message);
        Ok(GeneratedMac {
            key_id: request.key_id,
            mac: BASE64_STANDARD.encode(mac.finalize().into_bytes()),
            mac_algorithm: request.mac_algorithm,
        })
    }
}

impl std::fmt::Debug for Kms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kms")
    }
}
