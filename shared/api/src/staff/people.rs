//! Who one is, who belongs to an org, and who is invited to it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{
    Email, InvitationId, Line, Locale, OrgSlug, PersonName, ProjectSlug, RunSlug, Secret, TaskSlug, Zone,
};

use super::{
    list::PageSize,
    role::{OrgRole, Role},
};
use crate::{given::given, secret, task::Due};

/// `GET /v1/me`: who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub sub: String,
    pub locale: Locale,
    pub zone: Zone,
    /// What they are in each of their orgs.
    pub orgs: BTreeMap<OrgSlug, Membership>,
}

/// What somebody is in one org, and what they may do there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// As this org knows them.
    pub name: PersonName,
    pub email: Email,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub org_role: Option<OrgRole>,
    pub roles: BTreeMap<ProjectSlug, Role>,
    pub since: Timestamp,
    /// What they may do in the whole org.
    pub rights: BTreeSet<String>,
    /// What they may do in each project where they have a role. Org admins have every right in every project.
    pub rights_by_project: BTreeMap<ProjectSlug, BTreeSet<String>>,
}

/// `PATCH /v1/me`. What is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeMe {
    /// `en`, `pt-BR` or `es`.
    pub locale: Option<String>,
    /// Of the IANA database, such as `America/Sao_Paulo`.
    pub zone: Option<String>,
}

/// The query of `GET /v1/members`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MemberOptions {
    /// Those with a role in it, and the org's responders. Absent: everybody in the org, for org admins alone.
    pub project: Option<ProjectSlug>,
    /// 50 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u8>, minimum = 1, maximum = 100))]
    pub limit: Option<PageSize>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// One page of members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    pub members: Vec<Member>,
    /// Of the whole org; for org admins alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<SeatCount>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}

/// How many seats are taken, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeatCount {
    pub taken: u32,
    /// `null`: any number.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub limit: Option<u32>,
}

/// A member, as far as who asks may see their roles: a project's people see those in the project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    pub sub: String,
    pub name: PersonName,
    pub email: Email,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub org_role: Option<OrgRole>,
    pub roles: BTreeMap<ProjectSlug, Role>,
    /// Whether they take a seat.
    pub seat: bool,
    pub since: Timestamp,
    /// For the `If-Match` of a change of their roles.
    pub version: u64,
}

/// `PATCH /v1/members/{sub}`. What is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeMember {
    /// `null` takes it away.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub org_role: Option<Option<OrgRole>>,
    /// By project; `null` takes the role there away.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::roles_or_null, required = false))]
    pub roles: BTreeMap<ProjectSlug, Option<Role>>,
}

/// `POST /v1/members/{sub}/remove`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveMember {
    /// Out of this project alone. Absent: out of the org.
    pub project: Option<ProjectSlug>,
}

/// What a removal leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Left {
    pub sub: String,
    /// Whether they belong to the org still, by other roles.
    pub member: bool,
    /// Where the shares stand that they may have created: active ones say `creator.left`.
    pub shares: Vec<String>,
    /// The steps that they have not done yet, of the project that they were taken out of, or of the org: at most 48, by due
    /// date.
    pub steps: Vec<LeftStep>,
    /// Whether there may be more of them.
    pub more_steps: bool,
}

/// A step that somebody had to do when they were taken out of an org or a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftStep {
    pub project: ProjectSlug,
    pub run: RunSlug,
    pub task: TaskSlug,
    pub title: Line<200>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub due: Option<Due>,
    /// Where it is given to somebody else.
    pub reassign: String,
}

/// `POST /v1/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    pub email: String,
    pub name: String,
    /// `en`, `pt-BR` or `es`; absent: `en`.
    pub locale: Option<String>,
    pub org_role: Option<OrgRole>,
    #[serde(default)]
    pub roles: BTreeMap<ProjectSlug, Role>,
}

/// An invitation. It never holds its code: that is in the mail alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = MemberInvitation))]
pub struct Invitation {
    pub id: InvitationId,
    pub email: Email,
    pub name: PersonName,
    pub locale: Locale,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub org_role: Option<OrgRole>,
    pub roles: BTreeMap<ProjectSlug, Role>,
    /// Who invited last.
    pub invited_by: Line<120>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// The invitations that can be accepted now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitations {
    pub invitations: Vec<Invitation>,
}

/// `POST /v1/invitations/accept`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// As the mail has it.
    #[serde(serialize_with = "secret::expose")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: Secret<String>,
}
