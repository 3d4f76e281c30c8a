//! `POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back`, and the rounds of a task as staff read them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{FieldSlug, Line, Paragraphs, PersonName, ShareId, TaskSlug, UploadId};

use super::{completion::Completion, create::Warning, policy::Outside};
use crate::{
    share::{Recipient, Status},
    task::{Answer, Returned},
};

/// What of a completed task is accepted and what comes back: 1 to 200 together. What is not named stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHandBack {
    /// It cannot be returned any more.
    #[serde(default)]
    pub accepted: Vec<NewAccepted>,
    #[serde(default)]
    pub returned: Vec<NewReturned>,
    /// Also where somebody has begun a task that waits again by it.
    #[serde(default)]
    pub force: bool,
    /// The round of the task that was read: in another one nothing is done. Absent: whichever stands.
    pub round: Option<u16>,
}

/// One answer or file. Either `field` or `file` names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAccepted {
    /// A field with its answer, or with all files that were sent for it.
    pub field: Option<String>,
    /// One file, by its id.
    pub file: Option<String>,
}

/// One answer or file, and why it comes back. Either `field` or `file` names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReturned {
    /// A field with its answer, or with all files that were sent for it.
    pub field: Option<String>,
    /// One file, by its id.
    pub file: Option<String>,
    /// 1 to 1,000 characters, which its guest reads.
    pub reason: String,
}

/// A task of which answers and files were accepted or handed back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskHandedBack {
    pub task: TaskSlug,
    /// The round that it is in now, counted from 1.
    pub round: u16,
    pub accepted: Accepted,
    /// What came back by this. Empty: all was accepted, and the task stays completed.
    pub returned: Vec<Returned>,
    /// Whose links lead to it again, each of whom is mailed.
    pub asked: Vec<AskedAgain>,
    /// The tasks that wait again.
    pub waiting: Vec<TaskSlug>,
    /// The tasks after it that somebody had begun: done by `force`.
    pub begun: Vec<TaskSlug>,
    /// Those of them that review it and were being decided: the decisions count no more, and all who have the step to do decide
    /// once it is sent again. Guests who had decided are among `asked`.
    pub set_aside: Vec<TaskSlug>,
    /// Those of them that review it and are decided: the result stands, on what it was, until a push with a higher cycle opens
    /// the step.
    pub outdated: Vec<TaskSlug>,
}

/// A guest who is asked once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedAgain {
    pub share: ShareId,
    pub recipient: Recipient,
    pub status: Status,
    /// A share that had expired was renewed, and asks for the code and for who opens it where the policy requires that now.
    pub expires_at: Timestamp,
    /// In what it lies outside the policy of now all the same.
    pub outside: Vec<Outside>,
    /// What comes back to the guest and the share does not let them give (`cannot_fill_in`), each with where it is named. They are
    /// asked all the same; page and mail say that they cannot do it there.
    pub warnings: Vec<Warning>,
}

/// What can never come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    pub fields: BTreeSet<FieldSlug>,
    pub files: BTreeSet<UploadId>,
}

/// One handing back of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedBack {
    /// The round that it ended, counted from 1.
    pub round: u16,
    pub at: Timestamp,
    /// The member.
    pub by: PersonName,
    /// That of the round.
    pub completion: Completion,
    pub returned: Vec<ReturnedPart>,
    /// The tasks after it that somebody had begun: done by `force`.
    pub begun: Vec<TaskSlug>,
}

/// What was handed back, as it was sent, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnedPart {
    pub field: FieldSlug,
    /// `null`: the answer of the field.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub file: Option<UploadId>,
    /// The file's name.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub name: Option<Line<200>>,
    /// The answer as it was sent; `null`: there was none, or it is a file.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub answer: Option<Answer>,
    pub reason: Paragraphs<1000>,
}
