//! Shares that cannot be made or managed so. A refusal by policy names its setting and layer.

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::{
    share::{CreateRefused, ManageRefused, StaffCommentRefused, Standing, TermsFlaw, TooManyMails},
    staff::Forbidden,
};

use super::{conflict, flaw, flawed, layer};
use crate::answer::problem::Problem;

/// One flaw of the terms, under the field of the request that it is about.
pub(super) fn term(reason: &TermsFlaw) -> FieldError {
    let plain = |pointer: &str, code: &str| flaw(pointer, code, reason);
    let by_policy =
        |pointer: &str, code: &str, setting: &str, source| plain(pointer, code).decided_by(setting, layer(source));
    match reason {
        TermsFlaw::NoTask => plain("/scope/tasks", "no_task"),
        TermsFlaw::UnknownTask { .. } => plain("/scope/tasks", "unknown_task"),
        TermsFlaw::TooManyToDecide => plain("/scope/tasks", "too_many_to_decide"),
        TermsFlaw::DocumentWithdrawn => plain("/scope/document", "withdrawn"),
        TermsFlaw::NoRevision => plain("/scope/document", "no_revision"),
        TermsFlaw::UnknownRevision { .. } => plain("/scope/revision", "unknown_revision"),
        TermsFlaw::NothingToDecide => plain("/scope/decisions", "nothing_to_decide"),
        TermsFlaw::NothingOffered => plain("/scope/decisions", "nothing_offered"),
        TermsFlaw::NoteBesideDecisions => plain("/scope/decisions", "note_beside_decisions"),
        TermsFlaw::NoPermission => plain("/permissions", "no_permission"),
        TermsFlaw::PermissionNotApplicable { .. } => plain("/permissions", "permission_not_applicable"),
        TermsFlaw::ExpiryPast => plain("/expiry", "expiry_past"),
        TermsFlaw::AboveCeiling { layer, .. } => by_policy("/expiry", "above_ceiling", "max_expiry_days", *layer),
        TermsFlaw::CustomExpiry { layer, .. } => by_policy("/expiry", "custom_expiry", "allow_custom_expiry", *layer),
        TermsFlaw::AccessesFixed { layer, .. } => {
            by_policy("/max_accesses", "accesses_fixed", "allow_max_accesses_override", *layer)
        }
        TermsFlaw::AccessesUsed { .. } => plain("/max_accesses", "accesses_used"),
        TermsFlaw::PasswordRequired { layer } => {
            by_policy("/password", "password_required", "password_required", *layer)
        }
        TermsFlaw::CodeRequired { layer } => by_policy("/code", "code_required", "code_required", *layer),
        TermsFlaw::DecisionCodeRequired { layer } => {
            by_policy("/code", "code_required", "decision_code_required", *layer)
        }
        TermsFlaw::WhoOpensRequired { layer } => {
            by_policy("/who_opens", "who_opens_required", "who_opens_required", *layer)
        }
    }
}

/// Of a share that is not there, or that the member may not know of.
pub fn no_such_share() -> Problem {
    Problem::new(Kind::NotFound, "There is no such share.")
}

/// Why a member may not do something with a share. Outside their projects it does not exist.
pub fn forbidden_share(forbidden: Forbidden) -> Problem {
    match forbidden {
        Forbidden::NoSuchProject => no_such_share(),
        Forbidden::Role { .. }
        | Forbidden::NotYours { .. }
        | Forbidden::Nothing
        | Forbidden::OrgAdmin
        | Forbidden::ProjectAdmin => forbidden.into(),
    }
}

impl From<CreateRefused> for Problem {
    fn from(refused: CreateRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            CreateRefused::Forbidden(refused) => refused.into(),
            CreateRefused::Flawed { flaws } => flawed(detail, flaws.iter().map(term).collect()),
        }
    }
}

impl From<TooManyMails> for Problem {
    fn from(refused: TooManyMails) -> Self {
        too_many_mails("/delivery", &refused)
    }
}

/// The same of mails to those who are to be members.
pub fn too_many_invitations(refused: TooManyMails) -> Problem {
    too_many_mails("/email", &refused)
}

fn too_many_mails(pointer: &str, refused: &TooManyMails) -> Problem {
    let detail = refused.to_string();
    let error = flaw(pointer, "too_many_mails", &detail).decided_by(refused.setting(), layer(refused.layer));
    let extension = Extension { at: Some(refused.at), ..Extension::default() };
    Problem::new(Kind::TooManyRequests, detail).errors([error]).with(extension).retry_after(refused.seconds)
}

impl From<ManageRefused> for Problem {
    fn from(refused: ManageRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            ManageRefused::Forbidden(forbidden) => forbidden.into(),
            ManageRefused::Over { standing } | ManageRefused::OpensNothing { standing } => {
                conflict(detail, over(&standing))
            }
            ManageRefused::Terms(reason) => {
                flawed(format!("the change is not allowed: {}", reason.sentence()), vec![term(&reason)])
            }
        }
    }
}

impl From<StaffCommentRefused> for Problem {
    fn from(refused: StaffCommentRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            StaffCommentRefused::Manage(refused) => refused.into(),
            StaffCommentRefused::NoSuchTask => Self::new(Kind::NotFound, detail),
            StaffCommentRefused::NoTask => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/task", "invalid", &detail)])
            }
            StaffCommentRefused::TooMany => conflict(detail, Conflict::TooMany),
        }
    }
}

fn over(standing: &Standing) -> Conflict {
    match standing {
        Standing::Revoked { .. } => Conflict::Revoked,
        Standing::Completed { .. } => Conflict::Completed,
        Standing::Expired { .. } => Conflict::Expired,
        Standing::Exhausted => Conflict::Exhausted,
        Standing::Open => Conflict::StillWorks,
    }
}
