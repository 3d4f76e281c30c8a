//! `POST /v1/shares/{share}/rotate`

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use vestibule_domain::{
    id::ShareId,
    member::Member,
    share::{Delivery, Share},
    token::Salt,
};
use vestibule_web::{
    answer::{Problem, link},
    door::{Answer, Outcome, Trouble},
    request::{Claims, From, Keyed, Path},
};

use crate::{RevokeShare, steered};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rotate {
    /// How the new link reaches the guest; absent: as the first one did.
    delivery: Option<Delivery>,
}

pub(crate) async fn rotate(
    State(desk): State<RevokeShare>,
    claims: Claims,
    From(origin): From,
    Path(id): Path<ShareId>,
    Keyed { request, body }: Keyed<Rotate>,
) -> Result<Answer<Share>, Problem> {
    let delivery = body.delivery;
    let (desk, origin) = (&desk, &origin);
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let salt = Salt::new(desk.office.chance.bits());
        let delivery = delivery.unwrap_or(share.delivery);
        let change = share.rotate(by, (salt, delivery), &desk.office.stamp(&member, origin))?;
        let mut body = desk.view(change.state());
        body["link"] = link::hash(change.state(), &desk.keys);
        Ok::<_, Trouble>(Outcome { change: Some(change), status: StatusCode::OK, body })
    };
    let mut answer = desk.office.once_about(id, &claims, &request, decide).await?;
    if !answer.body["link"].is_null() {
        let share = match answer.made.take() {
            Some(share) => Some(share),
            None => desk.office.store.share(id).await?,
        };
        answer.body["link"] = link::of(&answer.body["link"], share.as_ref(), &desk.keys, &desk.portal_origin);
    }
    Ok(answer)
}
