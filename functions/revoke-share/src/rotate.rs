//! `POST /v1/shares/{share}/rotate`: gives a share a new link; the old one and its sessions end.

use axum::extract::State;
use vestibule_api::staff::NewLink;
use vestibule_domain::{
    share::{Rotate, Salt, Share},
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    door::{Answer, StaffRequest},
    request::{Path, spelling::delivery},
};

use crate::RevokeShare;

pub(crate) async fn rotate(
    State(revoke_share): State<RevokeShare>,
    Path(id): Path<ShareId>,
    request: StaffRequest<NewLink>,
) -> Result<Answer<Share>, Problem> {
    let salt = Salt::new(revoke_share.staff.random.bits());
    let rotate = Rotate { salt, delivery: request.body.delivery.map(delivery), policy: None };
    revoke_share.rotate(id, &request, &rotate).await
}
