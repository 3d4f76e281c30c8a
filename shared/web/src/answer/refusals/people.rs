//! Who acts in no org, and what does not change about an org's people.

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::{
    Timestamp,
    staff::{InvitationEnd, NotACode, NotActing, PeopleRefused, RolesFlaw, TooManyChanges},
    value::ProjectSlug,
};

use super::{conflict, flaw};
use crate::answer::problem::Problem;

impl From<NotActing> for Problem {
    fn from(refused: NotActing) -> Self {
        let detail = refused.to_string();
        match refused {
            NotActing::NoMember | NotActing::NotOf(_) => Self::new(Kind::NotPermitted, detail),
            NotActing::Several { orgs } => Self::new(Kind::BadRequest, detail)
                .errors([flaw("/vestibule-org", "required", "must be one of your organisations")])
                .with(Extension { orgs: Some(orgs), ..Extension::default() }),
        }
    }
}

impl From<NotACode> for Problem {
    fn from(NotACode: NotACode) -> Self {
        Self::new(Kind::NotFound, "This invitation code is not valid.")
    }
}

impl From<TooManyChanges> for Problem {
    fn from(refused: TooManyChanges) -> Self {
        let extension = Extension { at: Some(refused.at), ..Extension::default() };
        Self::new(Kind::TooManyRequests, refused.to_string()).with(extension).retry_after(refused.seconds)
    }
}

impl From<PeopleRefused> for Problem {
    fn from(refused: PeopleRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            PeopleRefused::Forbidden(refused) => refused.into(),
            PeopleRefused::NameHoldsLink => {
                let error = flaw("/name", "holds_address", "holds an address, of which a mail would make a link");
                Self::new(Kind::Unprocessable, detail).errors([error])
            }
            PeopleRefused::Roles(reason) => Self::new(Kind::Unprocessable, detail).errors([roles_flaw(&reason)]),
            PeopleRefused::UnknownProjects { projects } => {
                Self::new(Kind::Unprocessable, detail).errors(projects.iter().map(unknown_project))
            }
            PeopleRefused::Full { taken, limit } => {
                let (code, taken, limit) = (Some(Conflict::SeatsTaken), Some(taken), Some(limit));
                Self::new(Kind::Conflict, detail).with(Extension { code, taken, limit, ..Extension::default() })
            }
            PeopleRefused::LastAdmin => conflict(detail, Conflict::LastAdmin),
            PeopleRefused::NoSuchMember | PeopleRefused::NoSuchInvitation => Self::new(Kind::NotFound, detail),
            PeopleRefused::Over(end) => over(detail, end),
            PeopleRefused::AnotherAddress => Self::new(Kind::NotPermitted, detail),
            PeopleRefused::TooManyOrgs => conflict(detail, Conflict::TooManyOrgs),
            PeopleRefused::ChangedMeanwhile { version } => {
                let version = Some(version);
                Self::new(Kind::Stale, detail).with(Extension { version, ..Extension::default() })
            }
        }
    }
}

/// Why nobody can have such roles, under the field of a request that asks for them.
pub fn roles_flaw(reason: &RolesFlaw) -> FieldError {
    let code = match reason {
        RolesFlaw::Nothing => "no_role",
        RolesFlaw::ResponderWithRoles => "responder_with_roles",
        RolesFlaw::TooMany => "too_many_roles",
    };
    flaw("/roles", code, reason)
}

fn unknown_project(project: &ProjectSlug) -> FieldError {
    flaw(format!("/roles/{project}"), "unknown_project", "is no project of the organisation")
}

fn over(detail: String, end: InvitationEnd) -> Problem {
    let since = |code, at: Timestamp| {
        let (code, at) = (Some(code), Some(at));
        Problem::new(Kind::Conflict, detail.clone()).with(Extension { code, at, ..Extension::default() })
    };
    match end {
        InvitationEnd::Accepted { at } => since(Conflict::InvitationAccepted, at),
        InvitationEnd::Withdrawn { at } => since(Conflict::InvitationWithdrawn, at),
        InvitationEnd::Expired { at } => since(Conflict::InvitationExpired, at),
        InvitationEnd::Lapsed => conflict(detail, Conflict::InvitationLapsed),
        InvitationEnd::Replaced => conflict(detail, Conflict::InvitationReplaced),
    }
}
