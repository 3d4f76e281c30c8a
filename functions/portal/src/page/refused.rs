//! Why the gate would not take a decision, as the guest of a share reads it.

use vestibule_domain::{
    gate::{
        RevisionRefused,
        WorkRefused::{
            BeingDecided, ForOthers, NoSuchTask, NotHandedBack, NotPermitted, TaskDone, ToBeDecided, UnderCorrection,
            Waiting,
        },
    },
    share::Share,
    task::{Field, Flaw, Task},
    value::FieldSlug,
    work::{
        RespondRefused::{self, self as Refused},
        RevisionRespondRefused,
    },
};
use vestibule_pages::field::takes_files;
use vestibule_web::answer::Kind;

use super::{fields::permitted, undecided::NotDecided};

impl NotDecided {
    /// Of a decision on a document.
    pub fn of_revision(refused: &RevisionRespondRefused) -> Self {
        match refused {
            RevisionRespondRefused::Revision(RevisionRefused::Withdrawn { .. }) => Self::Withdrawn,
            RevisionRespondRefused::Revision(_) => Self::NotYours,
            RevisionRespondRefused::Responded { .. } => Self::Own,
            RevisionRespondRefused::NotOffered { .. } => Self::NotChosen,
            RevisionRespondRefused::CommentRequired => Self::CommentMissing,
            RevisionRespondRefused::Changed => Self::Met(Kind::Stale),
        }
    }

    /// Why the gate would refuse it, as the guest of a share reads it in a task.
    pub fn of(refused: &RespondRefused, share: &Share, task: &Task) -> Self {
        match refused {
            Refused::Responded { .. } => Self::Own,
            Refused::Decided { .. } | Refused::Work(BeingDecided { .. }) => Self::Settled,
            Refused::Work(Waiting { .. } | UnderCorrection { .. }) => Self::Waits,
            Refused::Work(TaskDone { .. }) => Self::Ended,
            Refused::DidTheWork { .. } => Self::OwnWork,
            Refused::NothingToDecide
            | Refused::NotAssigned
            | Refused::Work(NoSuchTask | NotPermitted { .. } | ForOthers | ToBeDecided | NotHandedBack { .. }) => {
                Self::NotYours
            }
            Refused::NotOffered { .. } => Self::NotChosen,
            Refused::CommentRequired | Refused::CommentRequiredByPolicy { .. } => Self::CommentMissing,
            Refused::Incomplete { fields } if is_left_to_others(share, task, fields) => Self::LeftToOthers,
            Refused::Incomplete { .. } => Self::Incomplete,
            Refused::Changed => Self::Met(Kind::Stale),
            Refused::TooManyComments => Self::Met(Kind::Conflict),
            Refused::UsedUp(_) => Self::Met(Kind::TooManyRequests),
        }
    }
}

/// Whether some of these fields are not for the guest to put right.
pub(super) fn is_left_to_others(share: &Share, task: &Task, fields: &[(FieldSlug, Flaw)]) -> bool {
    let may = permitted(share, task, true);
    let is_for_others = |field: &Field| if takes_files(field) { !may.upload } else { !may.fill };
    fields.iter().filter_map(|(slug, _)| task.spec.field(slug)).any(is_for_others)
}
