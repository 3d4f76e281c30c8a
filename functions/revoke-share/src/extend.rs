//! `PATCH /v1/shares/{share}`: moves the expiry; the link stays the same.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use vestibule_domain::{share::Share, staff::Member, value::ShareId};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, TryError},
    request::{Caller, Claims, Deadline, ExpiryRequest, Fields, Idempotent, Path},
};

use crate::{RevokeShare, steered};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Extend {
    expiry: ExpiryRequest,
}

pub(crate) async fn extend(
    State(revoke_share): State<RevokeShare>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path(id): Path<ShareId>,
    Idempotent { request, body }: Idempotent<Extend>,
) -> Result<Answer<Share>, Problem> {
    let mut fields = Fields::default();
    let Some(expiry) = body.expiry.parse(&mut fields) else { return Err(fields.into_problem()) };
    let (revoke_share, origin, expiry) = (&revoke_share, &origin, &expiry);
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let (policy, zone) = revoke_share.policy(&share).await?;
        let change = share.extend(by, (expiry, &zone), &policy, &revoke_share.staff.stamp(&member, origin))?;
        let body = revoke_share.view(change.state());
        Ok::<_, TryError>(Outcome { change: Some(change), status: StatusCode::OK, body })
    };
    revoke_share.staff.once_about(id, &claims, &request, deadline, decide).await
}
