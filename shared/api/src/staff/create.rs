//! `POST /v1/shares`.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::Secret;

use super::{expiry::NewExpiry, policy::Policy, share::Sharing};
use crate::{
    secret,
    share::{Delivery, Permission},
    tagged::tagged,
    task::StepDecision,
};

/// How a share is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CreateOptions {
    /// Explains what would be created, and by which policy, and creates nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// A share to be created.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewShare {
    pub project: String,
    pub scope: NewScope,
    pub recipient: NewRecipient,
    pub permissions: Vec<Permission>,
    /// Absent: as the policy has it.
    pub expiry: Option<NewExpiry>,
    /// 0: any number. Absent: as the policy has it.
    pub max_accesses: Option<u32>,
    /// 8 to 128 characters.
    #[serde(serialize_with = "secret::expose_any")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub password: Option<Secret<String>>,
    /// Whether a six-digit code is mailed to the recipient, to be given in each browser that comes for the first time.
    /// Absent: as the policy requires.
    pub code: Option<bool>,
    /// Whether who opens the link gives their name and e-mail address, which the trail keeps beside the recipient.
    /// Absent: as the policy requires.
    pub who_opens: Option<bool>,
    pub instructions: Option<String>,
    /// For staff alone.
    pub label: Option<String>,
    #[serde(default)]
    pub delivery: Delivery,
}

tagged! {
    /// What is to be shared.
    pub enum NewScope {
        /// Tasks of a run.
        Tasks { run: String, tasks: Vec<String> },
        /// One revision of a document, which is named by its number or its id; without `revision` the one that is current now.
        /// `decisions`: what a guest who may respond can decide on it; absent: what a review offers.
        Document { document: String, revision: Option<String>, decisions: Option<Vec<StepDecision>> },
    }
}

/// For whom a share is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRecipient {
    pub name: String,
    pub email: String,
    /// `en`, `pt-BR` or `es`; absent: `en`.
    pub locale: Option<String>,
}

/// What would be created, and what the policy has to say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRun {
    /// `true`: nothing was created.
    pub dry_run: bool,
    pub share: Sharing,
    pub policy: Policy,
    /// What may be meant otherwise, though it can be created so.
    pub warnings: Vec<Warning>,
}

/// Something of a request that can be as it is, and may be meant otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warning {
    /// Where in the body: a JSON pointer (RFC 6901).
    pub pointer: String,
    pub code: WarningCode,
    /// For people.
    pub detail: String,
}

/// What may be meant otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The guest may respond, and no step of the tasks names their address.
    DecidesNothing,
    /// A step of the tasks is completed by decisions, and the guest may not respond, though it names their address or they may
    /// complete tasks.
    CannotDecide,
    /// The result of a step of theirs is there already, or they have decided in it.
    AlreadyDecided,
    /// They did the work in a task of `not_by` of a step of theirs, so they may not decide there.
    Barred,
    /// A step that the guest has to do has required answers or files, or some were handed back to them, which the share does not
    /// let them give.
    CannotFillIn,
    /// A step that the guest has to do reviews what was sent, or they are to decide on a document, and the share does not let them fetch files.
    CannotFetch,
    /// The guest may respond, their creator carries the link, and no code is asked for: who has it decides in the guest's name.
    AnybodyDecides,
    /// The share ends before a step that the guest has to do is due.
    EndsBeforeDue,
    /// A later revision than the one that is shared is current.
    NotCurrent,
    /// The status of the document says that another one has taken its place.
    Superseded,
}
