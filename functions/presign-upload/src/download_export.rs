//! `POST /p/{share}/exports/{export}/download`: a way out for a zip of the share's files, at most a minute long.
//! POST, because it leaves a record.

use axum::{extract::State, response::Response};
use vestibule_api::Nothing;
use vestibule_cloud::files::Presigned;
use vestibule_domain::{export::Export, value::ExportId, work::DownloadExport};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::{AtShare, GuestRequest},
    request::{Either, Path},
};

use crate::{PresignUpload, download::led, request::OfExport};

pub(crate) async fn download(
    State(presign_upload): State<PresignUpload>,
    wants: Wants,
    Path(OfExport { export }): Path<OfExport>,
    request: GuestRequest<Either<Nothing>, AtShare>,
) -> Result<Response, Problem> {
    Ok(led(wants, presign_upload.zip_way_out(export, &request).await?))
}

impl PresignUpload {
    async fn zip_way_out<B>(&self, id: ExportId, request: &GuestRequest<B, AtShare>) -> Result<Presigned, Problem> {
        let (share, made) = request.act_on_files::<Option<Export>, _, _, _>(&DownloadExport, &id).await?;
        Ok(self.files.export_way_out(&made.export.zip(), &format!("{}.zip", share.terms.title)).await?)
    }
}
