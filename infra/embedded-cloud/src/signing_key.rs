//! The RSA key of the development issuer: made once per folder, or once per process.

use std::path::Path;
use std::sync::OnceLock;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, rand_core::OsRng};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::atomic_file;
use crate::start_error::StartError;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

const KEY_BITS: usize = 2048;

/// Generation takes a good part of a second unoptimised, so all clouds in memory share one key.
static OF_THIS_PROCESS: OnceLock<Result<SigningKey, BoxError>> = OnceLock::new();

pub(crate) struct SigningKey {
    encoding: EncodingKey,
    id: String,
    modulus: String,
    exponent: String,
}

impl SigningKey {
    /// The folder's `issuer.pem`, made on the first run.
    pub(crate) fn of_folder(folder: &Path) -> Result<Self, StartError> {
        let path = folder.join("issuer.pem");
        let bytes = atomic_file::read_or_make(&path, pem).map_err(StartError::io(&path))?;
        let text = std::str::from_utf8(&bytes).map_err(StartError::damaged(&path))?;
        let key = RsaPrivateKey::from_pkcs8_pem(text).map_err(StartError::damaged(&path))?;
        Self::new(&key).map_err(StartError::damaged(&path))
    }

    /// Made at the first token, not at the start.
    pub(crate) fn of_process() -> Result<&'static Self, &'static BoxError> {
        let make = || Self::new(&RsaPrivateKey::new(&mut OsRng, KEY_BITS)?);
        OF_THIS_PROCESS.get_or_init(make).as_ref()
    }

    /// Of that type (RFC 7515 §4.1.9).
    pub(crate) fn sign(&self, typ: &str, claims: &Value) -> Result<String, jsonwebtoken::errors::Error> {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(self.id.clone());
        header.typ = Some(typ.to_owned());
        jsonwebtoken::encode(&header, claims, &self.encoding)
    }

    pub(crate) fn jwk(&self) -> Value {
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.id,
            "n": self.modulus,
            "e": self.exponent,
        })
    }

    fn new(key: &RsaPrivateKey) -> Result<Self, BoxError> {
        let modulus = BASE64_URL_SAFE_NO_PAD.encode(key.n().to_bytes_be());
        let exponent = BASE64_URL_SAFE_NO_PAD.encode(key.e().to_bytes_be());
        Ok(Self {
            encoding: EncodingKey::from_rsa_der(key.to_pkcs1_der()?.as_bytes()),
            id: thumbprint(&modulus, &exponent),
            modulus,
            exponent,
        })
    }
}

fn pem() -> Result<Vec<u8>, BoxError> {
    let key = RsaPrivateKey::new(&mut OsRng, KEY_BITS)?;
    Ok(key.to_pkcs8_pem(LineEnding::LF)?.as_bytes().to_vec())
}

/// RFC 7638: the same key has the same id after every start.
fn thumbprint(modulus: &str, exponent: &str) -> String {
    let members = format!(r#"{{"e":"{exponent}","kty":"RSA","n":"{modulus}"}}"#);
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(members))
}
