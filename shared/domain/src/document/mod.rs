//! A document of a project's register: its number never changes, what is said of it may, and each revision is one file for ever.

mod details;
mod download;
mod fact;
mod put;
mod response;
mod revise;
mod revision;
mod state;

pub use details::Details;
pub use download::{DownloadRevision, NoSuchRevision, RevisionDownloaded};
pub use fact::{Detail, DocumentFact};
pub use put::{DocumentPut, Filing, PutDocument};
pub use response::RevisionResponse;
pub use revise::{MAX_REVISIONS, Revise, ReviseRefused, Revised};
pub use revision::Revision;
pub use state::{Current, Document, DocumentRefused, RevisionStanding};

#[cfg(test)]
mod tests;
