//! `POST /v1/shares/{share}/revoke`: ends a share. Revoking it again changes nothing.

use axum::extract::State;
use vestibule_api::Nothing;
use vestibule_domain::{
    decision::Act as _,
    share::{Revoke, Share},
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    door::{Answer, StaffRequest},
    request::Path,
};

use crate::RevokeShare;

pub(crate) async fn revoke(
    State(revoke_share): State<RevokeShare>,
    Path(id): Path<ShareId>,
    request: StaffRequest<Nothing>,
) -> Result<Answer<Share>, Problem> {
    revoke_share.manage(id, &request, |managed, stamp| Revoke.decide(managed, stamp)).await
}
