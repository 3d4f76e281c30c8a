//! `POST /v1/shares/{share}/password`

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use vestibule_domain::{id::ShareId, member::Member, password::Password, share::Share};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, Trouble},
    request::{Claims, Fields, From, Keyed, Path},
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
    State(desk): State<RevokeShare>,
    claims: Claims,
    From(origin): From,
    Path(id): Path<ShareId>,
    Keyed { request, body }: Keyed<Change>,
) -> Result<Answer<Share>, Problem> {
    let mut fields = Fields::default();
    let password: Option<Password> = body.password.as_deref().and_then(|p| fields.read("/password", p));
    if !fields.is_empty() {
        return Err(fields.into_problem());
    }
    let (desk, origin, password) = (&desk, &origin, password.as_ref());
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let (policy, _) = desk.policy(&share).await?;
        let new = (password, desk.office.chance.bits());
        let change = share.change_password(by, new, &policy, &desk.office.stamp(&member, origin))?;
        let body = desk.view(change.state());
        Ok::<_, Trouble>(Outcome { change: Some(change), status: StatusCode::OK, body })
    };
    desk.office.once_about(id, &claims, &request, decide).await
}
