//! What the trail of one person's part in a step tells.

use jiff::Timestamp;

use crate::{
    audit::facts,
    file::{MediaType, Verdict},
    task::{StepDecision, WorkFact, told},
    value::{CommentId, Digest, FieldSlug, TaskSlug, UploadId},
};

facts! {
    /// What a member or responder does in a step that they have to do.
    pub enum StepFact {
        /// Answers were kept as drafts.
        "step.field_changed" draft FieldChanged { task: TaskSlug, fields: Vec<FieldSlug> }
        /// A file was announced.
        "step.upload_announced" published UploadAnnounced {
            task: TaskSlug, field: FieldSlug, upload: UploadId, size: u64, sha256: Digest,
        }
        /// A file was taken out again.
        "step.upload_removed" published UploadRemoved { task: TaskSlug, field: FieldSlug, upload: UploadId }
        /// A file was settled: it arrived as announced. It waits for the scanner, or for its release.
        "step.file_received" published FileReceived {
            task: TaskSlug, field: FieldSlug, upload: UploadId, size: u64, sha256: Digest,
        }
        /// The scanner found nothing in a file; it waits for its release.
        "step.file_cleared" published FileCleared { task: TaskSlug, upload: UploadId }
        /// A file counts from now on. Its bytes are in the documents bucket, under `key`.
        "step.file_uploaded" published FileUploaded {
            task: TaskSlug,
            field: FieldSlug,
            upload: UploadId,
            media_type: MediaType,
            size: u64,
            sha256: Digest,
            key: String,
            verdict: Verdict,
        }
        /// A file was rejected.
        "step.file_rejected" published FileRejected { task: TaskSlug, upload: UploadId, reason: String }
        /// A copy of a file was handed out.
        "step.file_downloaded" published FileDownloaded { task: TaskSlug, file: String, sha256: Digest }
        /// A comment was written. Its text stands in the task.
        "step.commented" published Commented { task: TaskSlug, comment: CommentId }
        /// The task was completed with these files; `left_out` had not arrived; `unlocked` may start.
        "step.task_completed" published TaskCompleted {
            task: TaskSlug, round: u16, files: Vec<UploadId>, unlocked: Vec<TaskSlug>, left_out: Vec<UploadId>,
            answers_sha256: Digest,
        }
        /// A decision on what was read (`basis_sha256`), and on the answers of the step; with `result`, it completed the task.
        "step.responded" published Responded {
            task: TaskSlug,
            decision: StepDecision,
            comment: Option<CommentId>,
            comment_sha256: Option<Digest>,
            files: Vec<UploadId>,
            push: u32,
            basis_sha256: Digest,
            answers_sha256: Digest,
            late: bool,
            result: Option<StepDecision>,
            unlocked: Vec<TaskSlug>,
        }
        /// The decision was taken back before the result stood.
        "step.response_withdrawn" published ResponseWithdrawn { task: TaskSlug, decision: StepDecision }
        /// The step was given to another person of the org, who has it to do from now on.
        "step.delegated" published Delegated { task: TaskSlug, to: String }
        /// A mail to the person about so many steps, this one the first of them, did not leave: their address had its mails of the day.
        "step.mail_left_out" published MailLeftOut { task: TaskSlug, steps: u32, again_at: Timestamp }
    }
    verdict: |this| match this {
        Self::FileUploaded { verdict, .. } => Some(verdict.name()),
        Self::FileRejected { .. } => Some("rejected"),
        _ => None,
    }
}

impl From<WorkFact> for StepFact {
    fn from(fact: WorkFact) -> Self {
        told! { Self, fact:
            FieldChanged { task, fields }
            UploadAnnounced { task, field, upload, size, sha256 }
            UploadRemoved { task, field, upload }
            FileReceived { task, field, upload, size, sha256 }
            FileCleared { task, upload }
            FileUploaded { task, field, upload, media_type, size, sha256, key, verdict }
            FileRejected { task, upload, reason }
            FileDownloaded { task, file, sha256 }
            Commented { task, comment };
            WorkFact::TaskCompleted { task, round, files, unlocked, left_out, answers_sha256, last: _ } =>
                Self::TaskCompleted { task, round, files, unlocked, left_out, answers_sha256 },
            WorkFact::Responded {
                task, decision, comment, comment_sha256, files, push, basis_sha256, answers_sha256, late, result, unlocked, last: _,
            } => Self::Responded {
                task, decision, comment, comment_sha256, files, push, basis_sha256, answers_sha256, late, result, unlocked,
            },
        }
    }
}
