//! `POST /v1/shares/{share}/revoke`

use axum::extract::State;
use http::StatusCode;
use vestibule_domain::{id::ShareId, member::Member};
use vestibule_web::{
    body::Path,
    claims::Claims,
    keyed::Keyed,
    office::{Answer, Outcome},
    origin::From,
    problem::Problem,
    trouble::Trouble,
};

use crate::{Nothing, RevokeShare};

pub(crate) async fn revoke(
    State(desk): State<RevokeShare>,
    claims: Claims,
    From(origin): From,
    Path(id): Path<ShareId>,
    Keyed { request, body: Nothing {} }: Keyed<Nothing>,
) -> Result<Answer, Problem> {
    let (desk, origin) = (&desk, &origin);
    let decide = |member: Member| async move {
        let (share, by) = desk.share(&member, id).await?;
        let change = share.revoke(by, &desk.office.stamp(&member, origin))?;
        let body = desk.view(change.as_ref().map_or(&share, |c| c.state()));
        Ok::<_, Trouble>(Outcome { change, status: StatusCode::OK, body })
    };
    desk.office.once(&claims, &request, decide).await
}
