//! One file on its way in: announced, put into quarantine, settled, and only then of any effect.

mod progress;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::{
    audit::Digest,
    id::{FileId, RunId, ShareId, UploadId},
    policy::{Policy, Source},
    slug::TaskSlug,
    text::Line,
};

pub use progress::{Progress, SettleRefused, Verdict};

/// An announced upload that never arrived is forgotten after this long.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// What the sender says a file is, before a byte of it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// As the sender's computer calls it. Metadata only, never part of a path.
    pub name: Line<200>,
    pub media_type: MediaType,
    pub size: u64,
    pub sha256: Digest,
}

/// `type/subtype` of RFC 6838 restricted names, lower case, without parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct MediaType(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a media type such as application/pdf")]
pub struct NotAMediaType;

impl MediaType {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for MediaType {
    type Err = NotAMediaType;
    fn from_str(text: &str) -> Result<Self, NotAMediaType> {
        let restricted = |part: &str| {
            part.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
        };
        match text.split_once('/') {
            Some((kind, sub)) if text.len() <= 127 && restricted(kind) && restricted(sub) => {
                Ok(Self(text.to_ascii_lowercase()))
            }
            _ => Err(NotAMediaType),
        }
    }
}

impl TryFrom<String> for MediaType {
    type Error = NotAMediaType;
    fn try_from(text: String) -> Result<Self, NotAMediaType> {
        text.parse()
    }
}

/// What S3 says of the object that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub size: u64,
    pub sha256: Option<Digest>,
    pub version: String,
}

/// Why a file cannot come in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestRefused {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {size} bytes; at most {max} are allowed")]
    TooLarge { size: u64, max: u64, layer: Source },
    #[error("files of this type are not accepted; accepted are: {}", allowed.join(", "))]
    Type { allowed: Vec<String>, layer: Source },
    /// By the field that it was announced for, whatever the policy accepts.
    #[error("files of this type are not accepted here; accepted are: {}", allowed.join(", "))]
    FieldType { allowed: Vec<String> },
}

impl Manifest {
    /// Holds a file against the policy, and against the narrower list of one field where it has one.
    pub fn admissible(&self, policy: &UploadLimits, field: &[String]) -> Result<(), ManifestRefused> {
        if self.size == 0 {
            return Err(ManifestRefused::Empty);
        }
        if self.size > policy.max_bytes {
            return Err(ManifestRefused::TooLarge {
                size: self.size,
                max: policy.max_bytes,
                layer: policy.bytes_layer,
            });
        }
        let extension = self.extension();
        let fits = |allowed: &[String]| allowed.is_empty() || extension.as_ref().is_some_and(|e| allowed.contains(e));
        if !fits(&policy.extensions) {
            let allowed = policy.extensions.clone();
            return Err(ManifestRefused::Type { allowed, layer: policy.extensions_layer });
        }
        if fits(field) { Ok(()) } else { Err(ManifestRefused::FieldType { allowed: field.to_vec() }) }
    }

    fn extension(&self) -> Option<String> {
        self.name.as_str().rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase())
    }

    /// Whether an arrived object is the announced one.
    pub fn describes(&self, arrival: &Arrival) -> bool {
        self.size == arrival.size && arrival.sha256 == Some(self.sha256)
    }
}

/// The part of a policy that uploads are held against, kept with each share when it is created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadLimits {
    pub max_bytes: u64,
    pub bytes_layer: Source,
    pub extensions: Vec<String>,
    pub extensions_layer: Source,
}

impl From<&Policy> for UploadLimits {
    fn from(policy: &Policy) -> Self {
        Self {
            max_bytes: policy.max_upload_bytes.value,
            bytes_layer: policy.max_upload_bytes.layer,
            extensions: policy.upload_extensions.value.clone(),
            extensions_layer: policy.upload_extensions.layer,
        }
    }
}

/// Where an object belongs; its key in the quarantine and the documents bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Task { share: ShareId, run: RunId, task: TaskSlug, upload: UploadId },
    Reference { file: FileId },
}

impl Place {
    /// Chosen by us, with nothing of what a sender typed.
    pub fn key(&self) -> String {
        match self {
            Self::Task { share, run, task, upload } => format!("tasks/{run}/{task}/{share}/{upload}"),
            Self::Reference { file } => format!("references/{file}"),
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        let parts: Vec<_> = key.split('/').collect();
        match parts.as_slice() {
            ["tasks", run, task, share, upload] => Some(Self::Task {
                share: share.parse().ok()?,
                run: run.parse().ok()?,
                task: task.parse().ok()?,
                upload: upload.parse().ok()?,
            }),
            ["references", file] => Some(Self::Reference { file: file.parse().ok()? }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Layer;

    fn manifest(name: &str, size: u64) -> Result<Manifest, Box<dyn std::error::Error>> {
        let (name, media_type) = (name.parse()?, "application/pdf".parse()?);
        Ok(Manifest { name, media_type, size, sha256: Digest::of("x") })
    }

    #[test]
    fn size_and_type_are_held_against_policy_and_field() -> Result<(), Box<dyn std::error::Error>> {
        let limits = UploadLimits::from(&Policy::effective(&Layer::default(), &Layer::default()));
        assert_eq!(manifest("a.pdf", 1)?.admissible(&limits, &[]), Ok(()));
        assert_eq!(manifest("A.PDF", 1)?.admissible(&limits, &["pdf".into()]), Ok(()));
        assert_eq!(manifest("a.pdf", 0)?.admissible(&limits, &[]), Err(ManifestRefused::Empty));
        assert!(matches!(manifest("a.exe", 1)?.admissible(&limits, &[]), Err(ManifestRefused::Type { .. })));
        assert!(matches!(manifest("pdf", 1)?.admissible(&limits, &[]), Err(ManifestRefused::Type { .. })));
        assert!(matches!(
            manifest("a.pdf", 1)?.admissible(&limits, &["png".into()]),
            Err(ManifestRefused::FieldType { .. })
        ));
        assert!(matches!(
            manifest("a.pdf", (100 << 20) + 1)?.admissible(&limits, &[]),
            Err(ManifestRefused::TooLarge { .. })
        ));
        Ok(())
    }

    #[test]
    fn media_types_cannot_carry_headers() {
        assert!("application/vnd.ms-excel".parse::<MediaType>().is_ok());
        for bad in ["", "pdf", "text/html; charset=x", "a/b\r\nX: y", "a/b/c"] {
            assert!(bad.parse::<MediaType>().is_err(), "{bad}");
        }
    }

    #[test]
    fn places_read_back_from_their_keys() -> Result<(), Box<dyn std::error::Error>> {
        let place = Place::Task {
            share: ShareId::new([1; 16]),
            run: RunId::new([2; 16]),
            task: "documents".parse()?,
            upload: UploadId::new([3; 16]),
        };
        assert_eq!(Place::parse(&place.key()), Some(place));
        assert_eq!(Place::parse("tasks/../x"), None);
        Ok(())
    }
}
