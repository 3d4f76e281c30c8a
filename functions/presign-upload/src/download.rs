//! `POST /p/{share}/tasks/{task}/files/{file}/download`: a way out for one click, at most a minute long.
//! POST, because it leaves a record, and because mail scanners follow links.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use vestibule_api::{Nothing, task::WayOut};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{
    task::Upload,
    work::{Download, Readable},
};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::GuestRequest,
    request::{Either, Path},
};

use crate::PresignUpload;

#[derive(Debug, Deserialize)]
pub(crate) struct OfFile {
    /// Of an upload or of a reference file.
    file: String,
}

pub(crate) async fn download(
    State(presign_upload): State<PresignUpload>,
    wants: Wants,
    Path(OfFile { file }): Path<OfFile>,
    request: GuestRequest<Either<Nothing>>,
) -> Result<Response, Problem> {
    let upload = file.parse().ok();
    let acted = request.act::<Option<Upload>, _, _, _>(&Download { file }, &upload).await?;
    presign_upload.out(wants, &acted.made.readable).await
}

impl PresignUpload {
    /// The way out of a file: where a browser goes, or for a program.
    pub(crate) async fn out(&self, wants: Wants, readable: &Readable) -> Result<Response, Problem> {
        Ok(led(wants, self.files.way_out(&readable.object, &readable.manifest).await?))
    }
}

/// A browser goes there, a program is told where.
pub(crate) fn led(wants: Wants, Presigned { method, url, .. }: Presigned) -> Response {
    match wants {
        Wants::Html => Redirect::to(&url).into_response(),
        Wants::Json => Json(WayOut { method, url }).into_response(),
    }
}
