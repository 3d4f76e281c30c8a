//! `PATCH /v1/shares/{share}`: moves the expiry; the link stays the same.

use axum::extract::State;
use vestibule_api::staff::ChangeShare;
use vestibule_domain::{
    audit::Stamp,
    decision::Act as _,
    share::{Extend, Managed, Share},
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    door::{Answer, StaffRequest},
    request::{Fields, Path},
};

use crate::{manage::Allowed, state::RevokeShare};

pub(crate) async fn extend(
    State(revoke_share): State<RevokeShare>,
    Path(id): Path<ShareId>,
    request: StaffRequest<ChangeShare>,
) -> Result<Answer<Share>, Problem> {
    let mut fields = Fields::default();
    let expiry = fields.expiry(&request.body.expiry).ok_or_else(|| fields.into_problem())?;
    let extend = |managed: Managed<'_>, Allowed { policy, zone }: &Allowed, stamp: &Stamp| {
        Extend { expiry: &expiry, zone, policy }.decide(managed, stamp)
    };
    revoke_share.manage_within_policy(id, &request, extend).await
}
