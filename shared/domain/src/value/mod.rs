//! Values: what a thing is called, what people typed, where and when, what is secret. They know nothing of
//! each other's use.

mod assurance;
mod by_day;
mod colour;
mod decimal;
mod digest;
mod extension;
mod id;
mod keys;
mod locale;
mod pasted;
mod person;
mod place;
mod register;
mod salt;
#[cfg(feature = "openapi")]
mod schema;
mod secret;
mod slug;
mod text;
mod through;
pub mod typed;
mod zone;

pub use assurance::{Assurance, Mailbox, NotAnAssurance};
pub(crate) use by_day::{Wait, rescaled, take};
pub use colour::{Colour, NotAColour};
pub use decimal::{Decimal, MAX_DECIMAL_DIGITS, NotADecimal};
pub use digest::{Digest, NotADigest};
pub use extension::is_extension;
pub(crate) use id::undigits;
pub use id::{
    CommentId, DeviceId, DocumentId, ExportId, FileId, ID_DIGITS, Id, IdKind, InvitationId, MailId, NotAnId, ProjectId,
    RecipientId, RevisionId, RunId, SessionId, ShareId, SnapshotId, StepId, UploadId, VisitId, WorkPackageId, digits,
};
pub use keys::{Key, KeyId, KeyRing};
pub use locale::Locale;
pub(crate) use pasted::find;
pub(crate) use person::address;
pub use person::{Email, Person, PersonName, holds_a_link};
pub use place::Place;
pub use register::{Coded, HostCode, MAX_CODE_LENGTH, MAX_NUMBER_LENGTH, NotARegisterNumber, RegisterNumber};
pub use salt::Salt;
pub use secret::Secret;
pub use slug::{FieldSlug, MAX_SLUG_LENGTH, NotASlug, OrgSlug, ProjectSlug, RunSlug, Slug, TaskSlug};
pub(crate) use text::is_unseen;
pub use text::{
    FileName, Found, Line, MAX_CHARACTER_BYTES, Paragraphs, TextRefused, is_blank, length, line, nfc, paragraphs,
};
pub use through::Through;
pub use zone::{UnknownZone, Zone};
