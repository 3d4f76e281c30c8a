//! A problem as JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{FieldSlug, OrgSlug, PersonName, TaskSlug};

use super::{conflict::Conflict, field_error::FieldError, kind::Kind, reason::Reason};
use crate::{
    share::Permission,
    staff::{NeededRole, Role},
    task::{Answer, StepDecision},
};

/// The media type of problem details (RFC 9457 §3).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, as its client is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Problem))]
pub struct Details {
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The same for every problem of the type.
    pub title: String,
    /// As of the answer.
    pub status: u16,
    /// For the person who sent this very request.
    pub detail: String,
    /// Leads operators to the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    #[serde(flatten)]
    pub extension: Extension,
}

/// What some problems say beyond the members that all have (RFC 9457 §3.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ProblemExtension))]
pub struct Extension {
    /// Of `gone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Of `gone`: since when. Of `too_many_requests`: until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Of `conflict`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Conflict>,
    /// Of a task that is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Timestamp>,
    /// Of what was decided: by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonName>,
    /// Of what was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<StepDecision>,
    /// Of what was changed elsewhere: what stands now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers_or_null, required = false))]
    pub fields: Option<BTreeMap<FieldSlug, Option<Answer>>>,
    /// Of what was changed elsewhere: the new base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Of a task that is handed back: those after it that somebody has begun.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskSlug>,
    /// Of `not_permitted`: the first role that may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<NeededRole>,
    /// Of `not_permitted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yours: Option<Role>,
    /// Of `not_permitted`: what the share does not allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<Permission>,
    /// Of a house that is full: how many seats are taken, of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<u32>,
    /// Of a house that is full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Of a request that does not say in which org it is: those to choose from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orgs: Option<Vec<OrgSlug>>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{problem::BASE, staff::Layer};

    #[test]
    fn a_problem_is_flat_and_reads_back() -> Result<(), serde_json::Error> {
        let error = FieldError::new("/expiry", "above_ceiling", "is too late");
        let problem = Details {
            kind: Kind::Conflict,
            title: Kind::Conflict.title().into(),
            status: 409,
            detail: "This task is already completed.".into(),
            trace_id: Some("t-1".into()),
            errors: vec![error.decided_by("max_expiry_days", Layer::Org)],
            extension: Extension { code: Some(Conflict::TaskDone), ..Extension::default() },
        };
        let written = json!(problem);
        let expected = json!({
            "type": format!("{BASE}conflict"), "title": "The state is another by now", "status": 409,
            "detail": "This task is already completed.", "trace_id": "t-1", "code": "task_done",
            "errors": [{
                "pointer": "/expiry", "code": "above_ceiling", "detail": "is too late",
                "setting": "max_expiry_days", "layer": "org",
            }],
        });
        assert_eq!(written, expected);
        assert_eq!(serde_json::from_value::<Details>(written)?, problem);
        Ok(())
    }
}
