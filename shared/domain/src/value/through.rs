//! By which way somebody acts on a task: through a share, or as the assignee of a step.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::id::{NotAnId, ShareId, StepId};

/// The aggregate in whose trail an act on a task stands. It prints as its id: `shr_…`, `stp_…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Through {
    Share(ShareId),
    Step(StepId),
}

impl Through {
    pub fn share(self) -> Option<ShareId> {
        match self {
            Self::Share(share) => Some(share),
            Self::Step(_) => None,
        }
    }

    pub fn step(self) -> Option<StepId> {
        match self {
            Self::Share(_) => None,
            Self::Step(step) => Some(step),
        }
    }
}

impl From<ShareId> for Through {
    fn from(share: ShareId) -> Self {
        Self::Share(share)
    }
}

impl PartialEq<ShareId> for Through {
    fn eq(&self, share: &ShareId) -> bool {
        self.share() == Some(*share)
    }
}

impl fmt::Display for Through {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(share) => share.fmt(f),
            Self::Step(step) => step.fmt(f),
        }
    }
}

impl FromStr for Through {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        text.parse().map(Self::Step).or_else(|_| text.parse().map(Self::Share))
    }
}

impl Serialize for Through {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Through {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_reads_back_from_its_text() {
        for way in [Through::Share(ShareId::new([1; 16])), Through::Step(StepId::new([2; 16]))] {
            assert_eq!(way.to_string().parse(), Ok(way));
        }
        assert!("run_0000000000000000000007".parse::<Through>().is_err());
    }
}
