//! The checksums S3 keeps beside an object, by algorithm.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue};
use s3s::checksum::ChecksumHasher;
use s3s::dto::ChecksumType;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}

impl Algorithm {
    pub(super) const ALL: [Self; 5] = [Self::Crc32, Self::Crc32c, Self::Crc64Nvme, Self::Sha1, Self::Sha256];

    pub(super) fn header(self) -> &'static str {
        match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        }
    }

    /// As in `x-amz-checksum-algorithm`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }

    pub(super) fn digest_bytes(self) -> usize {
        match self {
            Self::Crc32 | Self::Crc32c => 4,
            Self::Crc64Nvme => 8,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    pub(super) fn enable(self, hasher: &mut ChecksumHasher) {
        match self {
            Self::Crc32 => hasher.crc32 = Some(s3s::crypto::Crc32::default()),
            Self::Crc32c => hasher.crc32c = Some(s3s::crypto::Crc32c::default()),
            Self::Crc64Nvme => hasher.crc64nvme = Some(s3s::crypto::Crc64Nvme::default()),
            Self::Sha1 => hasher.sha1 = Some(s3s::crypto::Sha1::default()),
            Self::Sha256 => hasher.sha256 = Some(s3s::crypto::Sha256::default()),
        }
    }
}

/// Base64 digests of an object or a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksums {
    values: BTreeMap<Algorithm, String>,
    /// Of the parts' digests, not of the bytes.
    composite: bool,
}

impl Checksums {
    pub(super) fn of(hasher: ChecksumHasher) -> Self {
        let sums = hasher.finalize();
        let values = [
            (Algorithm::Crc32, sums.checksum_crc32),
            (Algorithm::Crc32c, sums.checksum_crc32c),
            (Algorithm::Crc64Nvme, sums.checksum_crc64nvme),
            (Algorithm::Sha1, sums.checksum_sha1),
            (Algorithm::Sha256, sums.checksum_sha256),
        ];
        Self {
            values: values.into_iter().filter_map(|(algorithm, value)| Some((algorithm, value?))).collect(),
            composite: false,
        }
    }

    /// The digest of the parts' digests, and how many there were: `…=-3`.
    pub(super) fn composite<'a>(algorithm: Algorithm, parts: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let mut hasher = ChecksumHasher::default();
        algorithm.enable(&mut hasher);
        let mut count = 0_usize;
        for part in parts {
            hasher.update(&BASE64_STANDARD.decode(part.get(algorithm)?).ok()?);
            count += 1;
        }
        let digest = Self::of(hasher).get(algorithm)?;
        Some(Self { values: BTreeMap::from([(algorithm, format!("{digest}-{count}"))]), composite: true })
    }

    pub(super) fn get(&self, algorithm: Algorithm) -> Option<String> {
        self.values.get(&algorithm).cloned()
    }

    pub(super) fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        self.values.keys().copied()
    }

    pub(super) fn kind(&self) -> Option<ChecksumType> {
        let kind = match (self.values.is_empty(), self.composite) {
            (true, _) => return None,
            (false, true) => ChecksumType::COMPOSITE,
            (false, false) => ChecksumType::FULL_OBJECT,
        };
        Some(ChecksumType::from_static(kind))
    }

    /// The `x-amz-checksum-…` headers of an answer.
    pub(super) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (algorithm, value) in &self.values {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(HeaderName::from_static(algorithm.header()), value);
            }
        }
        headers
    }
}
