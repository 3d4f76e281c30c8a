//! `POST /p/{share}/tasks/{task}/uploads/{upload}/remove`: the guest takes a file back before the task is completed.

use axum::{Json, response::Response};
use vestibule_api::{Nothing, guest::Removed};
use vestibule_domain::work::Remove;
use vestibule_web::{
    door::GuestRequest,
    request::{Either, Path},
};

use crate::request::OfUpload;

pub(crate) async fn remove(
    Path(OfUpload { upload: id }): Path<OfUpload>,
    request: GuestRequest<Either<Nothing>>,
) -> Response {
    match request.act::<(), _, _, _>(&Remove { id }, &()).await {
        Ok(_) => request.done(Json(Removed { id, removed: true })),
        Err(problem) => request.refused(problem),
    }
}
