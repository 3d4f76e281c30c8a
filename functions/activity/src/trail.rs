//! `GET /v1/shares/{share}/activity`: the share's trail, oldest first, each record with its hash.

use axum::{Json, extract::State};
use serde_json::{Map, Value};
use vestibule_api::staff::{ActivityOptions, ActivityPage, Head, Record, Verified};
use vestibule_domain::{
    audit::{Broken, Personal, WholeRecord},
    change::Audited as _,
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    request::{Claims, Deadline, Path, Query},
};

use crate::{
    Activity,
    verify::{Checked, Verdict},
};

pub(crate) async fn trail(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
    deadline: Deadline,
    Query(ActivityOptions { after }): Query<ActivityOptions>,
) -> Result<Json<ActivityPage>, Problem> {
    let share = activity.share(&claims, id).await?.share;
    let (trail, head) = (share.trail(), share.head());
    let page = activity.staff.store.trail(&trail, after).await?;
    let head_since = activity.head_since(id, head, &page).await?;
    let checked = Checked { trail: &trail, after, page: &page, head, head_since };
    let Verdict { page: unbroken, trail: verified } = activity.verdict(&checked, deadline).await?;
    let (unbroken, verified) = (unbroken.map(told), verified.map(told));
    let next = page.records.last().filter(|_| page.more).map(|(record, ..)| record.seq());
    let records = page.records.iter().map(record).collect();
    let head = Head { seq: head.seq, hash: head.hash };
    Ok(Json(ActivityPage { records, head, verified, unbroken, next }))
}

fn told(verdict: Result<(), Broken>) -> Verified {
    verdict.map_or_else(|broken| Verified::Broken(broken.to_string()), |()| Verified::Whole(true))
}

/// The record with its hash, and with the person's details. What this version knows nothing of is shown too: the hash
/// covers it.
pub(crate) fn record((record, hash, personal): &WholeRecord) -> Record {
    let mut whole = match record.to_json() {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    whole.retain(|name, _| !["trail", "seq", "at", "kind", "personal", "follows", "of"].contains(&name.as_str()));
    Record {
        trail: record.trail().to_string(),
        seq: record.seq(),
        at: record.at(),
        kind: record.kind().to_owned(),
        actor: whole.remove("actor").unwrap_or_default(),
        facts: whole.remove("facts").unwrap_or_default(),
        personal: record.personal(),
        follows: record.follows(),
        of: record.of().map(str::to_owned),
        later: whole,
        hash: *hash,
        details: personal.as_ref().map(Personal::to_json),
    }
}
