//! What a request found otherwise than it thought.

use serde::{Deserialize, Serialize};

/// The `code` of a [`super::Kind::Conflict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// The share is over; this is its status.
    Revoked,
    /// The share is over; this is its status.
    Expired,
    /// The share is over; this is its status.
    Exhausted,
    /// The share is over; this is its status.
    Completed,
    /// `fields` holds what stands now, `version` is the new base.
    ChangedElsewhere,
    /// The task was completed at `completed_at`.
    TaskDone,
    /// What was sent in an earlier round and not handed back cannot change.
    NotHandedBack,
    /// The task is not completed, so nothing of it can be handed back.
    NotCompleted,
    /// `tasks` have begun since: they would wait again, or stay completed on what it was; the `detail` says which.
    Begun,
    /// The task was handed back as often as it can be.
    TooManyRounds,
    /// The result of the step stands: `decision`, by `by`, at `completed_at`.
    Decided,
    /// One has decided otherwise already: `decision`.
    Responded,
    /// `by` has decided on what is there, so it stays as it is.
    BeingDecided,
    /// The task is completed by a decision, or it is not.
    NotDecidable,
    /// In this step a decision stands once it is given.
    NotWithdrawable,
    /// They have the step to do already, or have not got it; also where a guest has it no more.
    Assignment,
    /// The task waits for another one.
    Waiting,
    /// The task holds as many comments as it can.
    TooMany,
    /// The link works: there is no need for a new one.
    StillWorks,
    /// The link opens without a code.
    CodeNotNeeded,
    /// Nothing was sent by the way in yet.
    NotArrived,
    /// What was sent is not what was announced.
    NotAsAnnounced,
    /// The export is still being made.
    ExportPending,
    /// The export came to nothing.
    ExportFailed,
    /// The export has expired.
    ExportExpired,
    /// The files of the share are others now than those in the export.
    ExportOutdated,
    /// There are as many exports of the run or the share as there may be.
    TooManyExports,
    /// The file is still being received or scanned; where it was sent, it has to be settled first.
    FilePending,
    /// The file was refused by the malware scanner.
    Rejected,
    /// Every seat of the org is taken: `taken` of `limit`.
    SeatsTaken,
    /// The org keeps its last org admin.
    LastAdmin,
    /// The person belongs to as many orgs as anybody can.
    TooManyOrgs,
    /// The invitation was accepted, at `at`.
    InvitationAccepted,
    /// The invitation was withdrawn, at `at`.
    InvitationWithdrawn,
    /// The invitation has expired, at `at`.
    InvitationExpired,
    /// Who sent the invitation may give its roles no more.
    InvitationLapsed,
    /// The invitation was replaced by a newer one.
    InvitationReplaced,
    /// The file was handed back.
    Returned,
    /// The document is over: nothing of it changes any more.
    Withdrawn,
    /// The document is superseded: it takes no revision while its status says so.
    Superseded,
    /// The document has another revision of this code.
    CodeTaken,
    /// The document has as many revisions as it may have.
    TooManyRevisions,
    /// The work package is closed: nothing is filed under it or taken away.
    WorkPackageClosed,
}
