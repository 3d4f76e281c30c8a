//! `POST /p/{share}/documents/{document}/revisions/{revision}/download`: a way out for the file of the revision that is shared,
//! for one click, at most a minute long. POST, because it leaves a record, and because mail scanners follow links.

use axum::{extract::State, response::Response};
use vestibule_api::Nothing;
use vestibule_domain::work::DownloadSharedRevision;
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::{AtRevision, GuestRequest},
    request::Either,
};

use crate::PresignUpload;

pub(crate) async fn download_revision(
    State(presign_upload): State<PresignUpload>,
    wants: Wants,
    request: GuestRequest<Either<Nothing>, AtRevision>,
) -> Result<Response, Problem> {
    let handed_out = request.act_on_revision(&DownloadSharedRevision, &()).await?;
    presign_upload.out(wants, &handed_out.readable).await
}
