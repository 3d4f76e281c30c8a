//! `POST /p/{share}/tasks/{task}/uploads`: announces a file and opens one way in for exactly it.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    gate::{self, WorkRefused},
    id::{ShareId, UploadId},
    slug::{FieldSlug, TaskSlug},
    upload::Place,
};
use vestibule_web::{
    answer::Problem,
    door::TryError,
    request::{
        Caller, Deadline, Fields, JsonBody, Path,
        announced::{self, Announced},
    },
};

use crate::PresignUpload;

/// [`Announced`] with its field. Spelt out, for serde knows no unknown fields where it flattens.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    field: String,
    name: String,
    #[serde(rename = "type")]
    media_type: String,
    size: u64,
    sha256: String,
}

pub(crate) async fn announce(
    State(presign_upload): State<PresignUpload>,
    Path((share, slug)): Path<(ShareId, TaskSlug)>,
    headers: HeaderMap,
    Caller(origin): Caller,
    deadline: Deadline,
    JsonBody(Request { field, name, media_type, size, sha256 }): JsonBody<Request>,
) -> Result<Response, Problem> {
    let visitor = presign_upload.guests.actor(share, &headers, None, origin)?;
    let mut fields = Fields::default();
    let field: Option<FieldSlug> = fields.read("/field", &field);
    let manifest = Announced { name, media_type, size, sha256 }.parse(&mut fields);
    let (Some(manifest), Some(field)) = (manifest, field) else {
        return Err(fields.into_problem());
    };
    let new = UploadId::new(presign_upload.guests.random.bits());
    let announced = retry_when_overtaken(deadline, &presign_upload.guests.random, || async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, presign_upload.guests.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        let stamp = visitor.stamp(&work.share);
        let awaited = task.awaited(guest, &work.run, (&field, &manifest), stamp.now)?;
        if awaited.is_none() {
            let change = task.announce(guest, &work.run, (new, field.clone(), manifest.clone()), &stamp)?;
            presign_upload.guests.store.commit(&change).await?;
        }
        let id = awaited.unwrap_or(new);
        Ok::<_, TryError>((id, Place::Task { share, run: task.run, task: task.slug, upload: id }))
    });
    let (id, place) = announced.await.map_err(TryError::into_problem)?;
    let way_in = presign_upload.files.way_in(&place.key(), &manifest).await?;
    Ok((StatusCode::CREATED, Json(announced::way_in(&json!(id), &way_in, presign_upload.guests.now()))).into_response())
}
