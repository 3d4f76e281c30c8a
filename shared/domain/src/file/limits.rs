//! The part of a policy that files are held against.

use super::{content::extension, manifest::Manifest};
use crate::{
    policy::{Layer, Policy},
    value::Line,
};

/// The part of a policy that uploads are held against, kept with each share when it is created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadLimits {
    pub max_bytes: u64,
    pub bytes_layer: Layer,
    pub extensions: Vec<String>,
    pub extensions_layer: Layer,
}

/// A file that is announced, as far as the limits look at it and as far as it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedFile<'a> {
    pub name: Option<&'a Line<200>>,
    /// In bytes.
    pub size: u64,
}

/// One thing for which a file cannot come in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFlaw {
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
    /// Holds a file against the policy, and against the narrower list of one field where it has one: all that is wrong.
    pub fn flaws(&self, asked: AskedFile<'_>, field: &[String]) -> Vec<FileFlaw> {
        let of_size = match asked.size {
            0 => Some(FileFlaw::Empty),
            size if size > self.max_bytes => {
                Some(FileFlaw::TooLarge { size, max: self.max_bytes, layer: self.bytes_layer })
            }
            _ => None,
        };
        let of_name = asked.name.and_then(|name| self.type_flaw(name, field));
        of_size.into_iter().chain(of_name).collect()
    }

    fn type_flaw(&self, name: &Line<200>, field: &[String]) -> Option<FileFlaw> {
        let extension = extension(name);
        let fits = |allowed: &[String]| allowed.is_empty() || extension.as_ref().is_some_and(|e| allowed.contains(e));
        if !fits(&self.extensions) {
            return Some(FileFlaw::Type { allowed: self.extensions.clone(), layer: self.extensions_layer });
        }
        (!fits(field)).then(|| FileFlaw::FieldType { allowed: field.to_vec() })
    }
}

impl<'a> From<&'a Manifest> for AskedFile<'a> {
    fn from(Manifest { name, size, .. }: &'a Manifest) -> Self {
        Self { name: Some(name), size: *size }
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
    use crate::policy::Overrides;

    #[test]
    fn size_and_type_are_held_against_policy_and_field() {
        let limits = UploadLimits::from(&Policy::effective(&Overrides::default(), &Overrides::default()));
        let flaws = |name: &str, size, field: &[String]| {
            limits.flaws(AskedFile { name: name.parse().ok().as_ref(), size }, field)
        };
        assert_eq!(flaws("a.pdf", 1, &[]), []);
        assert_eq!(flaws("A.PDF", 1, &["pdf".into()]), []);
        assert_eq!(flaws("a.pdf", 0, &[]), [FileFlaw::Empty]);
        assert!(matches!(flaws("a.exe", 1, &[])[..], [FileFlaw::Type { .. }]));
        assert!(matches!(flaws("pdf", 1, &[])[..], [FileFlaw::Type { .. }]));
        assert!(matches!(flaws("a.pdf", 1, &["png".into()])[..], [FileFlaw::FieldType { .. }]));
        assert!(matches!(flaws("a.pdf", (100 << 20) + 1, &[])[..], [FileFlaw::TooLarge { .. }]));
        assert!(matches!(flaws("a.exe", 0, &[])[..], [FileFlaw::Empty, FileFlaw::Type { .. }]));
        assert_eq!(flaws("\u{200b}", 0, &[]), [FileFlaw::Empty]);
    }
}
