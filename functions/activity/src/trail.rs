//! `GET /v1/shares/{share}/activity`: the share's trail, oldest first, each record with its hash.

use axum::{Json, extract::State};
use serde_json::{Map, Value};
use vestibule_api::staff::{ActivityOptions, ActivityPage, Head, Record, Verified};
use vestibule_domain::{
    audit::{self, Chain, Personal, TrailId, WholeRecord},
    change::Audited as _,
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    request::{Claims, Path, Query},
};

use crate::Activity;

pub(crate) async fn trail(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
    Query(ActivityOptions { after }): Query<ActivityOptions>,
) -> Result<Json<ActivityPage>, Problem> {
    let share = activity.share(&claims, id).await?.share;
    let (trail, head) = (share.trail(), share.head());
    let (rows, more) = activity.staff.store.trail(&trail, after).await?;
    // A page from the start that reaches the head can be vouched for; a later one has its beginning elsewhere, and is
    // verified from an export.
    let verified = (after == 0 && !more).then(|| verified(&trail, head, &rows));
    let next = rows.last().filter(|_| more).map(|(record, ..)| record.seq());
    let records = rows.iter().map(record).collect();
    let head = Head { seq: head.seq, hash: head.hash };
    Ok(Json(ActivityPage { records, head, verified, next }))
}

/// Whether the chain holds up to the head. Records that came since the share was read are not of it yet.
fn verified(trail: &TrailId, head: audit::Head, rows: &[WholeRecord]) -> Verified {
    let known = rows.partition_point(|(record, ..)| record.seq() <= head.seq);
    match Chain::verify(trail, head, &rows[..known]) {
        Ok(()) => Verified::Whole(true),
        Err(broken) => Verified::Broken(broken.to_string()),
    }
}

/// The record with its hash, and with the person's details. What this version knows nothing of is shown too: the hash
/// covers it.
fn record((record, hash, personal): &WholeRecord) -> Record {
    let mut whole = match record.to_json() {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    whole.retain(|name, _| !["trail", "seq", "at", "kind", "personal"].contains(&name.as_str()));
    Record {
        trail: record.trail().to_string(),
        seq: record.seq(),
        at: record.at(),
        kind: record.kind().to_owned(),
        actor: whole.remove("actor").unwrap_or_default(),
        facts: whole.remove("facts").unwrap_or_default(),
        personal: record.personal(),
        later: whole,
        hash: *hash,
        details: personal.as_ref().map(Personal::to_json),
    }
}
