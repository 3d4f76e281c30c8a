//! One record: its canonical text (RFC 8785), and the header that is read from it.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    head::TrailId,
    stamp::{Actor, Stamp},
};
use crate::value::{Digest, Email, OrgSlug, PersonName, Place, ProjectSlug};

/// Where in the company something happened. It routes records: to the activity of a place, and as events to the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub org: OrgSlug,
    pub project: Option<ProjectSlug>,
    /// The narrowest thing that was touched.
    pub place: Option<Place>,
    /// The host's own name for that thing, below its project: `runs/kyc-7`.
    pub path: Option<String>,
}

/// `acme`, `acme/procurement`, `acme/procurement/runs/kyc-7`: no part holds a slash but the last.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [Some(self.org.as_str()), self.project.as_ref().map(ProjectSlug::as_str), self.path.as_deref()];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join("/"))
    }
}

/// A record. Its text is what is stored and hashed; only the header is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    text: String,
    header: Header,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Header {
    trail: TrailId,
    seq: u64,
    at: Timestamp,
    kind: String,
    actor: Actor,
    /// SHA-256 over salt and personal details; still there when these have been erased.
    personal: Digest,
    /// Behind which record this one goes on, where the rows between do not belong to the trail.
    #[serde(default)]
    follows: Option<u64>,
    /// Of which part of the company the records of a commit are, as [`About`] says it: in the first of them, where one is
    /// an event.
    #[serde(default)]
    of: Option<String>,
}

/// The whole of a record, as it is written.
#[derive(Serialize)]
pub(super) struct Content<'a, F> {
    pub(super) trail: &'a TrailId,
    pub(super) seq: u64,
    pub(super) at: Timestamp,
    pub(super) kind: &'a str,
    pub(super) actor: &'a Actor,
    pub(super) facts: &'a F,
    pub(super) personal: Digest,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) follows: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<&'a str>,
}

/// A text that no record has.
#[derive(Debug, thiserror::Error)]
#[error("is not the text of a record")]
pub struct NotARecord(#[from] serde_json::Error);

impl Record {
    pub(super) fn new(content: &Content<'_, impl Serialize>) -> Self {
        let header = Header {
            trail: content.trail.clone(),
            seq: content.seq,
            at: content.at,
            kind: content.kind.to_owned(),
            actor: content.actor.clone(),
            personal: content.personal,
            follows: content.follows,
            of: content.of.map(str::to_owned),
        };
        Self { text: canonical(content), header }
    }

    /// Reads a stored text back.
    pub fn parse(text: String) -> Result<Self, NotARecord> {
        let header = serde_json::from_str(&text)?;
        Ok(Self { text, header })
    }

    /// What is stored and hashed.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn trail(&self) -> &TrailId {
        &self.header.trail
    }

    pub fn seq(&self) -> u64 {
        self.header.seq
    }

    pub fn at(&self) -> Timestamp {
        self.header.at
    }

    /// The kind's name, known to this version or not.
    pub fn kind(&self) -> &str {
        &self.header.kind
    }

    pub fn actor(&self) -> &Actor {
        &self.header.actor
    }

    /// The commitment to the personal details beside it.
    pub fn personal(&self) -> Digest {
        self.header.personal
    }

    /// Behind which record this one goes on: the trail was broken there.
    pub fn follows(&self) -> Option<u64> {
        self.header.follows
    }

    /// Of which part of the company it and what was committed with it are: it routes events to the host.
    pub fn of(&self) -> Option<&str> {
        self.header.of.as_deref()
    }

    /// The whole record as JSON, for those who show it.
    pub fn to_json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    pub fn hash(&self, prev: Digest) -> Digest {
        Digest::of([&prev.bytes()[..], self.text.as_bytes()].concat())
    }
}

/// What a record tells about people, as text too. Erasing it leaves the chain whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal(String);

#[derive(Serialize)]
struct Details<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a PersonName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<&'a str>,
    /// Who says to open the share: never instead of its recipient, whose name and address stand above.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Stated<'a>>,
    /// Hexadecimal, 128 bits.
    salt: String,
}

#[derive(Serialize)]
struct Stated<'a> {
    name: &'a PersonName,
    email: &'a Email,
}

impl Personal {
    /// What the actor stated of themselves stands beside the record that says so alone.
    pub(super) fn of(stamp: &Stamp, seq: u64, is_statement: bool) -> Self {
        let person = stamp.person.as_ref();
        Self(canonical(&Details {
            name: person.map(|p| &p.name),
            email: person.map(|p| &p.email),
            ip: stamp.source.ip.as_deref(),
            user_agent: stamp.source.user_agent.as_deref(),
            stated: stamp.stated.as_ref().filter(|_| is_statement).map(|p| Stated { name: &p.name, email: &p.email }),
            salt: base16ct::lower::encode_string(&stamp.derived(&format!("personal {seq}"))),
        }))
    }

    /// Reads a stored text back.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn commitment(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// The details as JSON, for those who show them.
    pub fn to_json(&self) -> Value {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// RFC 8785: sorted keys, no spaces, one way to write each number and string.
fn canonical(value: &impl Serialize) -> String {
    #[expect(clippy::unwrap_used, reason = "records are maps with text keys, which always serialise")]
    serde_json_canonicalizer::to_string(value).unwrap()
}
