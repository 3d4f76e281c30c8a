//! `PATCH /v1/shares/{share}`: moves the expiry; the link stays the same.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use vestibule_domain::{id::ShareId, member::Member, share::Share};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, Trouble},
    request::{Claims, ExpiryRequest, Fields, From, Keyed, Path},
};

use crate::{RevokeShare, steered};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Extend {
    expiry: ExpiryRequest,
}

pub(crate) async fn extend(
    State(desk): State<RevokeShare>,
    claims: Claims,
    From(origin): From,
    Path(id): Path<ShareId>,
    Keyed { request, body }: Keyed<Extend>,
) -> Result<Answer<Share>, Problem> {
    let mut fields = Fields::default();
    let Some(expiry) = body.expiry.parse(&mut fields) else { return Err(fields.into_problem()) };
    let (desk, origin, expiry) = (&desk, &origin, &expiry);
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let (policy, zone) = desk.policy(&share).await?;
        let change = share.extend(by, (expiry, &zone), &policy, &desk.office.stamp(&member, origin))?;
        let body = desk.view(change.state());
        Ok::<_, Trouble>(Outcome { change: Some(change), status: StatusCode::OK, body })
    };
    desk.office.once_about(id, &claims, &request, decide).await
}
