//! `POST /v1/shares/{share}/rotate`: gives a share a new link; the old one and its sessions end.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use vestibule_domain::{
    share::{Delivery, Salt, Share},
    staff::Member,
    value::ShareId,
};
use vestibule_web::{
    answer::{Problem, link},
    door::{Answer, Outcome, TryError},
    request::{Caller, Claims, Deadline, Idempotent, Path},
};

use crate::{RevokeShare, steered};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rotate {
    /// How the new link reaches the guest; absent: as the first one did.
    delivery: Option<Delivery>,
}

pub(crate) async fn rotate(
    State(revoke_share): State<RevokeShare>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path(id): Path<ShareId>,
    Idempotent { request, body }: Idempotent<Rotate>,
) -> Result<Answer<Share>, Problem> {
    let delivery = body.delivery;
    let (revoke_share, origin) = (&revoke_share, &origin);
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let salt = Salt::new(revoke_share.staff.random.bits());
        let delivery = delivery.unwrap_or(share.delivery);
        let change = share.rotate(by, (salt, delivery), &revoke_share.staff.stamp(&member, origin))?;
        let mut body = revoke_share.view(change.state());
        body["link"] = link::hash(change.state(), &revoke_share.keys);
        Ok::<_, TryError>(Outcome { change: Some(change), status: StatusCode::OK, body })
    };
    let mut answer = revoke_share.staff.once_about(id, &claims, &request, deadline, decide).await?;
    if !answer.body["link"].is_null() {
        let share = match answer.made.take() {
            Some(share) => Some(share),
            None => revoke_share.staff.store.share(id).await?,
        };
        answer.body["link"] =
            link::of(&answer.body["link"], share.as_ref(), &revoke_share.keys, &revoke_share.portal_origin);
    }
    Ok(answer)
}
