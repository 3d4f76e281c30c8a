//! `PATCH /v1/shares/{share}`: moves the expiry, and changes how often it opens and what is asked for then; the link stays the same.

use axum::extract::State;
use vestibule_api::staff::ChangeShare;
use vestibule_domain::{
    audit::Stamp,
    decision::Act as _,
    share::{Edit, Expiry, Managed, Share},
    value::ShareId,
};
use vestibule_web::{
    answer::{FieldError, Kind, Problem},
    door::{Answer, StaffRequest},
    request::{Fields, Path},
};

use crate::{manage::Allowed, state::RevokeShare};

pub(crate) async fn edit(
    State(revoke_share): State<RevokeShare>,
    Path(id): Path<ShareId>,
    request: StaffRequest<ChangeShare>,
) -> Result<Answer<Share>, Problem> {
    let ChangeShare { max_accesses, code, who_opens, .. } = request.body;
    let expiry = asked(&request.body)?;
    let edit = |managed: Managed<'_>, Allowed { policy, zone }: &Allowed, stamp: &Stamp| {
        Edit { expiry: expiry.as_ref(), max_accesses, code, who_opens, zone, policy }.decide(managed, stamp)
    };
    revoke_share.manage_within_policy(id, &request, edit).await
}

/// A request that is empty by mistake is told so.
fn asked(change: &ChangeShare) -> Result<Option<Expiry>, Problem> {
    let ChangeShare { expiry, max_accesses, code, who_opens } = change;
    if expiry.is_none() && max_accesses.is_none() && code.or(*who_opens).is_none() {
        let detail = "must say what is to change: expiry, max_accesses, code or who_opens";
        return Err(Problem::new(Kind::BadRequest, detail).errors([FieldError::new("", "nothing_to_change", detail)]));
    }
    let mut fields = Fields::default();
    let expiry = expiry.as_ref().and_then(|expiry| fields.expiry(expiry));
    if fields.is_empty() { Ok(expiry) } else { Err(fields.into_problem()) }
}
