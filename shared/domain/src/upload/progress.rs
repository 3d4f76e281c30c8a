//! How far a file has come, and the two things that move it: its sender's report, the scanner's verdict.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Arrival, Manifest};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Progress {
    /// Announced; bytes may be on their way.
    Expected,
    /// The scanner found it clean before the sender reported its arrival.
    Received {
        version: String,
    },
    /// Arrived as announced; the scanner's verdict is awaited.
    Scanning {
        version: String,
    },
    /// Released to the documents bucket.
    Clean {
        at: Timestamp,
        verdict: Verdict,
    },
    Rejected {
        at: Timestamp,
        reason: String,
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
}

impl Progress {
    /// The sender reports the arrival. `None`: it has been counted before.
    pub fn settle(
        &self,
        manifest: &Manifest,
        arrival: Option<&Arrival>,
        scanned: bool,
        now: Timestamp,
    ) -> Result<Option<Self>, SettleRefused> {
        match self {
            Self::Clean { .. } | Self::Scanning { .. } => return Ok(None),
            Self::Rejected { reason, .. } => return Err(SettleRefused::Rejected { reason: reason.clone() }),
            Self::Expected | Self::Received { .. } => {}
        }
        let arrival = arrival.ok_or(SettleRefused::NotArrived)?;
        if !manifest.describes(arrival) {
            return Err(SettleRefused::NotAsAnnounced);
        }
        let cleared = matches!(self, Self::Received { version } if *version == arrival.version);
        Ok(Some(match (scanned, cleared) {
            (false, _) => Self::Clean { at: now, verdict: Verdict::NotScanned },
            (true, true) => Self::Clean { at: now, verdict: Verdict::Clean },
            (true, false) => Self::Scanning { version: arrival.version.clone() },
        }))
    }

    /// The scanner's verdict on one version of the object; `infected` names what it found.
    /// `None`: a repeat, or about bytes that do not count.
    pub fn judge(&self, version: &str, infected: Option<&str>, now: Timestamp) -> Option<Self> {
        let awaited = match self {
            Self::Expected => true,
            Self::Scanning { version: v } => v == version,
            Self::Received { .. } | Self::Clean { .. } | Self::Rejected { .. } => false,
        };
        if !awaited {
            return None;
        }
        Some(match (infected, self) {
            (Some(reason), _) => Self::Rejected { at: now, reason: reason.to_owned() },
            (None, Self::Expected) => Self::Received { version: version.to_owned() },
            (None, _) => Self::Clean { at: now, verdict: Verdict::Clean },
        })
    }

    /// The word for it in the API.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Received { .. } => "received",
            Self::Scanning { .. } => "scanning",
            Self::Clean { .. } => "clean",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Why it was rejected.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Rejected { reason, .. } => Some(reason),
            Self::Expected | Self::Received { .. } | Self::Scanning { .. } | Self::Clean { .. } => None,
        }
    }

    /// Whether the bytes are in the documents bucket, or must be once this is committed.
    pub fn is_clean(&self) -> bool {
        matches!(self, Self::Clean { .. })
    }

    /// Whether it may still become clean.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Expected | Self::Received { .. } | Self::Scanning { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Digest;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn manifest() -> Result<Manifest, Box<dyn std::error::Error>> {
        let (name, media_type) = ("a.pdf".parse()?, "application/pdf".parse()?);
        Ok(Manifest { name, media_type, size: 3, sha256: Digest::of("abc") })
    }

    fn arrival(size: u64, content: &str) -> Arrival {
        Arrival { size, sha256: Some(Digest::of(content)), version: "v1".into() }
    }

    #[test]
    fn only_the_announced_bytes_count() -> Result<(), Box<dyn std::error::Error>> {
        let (manifest, new) = (manifest()?, Progress::Expected);
        assert_eq!(new.settle(&manifest, None, false, NOW), Err(SettleRefused::NotArrived));
        assert_eq!(new.settle(&manifest, Some(&arrival(4, "abc")), false, NOW), Err(SettleRefused::NotAsAnnounced));
        assert_eq!(new.settle(&manifest, Some(&arrival(3, "abd")), false, NOW), Err(SettleRefused::NotAsAnnounced));
        let unknown = Arrival { sha256: None, ..arrival(3, "abc") };
        assert_eq!(new.settle(&manifest, Some(&unknown), false, NOW), Err(SettleRefused::NotAsAnnounced));
        let clean = new.settle(&manifest, Some(&arrival(3, "abc")), false, NOW)?.ok_or("settles")?;
        assert_eq!(clean, Progress::Clean { at: NOW, verdict: Verdict::NotScanned });
        assert_eq!(clean.settle(&manifest, None, false, NOW), Ok(None), "a repeat changes nothing");
        Ok(())
    }

    #[test]
    fn a_verdict_counts_once_for_its_version_in_either_order() -> Result<(), Box<dyn std::error::Error>> {
        let manifest = manifest()?;
        let scanning = Progress::Expected.settle(&manifest, Some(&arrival(3, "abc")), true, NOW)?.ok_or("settles")?;
        assert_eq!(scanning, Progress::Scanning { version: "v1".into() });
        assert_eq!(scanning.judge("v0", None, NOW), None);
        let clean = Progress::Clean { at: NOW, verdict: Verdict::Clean };
        assert_eq!(scanning.judge("v1", None, NOW), Some(clean.clone()));
        assert_eq!(clean.judge("v1", Some("EICAR"), NOW), None);

        let early = Progress::Expected.judge("v1", None, NOW).ok_or("is awaited")?;
        assert_eq!(early.settle(&manifest, Some(&arrival(3, "abc")), true, NOW), Ok(Some(clean)));

        let rejected = scanning.judge("v1", Some("EICAR"), NOW).ok_or("is awaited")?;
        assert_eq!(
            rejected.settle(&manifest, Some(&arrival(3, "abc")), true, NOW),
            Err(SettleRefused::Rejected { reason: "EICAR".into() })
        );
        Ok(())
    }
}
