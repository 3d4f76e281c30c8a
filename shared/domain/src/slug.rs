//! Names that the host application chooses for its projects, runs, tasks and fields.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Longest slug, in characters.
pub const MAX: usize = 64;

/// 1 to 64 characters of `a-z A-Z 0-9 . _ -`, the first a letter or digit. Case matters.
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
    OrgSlug = OrgKind;
    ProjectSlug = ProjectKind;
    RunSlug = RunKind;
    TaskSlug = TaskKind;
    FieldSlug = FieldKind;
}

impl<K> Slug<K> {
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {MAX} characters of a-z, A-Z, 0-9, '.', '_' or '-', starting with a letter or digit")]
pub struct NotASlug;

impl<K> FromStr for Slug<K> {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
        let rest = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if first && rest && text.len() <= MAX {
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
impl<K> Clone for Slug<K> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), kind: PhantomData }
    }
}
impl<K> PartialEq for Slug<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<K> Eq for Slug<K> {}
impl<K> PartialOrd for Slug<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Slug<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
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
