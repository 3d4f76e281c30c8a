//! `POST /v1/steps/{step}/uploads/{upload}/settle`: what arrived is held against what was announced; only then does the
//! file count.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, task::Settled};
use vestibule_domain::{
    file::{ObjectKey, Stage},
    task::Upload,
    value::{StepId, Through, UploadId},
    work::{FileMoved, FileRefused, ReleaseUpload, Settle},
};
use vestibule_web::{
    answer::{Problem, file_view},
    door::AssigneeRequest,
    request::Path,
};

use crate::state::{Named, Steps};

pub(crate) async fn settle(
    State(steps): State<Steps>,
    Path((key, id)): Path<(Named, UploadId)>,
    request: AssigneeRequest<Nothing>,
) -> Result<Json<Settled>, Problem> {
    // Of nobody else's step: whose it is, is in its name.
    let through = Through::Step(StepId::of(key.run, &key.task, &request.claims.sub));
    let object = ObjectKey::Task { through, run: key.run, task: key.task.clone(), upload: id };
    let (arrival, content) = steps.files.arrival_with_content(&object).await?;
    let settle = Settle { id, arrival, content, scanned: steps.scanned };
    let settled = steps.staff.act_in_step::<_, Option<Upload>, _, _, _>(&request, &key, (&settle, &Some(id))).await?;
    let settled = steps.release(&object, settled.made, (&request, &key)).await?;
    let mark = settled.mark().ok_or(FileRefused::NoSuchFile)?;
    Ok(Json(file_view::settled(id, &mark.stage, &settled.upload.manifest, mark.content.as_ref())))
}

impl Steps {
    /// Copies a file that counts from now on, then lets it count. If the copy brings no answer, settling again takes
    /// it up here.
    async fn release(
        &self,
        object: &ObjectKey,
        settled: FileMoved,
        (request, key): (&AssigneeRequest<Nothing>, &Named),
    ) -> Result<FileMoved, Problem> {
        let Some(version) = settled.stage().and_then(Stage::to_release).map(str::to_owned) else { return Ok(settled) };
        let Upload { id, manifest, .. } = &settled.upload;
        self.files.release(object, &version, manifest).await?;
        let release = (&ReleaseUpload { id: *id, version }, &Some(*id));
        Ok(self.staff.act_in_step::<_, Option<Upload>, _, _, _>(request, key, release).await?.made)
    }
}
