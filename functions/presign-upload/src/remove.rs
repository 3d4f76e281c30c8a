//! `POST /p/{share}/tasks/{task}/uploads/{upload}/remove`: the guest takes a file back before the task is completed.

use axum::{Json, response::Response};
use serde_json::json;
use vestibule_domain::work::Remove;
use vestibule_web::{
    door::GuestRequest,
    request::{Either, Path},
};

use crate::{Nothing, OfUpload};

pub(crate) async fn remove(
    Path(OfUpload { upload: id }): Path<OfUpload>,
    request: GuestRequest<Either<Nothing>>,
) -> Response {
    match request.act::<(), _, _, _>(&Remove { id }, &()).await {
        Ok(_) => request.done(Json(json!({ "id": id, "removed": true }))),
        Err(problem) => request.refused(problem),
    }
}
