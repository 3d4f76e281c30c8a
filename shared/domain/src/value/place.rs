//! What a share can be about, and what an act can touch: one thing of a project, by its id.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::id::{DocumentId, NotAnId, RunId, WorkPackageId};

/// One thing of a project. It prints as its id: `run_…`, `doc_…`, `wpk_…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Run(RunId),
    Document(DocumentId),
    WorkPackage(WorkPackageId),
}

impl Place {
    /// Of a run: which one.
    pub const fn run(self) -> Option<RunId> {
        match self {
            Self::Run(run) => Some(run),
            Self::Document(_) | Self::WorkPackage(_) => None,
        }
    }

    /// Length of [`Place::to_bytes`].
    pub(crate) const BYTES: usize = 17;

    /// The kind, one byte, and the id's bits.
    pub(crate) fn to_bytes(self) -> [u8; Self::BYTES] {
        let (kind, bits) = match self {
            Self::Run(run) => (1, *run.bits()),
            Self::Document(document) => (2, *document.bits()),
            Self::WorkPackage(work_package) => (3, *work_package.bits()),
        };
        let mut bytes = [kind; Self::BYTES];
        bytes[1..].copy_from_slice(&bits);
        bytes
    }

    /// The reverse of [`Place::to_bytes`]; `None` for a kind that this version does not know.
    pub(crate) fn from_bytes([kind, bits @ ..]: [u8; Self::BYTES]) -> Option<Self> {
        match kind {
            1 => Some(Self::Run(RunId::new(bits))),
            2 => Some(Self::Document(DocumentId::new(bits))),
            3 => Some(Self::WorkPackage(WorkPackageId::new(bits))),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Run(run) => run.fmt(f),
            Self::Document(document) => document.fmt(f),
            Self::WorkPackage(work_package) => work_package.fmt(f),
        }
    }
}

impl FromStr for Place {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let run = text.parse().map(Self::Run);
        let document = || text.parse().map(Self::Document);
        let work_package = || text.parse().map(Self::WorkPackage);
        run.or_else(|no_run: NotAnId| document().or_else(|_: NotAnId| work_package()).map_err(|_: NotAnId| no_run))
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_from_its_text_and_from_its_bytes() {
        let bits = [7; 16];
        for place in [
            Place::Run(RunId::new(bits)),
            Place::Document(DocumentId::new(bits)),
            Place::WorkPackage(WorkPackageId::new(bits)),
        ] {
            assert_eq!(place.to_string().parse(), Ok(place));
            assert_eq!(Place::from_bytes(place.to_bytes()), Some(place));
        }
        assert_eq!(Place::from_bytes([9; 17]), None, "of a kind that is not known");
    }
}
