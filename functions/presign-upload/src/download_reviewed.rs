//! `POST /p/{share}/tasks/{task}/reviewed/{reviewed}/files/{file}/download`: a way out for a file that is under review in a
//! step that names the guest. POST, because it leaves a record.

use axum::{extract::State, response::Response};
use serde::Deserialize;
use vestibule_api::Nothing;
use vestibule_domain::{
    value::{TaskSlug, UploadId},
    work::{DownloadReviewed, Reviewed},
};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::GuestRequest,
    request::{Either, Path},
};

use crate::PresignUpload;

#[derive(Debug, Deserialize)]
pub(crate) struct OfReviewed {
    reviewed: TaskSlug,
    file: UploadId,
}

pub(crate) async fn download(
    State(presign_upload): State<PresignUpload>,
    wants: Wants,
    Path(OfReviewed { reviewed, file }): Path<OfReviewed>,
    request: GuestRequest<Either<Nothing>>,
) -> Result<Response, Problem> {
    let acted = request.act::<Reviewed, _, _, _>(&DownloadReviewed, &(reviewed, file)).await?;
    presign_upload.out(wants, &acted.made.readable).await
}
