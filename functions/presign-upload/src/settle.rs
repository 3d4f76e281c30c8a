//! `POST /p/{share}/tasks/{task}/uploads/{upload}/settle`: what arrived is held against what was
//! announced, and the share against this very moment; only then does the file count.

use axum::{Json, extract::State};
use vestibule_api::task::Settled;
use vestibule_domain::{
    file::{ObjectKey, Stage},
    task::Upload,
    work::{FileMoved, FileRefused, ReleaseUpload, Settle},
};
use vestibule_web::{
    answer::{Problem, file_view},
    door::GuestRequest,
    request::Path,
};

use crate::{PresignUpload, request::OfUpload};

pub(crate) async fn settle(
    State(presign_upload): State<PresignUpload>,
    Path(OfUpload { upload: id }): Path<OfUpload>,
    request: GuestRequest<()>,
) -> Result<Json<Settled>, Problem> {
    let key = request.task_key()?;
    let object = ObjectKey::Task { through: request.share.into(), run: key.run, task: key.task, upload: id };
    let (arrival, content) = presign_upload.files.arrival_with_content(&object).await?;
    let settle = Settle { id, arrival, content, scanned: presign_upload.scanned };
    let settled = request.act::<Option<Upload>, _, _, _>(&settle, &Some(id)).await?;
    let settled = presign_upload.release(&object, settled.made, &request).await?;
    let mark = settled.mark().ok_or(FileRefused::NoSuchFile)?;
    Ok(Json(file_view::settled(id, &mark.stage, &settled.upload.manifest, mark.content.as_ref())))
}

impl PresignUpload {
    /// Copies a file that counts from now on, then lets it count. If the copy brings no answer, settling again takes
    /// it up here.
    async fn release(
        &self,
        object: &ObjectKey,
        settled: FileMoved,
        request: &GuestRequest<()>,
    ) -> Result<FileMoved, Problem> {
        let Some(version) = settled.stage().and_then(Stage::to_release).map(str::to_owned) else { return Ok(settled) };
        let Upload { id, manifest, .. } = &settled.upload;
        self.files.release(object, &version, manifest).await?;
        let release = ReleaseUpload { id: *id, version };
        Ok(request.act::<Option<Upload>, _, _, _>(&release, &Some(*id)).await?.made)
    }
}
