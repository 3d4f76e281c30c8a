//! Names that the host application chooses for its projects, runs, tasks and fields.

use std::{fmt, marker::PhantomData, str::FromStr};

use derive_where::derive_where;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Longest slug.
pub const MAX_SLUG_LENGTH: usize = 64;

/// 1 to 64 characters of `a-z A-Z 0-9 . _ -`, the first a letter or digit. Case matters.
#[derive_where(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug<K> {
    text: String,
    kind: PhantomData<fn() -> K>,
}

macro_rules! slugs {
    ($($alias:ident = $kind:ident;)*) => {$(
        #[doc(hidden)]
        pub enum $kind {}
        pub type $alias = Slug<$kind>;
    )*};
}

slugs! {
    OrgSlug = OrgName;
    ProjectSlug = ProjectName;
    RunSlug = RunName;
    TaskSlug = TaskName;
    FieldSlug = FieldName;
}

impl<K> Slug<K> {
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {MAX_SLUG_LENGTH} characters of a-z, A-Z, 0-9, '.', '_' or '-', starting with a letter or digit")]
pub struct NotASlug;

impl<K> FromStr for Slug<K> {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
        let rest = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if first && rest && text.len() <= MAX_SLUG_LENGTH {
            Ok(Self { text: text.to_owned(), kind: PhantomData })
        } else {
            Err(NotASlug)
        }
    }
}

impl<K> fmt::Display for Slug<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl<K> fmt::Debug for Slug<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}
impl<K> Serialize for Slug<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
impl<'de, K> Deserialize<'de> for Slug<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_path_segments() {
        for good in ["kyc-2041", "a", "Doc.v2_final", "7"] {
            assert_eq!(good.parse::<RunSlug>().map(|s| s.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", "-a", "..", "a/b", "a b", "ü", "a#b", &"a".repeat(65)] {
            assert_eq!(bad.parse::<RunSlug>(), Err(NotASlug), "{bad}");
        }
    }
}
