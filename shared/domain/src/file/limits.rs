//! The part of a policy that files are held against.

use super::manifest::Manifest;
use crate::policy::{Layer, Policy};

/// The part of a policy that uploads are held against, kept with each share when it is created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadLimits {
    pub max_bytes: u64,
    pub bytes_layer: Layer,
    pub extensions: Vec<String>,
    pub extensions_layer: Layer,
}

/// Why a file cannot come in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestRefused {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {size} bytes; at most {max} are allowed")]
    TooLarge { size: u64, max: u64, layer: Layer },
    #[error("files of this type are not accepted; accepted are: {}", allowed.join(", "))]
    Type { allowed: Vec<String>, layer: Layer },
    /// By the field that it was announced for, even where the policy accepts it.
    #[error("files of this type are not accepted here; accepted are: {}", allowed.join(", "))]
    FieldType { allowed: Vec<String> },
}

impl UploadLimits {
    /// Holds a file against the policy, and against the narrower list of one field where it has one.
    pub fn admit(&self, manifest: &Manifest, field: &[String]) -> Result<(), ManifestRefused> {
        if manifest.size == 0 {
            return Err(ManifestRefused::Empty);
        }
        if manifest.size > self.max_bytes {
            let (size, max, layer) = (manifest.size, self.max_bytes, self.bytes_layer);
            return Err(ManifestRefused::TooLarge { size, max, layer });
        }
        let extension = manifest.extension();
        let fits = |allowed: &[String]| allowed.is_empty() || extension.as_ref().is_some_and(|e| allowed.contains(e));
        if !fits(&self.extensions) {
            let allowed = self.extensions.clone();
            return Err(ManifestRefused::Type { allowed, layer: self.extensions_layer });
        }
        if fits(field) { Ok(()) } else { Err(ManifestRefused::FieldType { allowed: field.to_vec() }) }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{policy::Overrides, value::Digest};

    #[test]
    fn size_and_type_are_held_against_policy_and_field() {
        let limits = UploadLimits::from(&Policy::effective(&Overrides::default(), &Overrides::default()));
        let admit = |name: &str, size, field: &[String]| {
            let (name, media_type) = (name.parse().unwrap(), "application/pdf".parse().unwrap());
            limits.admit(&Manifest { name, media_type, size, sha256: Digest::of("x") }, field)
        };
        assert_eq!(admit("a.pdf", 1, &[]), Ok(()));
        assert_eq!(admit("A.PDF", 1, &["pdf".into()]), Ok(()));
        assert_eq!(admit("a.pdf", 0, &[]), Err(ManifestRefused::Empty));
        assert!(matches!(admit("a.exe", 1, &[]), Err(ManifestRefused::Type { .. })));
        assert!(matches!(admit("pdf", 1, &[]), Err(ManifestRefused::Type { .. })));
        assert!(matches!(admit("a.pdf", 1, &["png".into()]), Err(ManifestRefused::FieldType { .. })));
        assert!(matches!(admit("a.pdf", (100 << 20) + 1, &[]), Err(ManifestRefused::TooLarge { .. })));
    }
}
