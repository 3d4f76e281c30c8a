//! How far a file has come, and what moves it: its sender's report, the scanner's verdict, the copy.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::manifest::{Arrival, Manifest};

/// How far a file has come. `version` is S3's of the object in quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Stage {
    /// Announced; bytes may be on their way.
    Expected,
    /// The scanner found it clean before the sender reported its arrival.
    Cleared {
        version: String,
    },
    /// Arrived as announced; the scanner's verdict is awaited.
    Scanning {
        version: String,
    },
    /// Good to be copied to the documents bucket, by everybody who comes by until it is there.
    Releasing {
        version: String,
        verdict: Verdict,
    },
    /// In the documents bucket: it counts.
    Clean {
        at: Timestamp,
        verdict: Verdict,
    },
    Rejected {
        at: Timestamp,
        reason: String,
    },
    /// It counted, and staff handed it back. Its bytes stay in the documents bucket.
    Returned {
        at: Timestamp,
        verdict: Verdict,
    },
}

/// What a malware scanner said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The deployment has no scanner.
    NotScanned,
    Clean,
}

/// Why an arrival does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettleRefused {
    #[error("nothing has arrived yet under this upload")]
    NotArrived,
    #[error("what arrived is not the file that was announced")]
    NotAsAnnounced,
    #[error("this file was rejected: {reason}")]
    Rejected { reason: String },
    #[error("this file was handed back; send another one")]
    Returned,
}

impl Verdict {
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotScanned => "not_scanned",
            Self::Clean => "clean",
        }
    }
}

impl Stage {
    /// The sender reports the arrival. `None`: it has been taken before.
    pub fn settle(
        &self,
        manifest: &Manifest,
        arrival: Option<&Arrival>,
        scanned: bool,
    ) -> Result<Option<Self>, SettleRefused> {
        match self {
            Self::Clean { .. } | Self::Releasing { .. } | Self::Scanning { .. } => return Ok(None),
            Self::Rejected { reason, .. } => return Err(SettleRefused::Rejected { reason: reason.clone() }),
            Self::Returned { .. } => return Err(SettleRefused::Returned),
            Self::Expected | Self::Cleared { .. } => {}
        }
        let arrival = arrival.ok_or(SettleRefused::NotArrived)?;
        if !manifest.describes(arrival) {
            return Err(SettleRefused::NotAsAnnounced);
        }
        let cleared = matches!(self, Self::Cleared { version } if *version == arrival.version);
        let version = arrival.version.clone();
        Ok(Some(match (scanned, cleared) {
            (false, _) => Self::Releasing { version, verdict: Verdict::NotScanned },
            (true, true) => Self::Releasing { version, verdict: Verdict::Clean },
            (true, false) => Self::Scanning { version },
        }))
    }

    /// The scanner's verdict on one version of the object; `infected` names what it found.
    /// `None`: a repeat, or about bytes that do not count.
    pub fn judge(&self, version: &str, infected: Option<&str>, now: Timestamp) -> Option<Self> {
        let awaited = match self {
            Self::Expected => true,
            Self::Scanning { version: v } => v == version,
            Self::Cleared { .. }
            | Self::Releasing { .. }
            | Self::Clean { .. }
            | Self::Rejected { .. }
            | Self::Returned { .. } => false,
        };
        if !awaited {
            return None;
        }
        let version = version.to_owned();
        Some(match (infected, self) {
            (Some(reason), _) => Self::Rejected { at: now, reason: reason.to_owned() },
            (None, Self::Expected) => Self::Cleared { version },
            (None, _) => Self::Releasing { version, verdict: Verdict::Clean },
        })
    }

    /// Whether the step to the next stage is the scanner's word that it found nothing.
    pub(crate) fn is_cleared_by(&self, next: &Self) -> bool {
        matches!((self, next), (Self::Expected, Self::Cleared { .. }) | (Self::Scanning { .. }, Self::Releasing { .. }))
    }

    /// The version to copy to the documents bucket now.
    pub fn to_release(&self) -> Option<&str> {
        match self {
            Self::Releasing { version, .. } => Some(version),
            _ => None,
        }
    }

    /// The copy of that version is there. `None`: it counts already, or another one is meant.
    pub fn released(&self, version: &str, now: Timestamp) -> Option<Self> {
        match self {
            Self::Releasing { version: v, verdict } if v == version => Some(Self::Clean { at: now, verdict: *verdict }),
            _ => None,
        }
    }

    /// Staff hand it back. `None`: it does not count, so there is nothing to hand back.
    pub(crate) fn returned(&self, now: Timestamp) -> Option<Self> {
        match self {
            Self::Clean { verdict, .. } => Some(Self::Returned { at: now, verdict: *verdict }),
            _ => None,
        }
    }

    /// The word for it in the API.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Cleared { .. } => "cleared",
            Self::Scanning { .. } => "scanning",
            Self::Releasing { .. } => "releasing",
            Self::Clean { .. } => "clean",
            Self::Rejected { .. } => "rejected",
            Self::Returned { .. } => "returned",
        }
    }

    /// Why it was rejected.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Rejected { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// Whether it counts.
    pub fn is_clean(&self) -> bool {
        matches!(self, Self::Clean { .. })
    }

    /// Whether the bytes are in the documents bucket.
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Clean { .. } | Self::Returned { .. })
    }

    /// Whether it may still become clean.
    pub fn is_pending(&self) -> bool {
        !self.is_clean() && !self.is_void()
    }

    /// Whether it was rejected or handed back: it takes no place any more, and stands there to be told of.
    pub(crate) fn is_void(&self) -> bool {
        matches!(self, Self::Rejected { .. } | Self::Returned { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Digest;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn manifest() -> Manifest {
        let (name, media_type) = ("a.pdf".parse().unwrap(), "application/pdf".parse().unwrap());
        Manifest { name, media_type, size: 3, sha256: Digest::of("abc") }
    }

    fn arrival(size: u64, content: &str) -> Arrival {
        Arrival { size, sha256: Some(Digest::of(content)), version: "v1".into() }
    }

    fn releasing(verdict: Verdict) -> Stage {
        Stage::Releasing { version: "v1".into(), verdict }
    }

    #[test]
    fn only_the_announced_bytes_count() {
        let (manifest, new) = (manifest(), Stage::Expected);
        let settle = |arrival: Option<&Arrival>| new.settle(&manifest, arrival, false);
        assert_eq!(settle(None), Err(SettleRefused::NotArrived));
        assert_eq!(settle(Some(&arrival(4, "abc"))), Err(SettleRefused::NotAsAnnounced));
        assert_eq!(settle(Some(&arrival(3, "abd"))), Err(SettleRefused::NotAsAnnounced));
        let unknown = Arrival { sha256: None, ..arrival(3, "abc") };
        assert_eq!(settle(Some(&unknown)), Err(SettleRefused::NotAsAnnounced));
        assert_eq!(settle(Some(&arrival(3, "abc"))), Ok(Some(releasing(Verdict::NotScanned))));
    }

    #[test]
    fn a_file_counts_when_the_very_version_was_copied_and_once() {
        let releasing = releasing(Verdict::NotScanned);
        assert_eq!(releasing.settle(&manifest(), None, false), Ok(None), "a repeat changes nothing");
        assert_eq!(releasing.to_release(), Some("v1"));
        assert_eq!(releasing.released("v0", NOW), None);
        let clean = Stage::Clean { at: NOW, verdict: Verdict::NotScanned };
        assert_eq!(releasing.released("v1", NOW), Some(clean.clone()));
        assert_eq!(clean.released("v1", NOW), None);
        assert_eq!(clean.settle(&manifest(), None, false), Ok(None));
    }

    #[test]
    fn a_verdict_counts_once_for_its_version_in_either_order() {
        let scanning = Stage::Expected.settle(&manifest(), Some(&arrival(3, "abc")), true).unwrap().unwrap();
        assert_eq!(scanning, Stage::Scanning { version: "v1".into() });
        assert_eq!(scanning.judge("v0", None, NOW), None);
        assert_eq!(scanning.judge("v1", None, NOW), Some(releasing(Verdict::Clean)));
        assert_eq!(releasing(Verdict::Clean).judge("v1", Some("EICAR"), NOW), None);

        let early = Stage::Expected.judge("v1", None, NOW).unwrap();
        assert_eq!(early.settle(&manifest(), Some(&arrival(3, "abc")), true), Ok(Some(releasing(Verdict::Clean))));

        let rejected = scanning.judge("v1", Some("EICAR"), NOW).unwrap();
        assert_eq!(
            rejected.settle(&manifest(), Some(&arrival(3, "abc")), true),
            Err(SettleRefused::Rejected { reason: "EICAR".into() })
        );
    }
}
