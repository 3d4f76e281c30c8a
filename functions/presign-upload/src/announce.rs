//! `POST /p/{share}/tasks/{task}/uploads`: announces a file and opens one way in for exactly it.

use axum::{Json, extract::State};
use http::StatusCode;
use vestibule_api::{guest::AnnounceUpload, task::WayIn};
use vestibule_domain::{value::UploadId, work::Announce};
use vestibule_web::{
    answer::{Problem, file_view},
    door::GuestRequest,
    request::{Fields, JsonBody},
};

use crate::PresignUpload;

pub(crate) async fn announce(
    State(PresignUpload { guests, files, .. }): State<PresignUpload>,
    request: GuestRequest<JsonBody<AnnounceUpload>>,
) -> Result<(StatusCode, Json<WayIn>), Problem> {
    let announce = parse(request.body.0.clone(), UploadId::new(guests.random.bits()))?;
    let announced = request.act::<(), _, _, _>(&announce, &()).await?.made;
    let (upload, key) = (announced.upload, announced.task);
    let way_in = files.way_in(&upload.object(key.run, &key.task), &upload.manifest).await?;
    Ok((StatusCode::CREATED, Json(file_view::way_in(upload.id, way_in, guests.now()))))
}

fn parse(announced: AnnounceUpload, id: UploadId) -> Result<Announce, Problem> {
    let (field, file) = announced.into_parts();
    let mut fields = Fields::default();
    let field = fields.read("/field", &field);
    match (field, fields.manifest(&file)) {
        (Some(field), Some(manifest)) => Ok(Announce { id, field, manifest }),
        _ => Err(fields.into_problem()),
    }
}
