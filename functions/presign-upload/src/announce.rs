//! `POST /p/{share}/tasks/{task}/uploads`: announces a file and opens one way in for exactly it.

use axum::{Json, extract::State};
use http::StatusCode;
use vestibule_api::{guest::AnnounceUpload, task::WayIn};
use vestibule_domain::value::UploadId;
use vestibule_web::{
    answer::{Problem, file_view},
    door::GuestRequest,
    request::{AnnouncedUpload, JsonBody},
};

use crate::PresignUpload;

pub(crate) async fn announce(
    State(PresignUpload { guests, files, .. }): State<PresignUpload>,
    request: GuestRequest<JsonBody<AnnounceUpload>>,
) -> Result<(StatusCode, Json<WayIn>), Problem> {
    let parsed = AnnouncedUpload::of(request.body.0.clone(), UploadId::new(guests.random.bits()));
    let announced = request.act::<(), _, _, _>(&parsed, &()).await?.made;
    let (upload, key) = (announced.upload, announced.task);
    let way_in = files.way_in(&upload.object(key.run, &key.task), &upload.manifest).await?;
    Ok((StatusCode::CREATED, Json(file_view::way_in(upload.id, way_in, guests.now()))))
}
