//! `POST /v1/shares/{share}/password`: sets, changes or removes a share's password; its sessions end.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use vestibule_domain::{
    share::{Password, Share},
    staff::Member,
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, TryError},
    request::{Caller, Claims, Deadline, Fields, Idempotent, Path},
};

use crate::{RevokeShare, steered};

/// `null` removes the password. It has to be said: a request that is empty by mistake removes nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    #[serde(deserialize_with = "Option::deserialize")]
    password: Option<String>,
}

pub(crate) async fn change(
    State(revoke_share): State<RevokeShare>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path(id): Path<ShareId>,
    Idempotent { request, body }: Idempotent<Change>,
) -> Result<Answer<Share>, Problem> {
    let mut fields = Fields::default();
    let password: Option<Password> = body.password.as_deref().and_then(|p| fields.read("/password", p));
    if !fields.is_empty() {
        return Err(fields.into_problem());
    }
    let (revoke_share, origin, password) = (&revoke_share, &origin, password.as_ref());
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let (policy, _) = revoke_share.policy(&share).await?;
        let new = (password, revoke_share.staff.random.bits());
        let change = share.change_password(by, new, &policy, &revoke_share.staff.stamp(&member, origin))?;
        let body = revoke_share.view(change.state());
        Ok::<_, TryError>(Outcome { change: Some(change), status: StatusCode::OK, body })
    };
    revoke_share.staff.once_about(id, &claims, &request, deadline, decide).await
}
