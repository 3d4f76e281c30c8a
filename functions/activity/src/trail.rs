//! `GET /v1/shares/{share}/activity`: the share's trail, oldest first, each record with its hash.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};
use vestibule_domain::{
    audit::{Chain, Personal, Row},
    change::Audited as _,
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    request::{Claims, Path, Query},
};

use crate::Activity;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// The last `seq` of the page before.
    #[serde(default)]
    after: u64,
}

pub(crate) async fn trail(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
    Query(Options { after }): Query<Options>,
) -> Result<Json<Value>, Problem> {
    let share = activity.share(&claims, id).await?.share;
    let (trail, head) = (share.trail(), share.head());
    let (rows, more) = activity.staff.store.trail(&trail, after).await?;
    // A page from the start that reaches the head can be vouched for; a later one has its beginning
    // elsewhere, and is verified from an export.
    // Records that came since the share was read are not of its head yet.
    let known = rows.partition_point(|(record, ..)| record.seq() <= head.seq);
    let verified = (after == 0 && !more).then(|| match Chain::verify(&trail, head, &rows[..known]) {
        Ok(()) => json!(true),
        Err(broken) => json!(broken.to_string()),
    });
    let next = rows.last().filter(|_| more).map(|(record, ..)| record.seq());
    let records: Vec<_> = rows.iter().map(entry).collect();
    let head = json!({ "seq": head.seq, "hash": head.hash });
    Ok(Json(json!({ "records": records, "head": head, "verified": verified, "next": next })))
}

/// The record with its hash, and with the person's details, which are `null` once they are erased.
fn entry((record, hash, personal): &Row) -> Value {
    let mut entry = record.to_json();
    entry["hash"] = json!(hash);
    entry["details"] = json!(personal.as_ref().map(Personal::to_json));
    entry
}
