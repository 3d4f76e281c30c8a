//! `GET /v1/shares/{share}/activity`: the share's trail, oldest first, each record with its hash.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vestibule_domain::{
    audit::{Digest, Personal, Record, verify},
    change::Audited as _,
    id::ShareId,
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

#[derive(Debug, Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    record: &'a Record,
    hash: Digest,
    /// `null` once the person's details are erased.
    details: Option<&'a Personal>,
}

pub(crate) async fn trail(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
    Query(Options { after }): Query<Options>,
) -> Result<Json<Value>, Problem> {
    let share = activity.share(&claims, id).await?;
    let (rows, more) = activity.staff.store.trail(&share.trail(), after).await?;
    // A page from the start that reaches the head can be vouched for; a later one has its beginning
    // elsewhere, and is verified from an export.
    // Records that came since the share was read are not of its head yet.
    let known = rows.partition_point(|(record, ..)| record.seq <= share.head.seq);
    let verified = (after == 0 && !more).then(|| match verify(&share.trail(), share.head, &rows[..known]) {
        Ok(()) => json!(true),
        Err(broken) => json!(broken.to_string()),
    });
    let next = rows.last().filter(|_| more).map(|(record, ..)| record.seq);
    let entries: Vec<_> =
        rows.iter().map(|(record, hash, details)| Entry { record, hash: *hash, details: details.as_ref() }).collect();
    Ok(Json(json!({ "records": entries, "head": share.head, "verified": verified, "next": next })))
}
