//! `POST /v1/shares/{share}/revoke`: ends a share. Revoking it again changes nothing.

use axum::extract::State;
use http::StatusCode;
use vestibule_domain::{share::Share, staff::Member, value::ShareId};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, TryError},
    request::{Caller, Claims, Deadline, Idempotent, Path},
};

use crate::{Nothing, RevokeShare, steered};

pub(crate) async fn revoke(
    State(revoke_share): State<RevokeShare>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path(id): Path<ShareId>,
    Idempotent { request, body: Nothing {} }: Idempotent<Nothing>,
) -> Result<Answer<Share>, Problem> {
    let (revoke_share, origin) = (&revoke_share, &origin);
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let change = share.revoke(by, &revoke_share.staff.stamp(&member, origin))?;
        let body = revoke_share.view(change.as_ref().map_or(&share, |c| c.state()));
        Ok::<_, TryError>(Outcome { change, status: StatusCode::OK, body })
    };
    revoke_share.staff.once_about(id, &claims, &request, deadline, decide).await
}
