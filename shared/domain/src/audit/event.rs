//! Everything that is worth a record. Facts only: whatever tells about a person sits beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CommentId, FileId, UploadId},
    share::BounceKind,
    slug::{FieldSlug, OrgSlug, ProjectSlug, RunSlug, TaskSlug},
    text::Line,
    upload::Verdict,
    zone::Zone,
};

/// A kind of audit record with its facts. The serialised names are part of the public contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "facts")]
pub enum Event {
    #[serde(rename = "share.created")]
    ShareCreated {
        project: ProjectSlug,
        run: RunSlug,
        tasks: Vec<TaskSlug>,
        expires_at: Timestamp,
        zone: Zone,
        max_accesses: u32,
        password: bool,
        /// `email`, or `link`: then whoever created the share held the link first.
        delivery: String,
    },
    #[serde(rename = "share.invited")]
    Invited { message_id: String },
    #[serde(rename = "share.delivered")]
    Delivered { message_id: String, delivered_at: Timestamp },
    #[serde(rename = "share.bounced")]
    Bounced { message_id: String, bounced_at: Timestamp, kind: BounceKind, subtype: Line<64> },
    #[serde(rename = "share.complained")]
    Complained { message_id: String, complained_at: Timestamp },
    #[serde(rename = "share.link_opened")]
    LinkOpened { access: u32, max: u32 },
    #[serde(rename = "share.consented")]
    Consented { notice_sha256: String, locale: String },
    #[serde(rename = "share.acknowledged")]
    Acknowledged,
    #[serde(rename = "share.password_tried")]
    PasswordTried { attempt: u32 },
    #[serde(rename = "share.password_failed")]
    PasswordFailed { attempt: u32 },
    #[serde(rename = "share.locked")]
    Locked { until: Timestamp },
    #[serde(rename = "share.field_changed")]
    FieldChanged { task: TaskSlug, fields: Vec<FieldSlug> },
    #[serde(rename = "share.upload_announced")]
    UploadAnnounced { task: TaskSlug, field: FieldSlug, upload: UploadId, size: u64, sha256: String },
    #[serde(rename = "share.upload_removed")]
    UploadRemoved { task: TaskSlug, field: FieldSlug, upload: UploadId },
    #[serde(rename = "share.file_received")]
    FileReceived { task: TaskSlug, upload: UploadId, size: u64, sha256: String },
    #[serde(rename = "share.file_uploaded")]
    FileUploaded { task: TaskSlug, upload: UploadId, size: u64, sha256: String, verdict: Verdict },
    #[serde(rename = "share.file_rejected")]
    FileRejected { task: TaskSlug, upload: UploadId, reason: String },
    #[serde(rename = "share.file_read")]
    FileRead { task: TaskSlug, file: String, sha256: String },
    #[serde(rename = "share.commented")]
    Commented { task: TaskSlug, comment: CommentId },
    #[serde(rename = "share.task_completed")]
    TaskCompleted { task: TaskSlug, files: Vec<String>, unlocked: Vec<TaskSlug>, last: bool },
    #[serde(rename = "share.extended")]
    Extended { from: Timestamp, to: Timestamp },
    #[serde(rename = "share.rotated")]
    Rotated { delivery: String },
    #[serde(rename = "share.password_changed")]
    PasswordChanged { set: bool },
    #[serde(rename = "share.expired")]
    Expired { expired_at: Timestamp },
    #[serde(rename = "share.exhausted")]
    Exhausted { max: u32 },
    #[serde(rename = "share.revoked")]
    Revoked,
    #[serde(rename = "share.new_link_requested")]
    NewLinkRequested,
    #[serde(rename = "run.pushed")]
    RunPushed { run: RunSlug, tasks: Vec<TaskSlug>, changed: Vec<TaskSlug> },
    #[serde(rename = "file.announced")]
    ReferenceAnnounced { file: FileId, size: u64, sha256: String },
    #[serde(rename = "file.received")]
    ReferenceReceived { file: FileId, size: u64, sha256: String },
    #[serde(rename = "file.settled")]
    ReferenceSettled { file: FileId, size: u64, sha256: String, verdict: Verdict },
    #[serde(rename = "file.rejected")]
    ReferenceRejected { file: FileId, reason: String },
    #[serde(rename = "org.founded")]
    OrgFounded { org: OrgSlug },
    #[serde(rename = "org.project_added")]
    ProjectAdded { project: ProjectSlug },
    #[serde(rename = "org.member_added")]
    MemberAdded { sub: String, role: String },
}
