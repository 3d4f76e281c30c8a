//! `POST /v1/shares/{share}/password`: sets, changes or removes a share's password; its sessions end.

use axum::extract::State;
use vestibule_api::staff::NewPassword;
use vestibule_domain::{
    audit::Stamp,
    decision::Act as _,
    share::{ChangePassword, Managed, Password, Share},
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    door::{Answer, StaffRequest},
    request::{Fields, Path},
};

use crate::{manage::Allowed, state::RevokeShare};

pub(crate) async fn change(
    State(revoke_share): State<RevokeShare>,
    Path(id): Path<ShareId>,
    request: StaffRequest<NewPassword>,
) -> Result<Answer<Share>, Problem> {
    // Before anything is read, because it takes its time.
    let password = parse(&request.body)?.map(|password| password.hash(revoke_share.staff.random.bits()));
    let change = |managed: Managed<'_>, Allowed { policy, .. }: &Allowed, stamp: &Stamp| {
        ChangePassword { password: password.as_ref(), policy }.decide(managed, stamp)
    };
    revoke_share.manage_within_policy(id, &request, change).await
}

fn parse(new: &NewPassword) -> Result<Option<Password>, Problem> {
    let mut fields = Fields::default();
    let password = new.password.as_ref().and_then(|password| fields.read("/password", password.expose()));
    if fields.is_empty() { Ok(password) } else { Err(fields.into_problem()) }
}
