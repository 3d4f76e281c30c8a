//! What somebody did in a task. The trail in which it stands is that of their share or of their step, which says it in
//! words of its own.

use super::step_kind::StepDecision;
use crate::{
    file::{MediaType, Verdict},
    value::{CommentId, Digest, FieldSlug, TaskSlug, UploadId},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkFact {
    FieldChanged {
        task: TaskSlug,
        fields: Vec<FieldSlug>,
    },
    UploadAnnounced {
        task: TaskSlug,
        field: FieldSlug,
        upload: UploadId,
        size: u64,
        sha256: Digest,
    },
    UploadRemoved {
        task: TaskSlug,
        field: FieldSlug,
        upload: UploadId,
    },
    FileReceived {
        task: TaskSlug,
        field: FieldSlug,
        upload: UploadId,
        size: u64,
        sha256: Digest,
    },
    FileCleared {
        task: TaskSlug,
        upload: UploadId,
    },
    FileUploaded {
        task: TaskSlug,
        field: FieldSlug,
        upload: UploadId,
        media_type: MediaType,
        size: u64,
        sha256: Digest,
        key: String,
        verdict: Verdict,
    },
    FileRejected {
        task: TaskSlug,
        upload: UploadId,
        reason: String,
    },
    FileDownloaded {
        task: TaskSlug,
        file: String,
        sha256: Digest,
    },
    Commented {
        task: TaskSlug,
        comment: CommentId,
    },
    TaskCompleted {
        task: TaskSlug,
        round: u16,
        files: Vec<UploadId>,
        unlocked: Vec<TaskSlug>,
        left_out: Vec<UploadId>,
        /// [`super::Work::digest`].
        answers_sha256: Digest,
        /// Nothing is left to do in the share.
        last: bool,
    },
    Responded {
        task: TaskSlug,
        decision: StepDecision,
        comment: Option<CommentId>,
        /// SHA-256 of the comment's text.
        comment_sha256: Option<Digest>,
        /// The files that they sent.
        files: Vec<UploadId>,
        /// The push that counted, and SHA-256 over what they read: [`super::Basis::sha256`].
        push: u32,
        basis_sha256: Digest,
        /// SHA-256 over the answers of the step, as [`super::Work::digest`] writes them.
        answers_sha256: Digest,
        /// It came after the step was due.
        late: bool,
        /// The result of the step, if it stands now.
        result: Option<StepDecision>,
        unlocked: Vec<TaskSlug>,
        /// Nothing is left to do in the share.
        last: bool,
    },
}

/// Makes the facts of an aggregate of those of the work, where they are called the same.
macro_rules! told {
    ($fact:ident, $from:ident: $($variant:ident { $($name:ident),* })*; $($pattern:pat => $made:expr),* $(,)?) => {
        match $from {
            $($crate::task::WorkFact::$variant { $($name),* } => $fact::$variant { $($name),* },)*
            $($pattern => $made,)*
        }
    };
}
pub(crate) use told;
