//! `POST /v1/shares/{share}/revoke`

use axum::extract::State;
use http::StatusCode;
use vestibule_domain::{id::ShareId, member::Member, share::Share};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, Trouble},
    request::{Claims, From, Keyed, Path},
};

use crate::{Nothing, RevokeShare, steered};

pub(crate) async fn revoke(
    State(desk): State<RevokeShare>,
    claims: Claims,
    From(origin): From,
    Path(id): Path<ShareId>,
    Keyed { request, body: Nothing {} }: Keyed<Nothing>,
) -> Result<Answer<Share>, Problem> {
    let (desk, origin) = (&desk, &origin);
    let decide = |member: Member, found: Option<Share>| async move {
        let (share, by) = steered(&member, found)?;
        let change = share.revoke(by, &desk.office.stamp(&member, origin))?;
        let body = desk.view(change.as_ref().map_or(&share, |c| c.state()));
        Ok::<_, Trouble>(Outcome { change, status: StatusCode::OK, body })
    };
    desk.office.once_about(id, &claims, &request, decide).await
}
