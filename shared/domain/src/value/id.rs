//! 128-bit identifiers, one generic type, told apart by kind and printed as `shr_` + 22 base62 digits.

use std::{fmt, marker::PhantomData, str::FromStr};

use derive_where::derive_where;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};

use super::{
    person::Email,
    slug::{OrgSlug, ProjectSlug, RunSlug, TaskSlug},
};

/// Base62 digits that hold any 128-bit number.
pub const ID_DIGITS: usize = 22;

/// What an [`Id`] identifies.
pub trait IdKind {
    const PREFIX: &'static str;
    /// What such an id is called: `ShareId`.
    const NAME: &'static str;
}

/// An identifier of one kind. Unguessable when its bits are random.
#[derive_where(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<K> {
    bits: [u8; 16],
    kind: PhantomData<fn() -> K>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $alias:ident = $kind:ident $prefix:literal;)*) => {$(
        #[doc(hidden)]
        pub enum $kind {}
        impl IdKind for $kind {
            const PREFIX: &'static str = $prefix;
            const NAME: &'static str = stringify!($alias);
        }
        $(#[$doc])*
        pub type $alias = Id<$kind>;
    )*};
}

kinds! {
    ShareId = OfShare "shr";
    /// Derived from org, project and run names: see [`RunId::of`].
    RunId = OfRun "run";
    /// Derived from org and address: the partition of the shares with one person.
    RecipientId = OfRecipient "rcp";
    /// Derived from org and project names: the partition of a project's lists.
    ProjectId = OfProject "prj";
    /// Derived from org, project and number: see `DocumentId::of`.
    DocumentId = OfDocument "doc";
    /// Derived from org, project and number: see `WorkPackageId::of`.
    WorkPackageId = OfWorkPackage "wpk";
    /// Derived from a document and a code: see `RevisionId::of`.
    RevisionId = OfRevision "rev";
    UploadId = OfUpload "upl";
    /// A reference file that staff attached.
    FileId = OfFile "fil";
    /// A run that is packed into a zip.
    ExportId = OfExport "exp";
    /// What was taken for an export; nobody is told of it.
    SnapshotId = OfSnapshot "snp";
    CommentId = OfComment "cmt";
    /// One landing of a guest: repeats of its opening count once.
    VisitId = OfVisit "vis";
    SessionId = OfSession "ses";
    /// A browser from which the password of a share was given.
    DeviceId = OfDevice "dev";
    /// One person's part in one step: see [`StepId::of`].
    StepId = OfStep "stp";
    /// One mail of the outbox.
    MailId = OfMail "msg";
    /// Derived from org and address: see [`InvitationId::of`].
    InvitationId = OfInvitation "inv";
}

impl RunId {
    /// The run of this name in a project of an org.
    pub fn of(org: &OrgSlug, project: &ProjectSlug, run: &RunSlug) -> Self {
        Self::derived(&[org.as_str(), project.as_str(), run.as_str()])
    }
}

impl RecipientId {
    /// The person with this address, for one org.
    pub fn of(org: &OrgSlug, email: &Email) -> Self {
        Self::derived(&[org.as_str(), &email.as_str().to_lowercase()])
    }
}

impl InvitationId {
    /// The invitation of an address to an org. There is one at most: the next takes the place of the one before.
    pub fn of(org: &OrgSlug, email: &Email) -> Self {
        Self::derived(&["invitation", org.as_str(), &email.as_str().to_lowercase()])
    }
}

impl RecipientId {
    /// The signed-in person of that name at the identity provider, for one org.
    pub fn of_member(org: &OrgSlug, sub: &str) -> Self {
        Self::derived(&[org.as_str(), "member", sub])
    }
}

impl StepId {
    /// What the person of that name has to do in a task.
    pub fn of(run: RunId, task: &TaskSlug, sub: &str) -> Self {
        Self::derived(&[&run.to_string(), task.as_str(), sub])
    }
}

impl<K> Id<K> {
    pub const fn new(bits: [u8; 16]) -> Self {
        Self { bits, kind: PhantomData }
    }

    /// The id that always stands for these names: the first half of the SHA-256 over each name with
    /// its length before it, so that `("a", "bc")` and `("ab", "c")` differ.
    pub fn derived(names: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for name in names {
            hash.update((name.len() as u64).to_be_bytes());
            hash.update(name.as_bytes());
        }
        let mut bits = [0; 16];
        bits.copy_from_slice(&hash.finalize()[..16]);
        Self::new(bits)
    }

    pub const fn bits(&self) -> &[u8; 16] {
        &self.bits
    }
}

/// 128 bits as exactly [`ID_DIGITS`] base62 digits.
pub fn digits(bits: [u8; 16]) -> String {
    format!("{:0>ID_DIGITS$}", base62::encode(u128::from_be_bytes(bits)))
}

/// The reverse of [`digits`]; `None` for any other text.
pub(crate) fn undigits(text: &str) -> Option<[u8; 16]> {
    if text.len() != ID_DIGITS || !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    base62::decode(text).ok().map(u128::to_be_bytes)
}

impl<K: IdKind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, digits(self.bits))
    }
}

impl<K: IdKind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is no identifier of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not an identifier of the form {prefix}_…")]
pub struct NotAnId {
    pub prefix: &'static str,
}

impl<K: IdKind> FromStr for Id<K> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        text.strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .and_then(undigits)
            .map(Self::new)
            .ok_or(NotAnId { prefix: K::PREFIX })
    }
}

impl<K: IdKind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: IdKind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_prints_and_parses_back() {
        for bits in [[0; 16], [0xff; 16], *b"0123456789abcdef"] {
            let id = ShareId::new(bits);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().len(), 26);
        }
    }

    #[test]
    fn an_id_of_another_kind_does_not_parse() {
        let id = ShareId::new([7; 16]).to_string();
        assert!(id.parse::<UploadId>().is_err());
        assert!(format!("{id}0").parse::<ShareId>().is_err());
        assert!("shr_zzzzzzzzzzzzzzzzzzzzzz".parse::<ShareId>().is_err(), "beyond 128 bits");
        assert!("shr_+000000000000000000001".parse::<ShareId>().is_err());
    }

    /// infra/scripts/erase_member.py computes the same, and its test has the same id.
    #[test]
    fn an_address_has_one_hash_in_any_spelling() {
        let id = |email: &str| RecipientId::of(&"acme".parse().unwrap(), &email.parse().unwrap()).to_string();
        assert_eq!(
            (id("Nina@New.example"), id("nina@new.example")),
            ("rcp_73S5vZGlLn1Wx7wgEjvigf".into(), id("NINA@new.example"))
        );
    }

    /// infra/scripts/erase_member.py computes the same, and its test has the same id.
    #[test]
    fn the_invitation_of_an_address_has_one_id_in_any_spelling() {
        let id = |email: &str| InvitationId::of(&"acme".parse().unwrap(), &email.parse().unwrap()).to_string();
        assert_eq!(id("Nina@New.example"), "inv_21DHxkrjEjKqP4IeRFGkxS");
        assert_eq!(id("nina@new.example"), id("Nina@New.example"));
    }

    #[test]
    fn derived_ids_keep_names_apart() {
        assert_ne!(RunId::derived(&["a", "bc"]), RunId::derived(&["ab", "c"]));
        assert_eq!(RunId::derived(&["a", "bc"]), RunId::derived(&["a", "bc"]));
    }
}
