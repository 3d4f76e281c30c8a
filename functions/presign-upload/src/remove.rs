//! `POST /p/{share}/tasks/{task}/uploads/{upload}/remove`: the guest takes a file back before the task is completed.

use axum::{Json, response::Response};
use vestibule_api::{Nothing, guest::Removed};
use vestibule_domain::work::Remove;
use vestibule_web::{
    answer::Problem,
    door::GuestRequest,
    request::{Either, Path},
};

use crate::request::OfUpload;

pub(crate) async fn remove(
    Path(OfUpload { upload: id }): Path<OfUpload>,
    request: GuestRequest<Either<Nothing>>,
) -> Result<Response, Problem> {
    request.act::<(), _, _, _>(&Remove { id }, &()).await?;
    Ok(request.done(Json(Removed { id, removed: true })))
}
