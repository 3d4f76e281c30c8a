//! `GET /v1/projects/{project}/documents/{document}/activity`: what was done to a document, by staff and by the guests of its
//! shares, the latest first. The member and the document, one query, one batched read.

use axum::{Json, extract::State};
use vestibule_api::staff::{self, PlaceActivityOptions};
use vestibule_cloud::place_activity::{ActivityAsked, PlaceActivity, PlaceCursor, TrailsOf};
use vestibule_domain::{
    audit::{Actor, WholeRecord},
    staff::Right,
    value::{Place, ProjectSlug},
};
use vestibule_web::{
    answer::Problem,
    request::{Claims, DocumentName, Path, Query, cursor, here, no_cursor},
};

use crate::{Activity, trail::record};

pub(crate) async fn of_document(
    State(activity): State<Activity>,
    claims: Claims,
    Path((project, document)): Path<(ProjectSlug, DocumentName)>,
    Query(options): Query<PlaceActivityOptions>,
) -> Result<Json<staff::PlaceActivity>, Problem> {
    let after: Option<PlaceCursor> = cursor(options.cursor.as_deref())?;
    let member = activity.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewShares)?;
    let document = document.in_project(by);
    let (asked, store) = (asked(&options), &activity.staff.store);
    if after.as_ref().is_some_and(|after| !after.is_of(&asked)) {
        return Err(no_cursor());
    }
    let found = store.document(document).await?;
    here(found, by)?;
    let PlaceActivity { records, next } =
        store.place_activity(Place::Document(document), &asked, after.as_ref()).await?;
    let records = records.iter().filter(|one| is_asked_for(one, &options)).map(record).collect();
    Ok(Json(staff::PlaceActivity { records, cursor: next.as_ref().map(PlaceCursor::to_string) }))
}

fn asked(PlaceActivityOptions { of, share, since, until, .. }: &PlaceActivityOptions) -> ActivityAsked {
    let of = of.map(|of| match of {
        staff::TrailsOf::GuestShares => TrailsOf::Shares,
        staff::TrailsOf::Document => TrailsOf::Place,
    });
    ActivityAsked { of, share: *share, since: *since, until: *until }
}

/// By what the keys of rows do not say.
fn is_asked_for((record, ..): &WholeRecord, PlaceActivityOptions { kind, member, .. }: &PlaceActivityOptions) -> bool {
    let by = |member: &String| matches!(record.actor(), Actor::Member { sub } if sub == member);
    kind.as_ref().is_none_or(|kind| record.kind() == kind) && member.as_ref().is_none_or(by)
}
