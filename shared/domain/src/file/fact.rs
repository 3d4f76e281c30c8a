//! What the trail of a reference file tells.

use super::stage::Verdict;
use crate::{
    audit::facts,
    value::{Digest, FileId},
};

facts! {
    /// What happens to a reference file. Its name is typed by people and stands in no fact.
    pub enum FileFact {
        /// A reference file was announced.
        "file.announced" published Announced { file: FileId, size: u64, sha256: Digest }
        /// A reference file was settled: it arrived as announced. It waits for the scanner, or for its release.
        "file.received" published Received { file: FileId, size: u64, sha256: Digest }
        /// The scanner found nothing in a reference file; it waits for its release.
        "file.cleared" published Cleared { file: FileId }
        /// The copy of a reference file has left quarantine: it counts from now on.
        "file.released" published Released { file: FileId, size: u64, sha256: Digest, verdict: Verdict }
        /// A reference file was rejected.
        "file.rejected" published Rejected { file: FileId, reason: String }
    }
}
