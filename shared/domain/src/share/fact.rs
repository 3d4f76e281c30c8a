//! What a share's trail tells.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{permission::Permission, scope_fact::ScopeFact};
use crate::{
    audit::facts,
    export::ExportFailure,
    file::{MediaType, Verdict},
    outbox::{BounceKind, GuestMail},
    policy::SettingChange,
    task::{StepDecision, VisibleTo, WorkFact, told},
    value::{
        CommentId, Digest, DocumentId, ExportId, FieldSlug, HostCode, Line, Locale, ProjectSlug, RegisterNumber,
        TaskSlug, UploadId, Zone,
    },
};

/// How the link reaches the guest. With `link` the creator held it first, and the trail says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    #[default]
    Email,
    Link,
}

facts! {
    /// What happens to a share, and what its guest does through it.
    pub enum ShareFact {
        /// The share was created. With `delivery` `link`, its creator held the link first.
        "share.created" published Created {
            project: ProjectSlug,
            scope: ScopeFact,
            expires_at: Timestamp,
            zone: Zone,
            max_accesses: u32,
            password: bool,
            code: bool,
            who_opens: bool,
            delivery: Delivery,
            permissions: Vec<Permission>,
            code_instead_of_password: bool,
        }
        /// The mail service took the mail with the link.
        "share.invited" published Invited { message_id: String }
        /// A mail left with a link that was replaced while it was sent: it invites nobody.
        "share.invitation_outdated" published InvitationOutdated { message_id: String }
        /// The guest's mail server took the mail.
        "share.delivered" published Delivered { message_id: String, delivered_at: Timestamp }
        /// The mail came back, or was not sent.
        "share.bounced" published Bounced {
            message_id: String, bounced_at: Timestamp, kind: BounceKind, subtype: Line<64>,
        }
        /// An automatic answer came to a mail that had arrived, such as that somebody is away.
        "share.auto_replied" published AutoReplied { message_id: String, replied_at: Timestamp, subtype: Line<64> }
        /// The guest called the mail spam.
        "share.complained" published Complained { message_id: String, complained_at: Timestamp }
        /// A mail to the guest was left out: so many had left to their address that the next one may leave at `again_at`.
        "share.mail_left_out" published MailLeftOut { mail: GuestMail, again_at: Timestamp }
        /// A person opened the link: access n of at most `max`, where 0 is any number.
        "share.link_opened" published LinkOpened { access: u32, max: u32 }
        /// They consented to the privacy notice with this hash.
        "share.consented" published Consented { notice_sha256: Digest, locale: Locale }
        /// Who says to open it: their name and address stand among the personal details, as they typed them.
        "share.identified" published Identified {}
        /// They accepted the disclaimer with this hash.
        "share.disclaimer_accepted" published DisclaimerAccepted { sha256: Digest }
        /// A password was going to be tried.
        "share.password_tried" published PasswordTried { attempt: u32, known_device: bool }
        /// It was a wrong one.
        "share.password_failed" published PasswordFailed { attempt: u32, known_device: bool }
        /// The code was asked for, to be mailed to the recipient; `again`: one that was asked for before, and is still good.
        "share.code_requested" published CodeRequested { again: bool }
        /// The mail service took the mail with the code.
        "share.code_sent" published CodeSent { message_id: String }
        /// A code was going to be tried.
        "share.code_tried" published CodeTried { attempt: u32, known_device: bool }
        /// It was a wrong one.
        "share.code_failed" published CodeFailed { attempt: u32, known_device: bool }
        /// What is asked for at the opening was changed: the mailed code, and who opens.
        "share.proofs_changed" published ProofsChanged { code: bool, who_opens: bool }
        /// Neither password nor code can be tried until then: from this browser, if it is a known device, else by all that are none.
        "share.locked" published Locked { until: Timestamp, known_device: bool }
        /// A counted opening was asked for again, with what it takes: what was tried before is forgotten.
        "share.opened_again" published OpenedAgain {}
        /// Answers were kept as drafts.
        "share.field_changed" draft FieldChanged { task: TaskSlug, fields: Vec<FieldSlug> }
        /// A file was announced.
        "share.upload_announced" published UploadAnnounced {
            task: TaskSlug, field: FieldSlug, upload: UploadId, size: u64, sha256: Digest,
        }
        /// A file was taken out again.
        "share.upload_removed" published UploadRemoved { task: TaskSlug, field: FieldSlug, upload: UploadId }
        /// A file was settled: it arrived as announced. It waits for the scanner, or for its release.
        "share.file_received" published FileReceived {
            task: TaskSlug, field: FieldSlug, upload: UploadId, size: u64, sha256: Digest,
        }
        /// The scanner found nothing in a file; it waits for its release.
        "share.file_cleared" published FileCleared { task: TaskSlug, upload: UploadId }
        /// A file counts from now on. Its bytes are in the documents bucket, under `key`.
        "share.file_uploaded" published FileUploaded {
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
        "share.file_rejected" published FileRejected { task: TaskSlug, upload: UploadId, reason: String }
        /// A copy of a file was handed out.
        "share.file_downloaded" published FileDownloaded { task: TaskSlug, file: String, sha256: Digest }
        /// The files that its guest may fetch were asked for as one zip: how many, and SHA-256 over their list.
        "share.export_requested" published ExportRequested { export: ExportId, files: u32, files_sha256: Digest }
        /// The zip is there; `size` is its own.
        "share.export_ready" published ExportReady {
            export: ExportId, files: u32, size: u64, files_sha256: Digest,
        }
        /// The zip came to nothing.
        "share.export_failed" published ExportFailed { export: ExportId, reason: ExportFailure }
        /// The zip was handed out.
        "share.export_downloaded" published ExportDownloaded { export: ExportId, files: u32, files_sha256: Digest }
        /// A comment was written. Its text stands in the task.
        "share.commented" published Commented { task: TaskSlug, comment: CommentId }
        /// A member wrote beside a task, for its guests or for staff alone. The text stands in the task.
        "share.staff_commented" published StaffCommented {
            task: TaskSlug, comment: CommentId, visible_to: VisibleTo,
        }
        /// The file of a revision was handed out.
        "share.revision_downloaded" published RevisionDownloaded {
            document: DocumentId, number: RegisterNumber, code: HostCode, nth: u16, sha256: Digest,
        }
        /// A comment on a revision was written. Its text stands with the share.
        "share.revision_commented" published RevisionCommented {
            document: DocumentId, number: RegisterNumber, code: HostCode, nth: u16, comment: CommentId,
        }
        /// A decision on a revision, as it was read (`basis_sha256`). Nothing is left to do by the share.
        "share.revision_responded" published RevisionResponded {
            document: DocumentId,
            number: RegisterNumber,
            code: HostCode,
            nth: u16,
            sha256: Digest,
            decision: StepDecision,
            comment: Option<CommentId>,
            comment_sha256: Option<Digest>,
            basis_sha256: Digest,
            superseded: bool,
        }
        /// A member wrote beside a document, for the guest or for staff alone. The text stands with the share.
        "share.staff_commented_document" published StaffCommentedDocument {
            document: DocumentId, number: RegisterNumber, comment: CommentId, visible_to: VisibleTo,
        }
        /// The task was completed with these files; `left_out` had not arrived; `unlocked` may start. `last`: nothing is left.
        "share.task_completed" published TaskCompleted {
            task: TaskSlug, round: u16, files: Vec<UploadId>, unlocked: Vec<TaskSlug>, last: bool, left_out: Vec<UploadId>,
            answers_sha256: Digest,
        }
        /// Staff accepted these answers and files of a completed task: they never come back.
        "share.accepted" published Accepted {
            task: TaskSlug, round: u16, fields: Vec<FieldSlug>, files: Vec<UploadId>,
        }
        /// Staff handed these back; `round` begins. `reasons`: SHA-256 over why. `waiting` wait again; of them `begun` were begun.
        "share.handed_back" published HandedBack {
            task: TaskSlug,
            round: u16,
            fields: Vec<FieldSlug>,
            files: Vec<UploadId>,
            reasons: Digest,
            waiting: Vec<TaskSlug>,
            begun: Vec<TaskSlug>,
            set_aside: Vec<TaskSlug>,
            outdated: Vec<TaskSlug>,
        }
        /// What was decided in `task` counts no more, because the task `reviewed` was handed back. The share is open again.
        "share.decision_set_aside" published DecisionSetAside { task: TaskSlug, reviewed: TaskSlug }
        /// A decision on what was read (`basis_sha256`), and on the answers of the step; with `result`, it completed the task.
        "share.responded" published Responded {
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
            last: bool,
        }
        /// The expiry was moved.
        "share.extended" published Extended { from: Timestamp, to: Timestamp }
        /// How often it may be opened in all; 0: any number.
        "share.accesses_changed" published AccessesChanged { from: u32, to: u32 }
        /// It was brought within the policy of its project, as that had become: an earlier end, other texts, stricter files.
        "share.policy_applied" published PolicyApplied { settings: Vec<SettingChange> }
        /// The link was replaced by a new one.
        "share.rotated" published Rotated { delivery: Delivery }
        /// The password was set or removed.
        "share.password_changed" published PasswordChanged { set: bool }
        /// The expiry, in force since its instant, was noted.
        "share.expired" published Expired { expired_at: Timestamp }
        /// The last access was used.
        "share.exhausted" published Exhausted { max: u32 }
        /// The share was revoked.
        "share.revoked" published Revoked {}
        /// The guest asked for a new link.
        "share.new_link_requested" published NewLinkRequested {}
    }
    verdict: |this| match this {
        Self::FileUploaded { verdict, .. } => Some(verdict.name()),
        Self::FileRejected { .. } => Some("rejected"),
        _ => None,
    };
    statement: |this| matches!(this, Self::Identified {})
}

impl From<WorkFact> for ShareFact {
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
            Commented { task, comment }
            TaskCompleted { task, round, files, unlocked, last, left_out, answers_sha256 }
            Responded {
                task, decision, comment, comment_sha256, files, push, basis_sha256, answers_sha256, late, result, unlocked, last
            };
        }
    }
}
