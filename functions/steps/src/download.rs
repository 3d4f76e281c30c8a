//! `POST /v1/steps/{step}/files/{file}/download`: a way out, at most a minute long, for a file under review or one's own.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, task::WayOut};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{task::Upload, work::Download};
use vestibule_web::{answer::Problem, door::AssigneeRequest, request::Path};

use crate::state::{Named, Steps};

pub(crate) async fn download(
    State(steps): State<Steps>,
    Path((key, file)): Path<(Named, String)>,
    request: AssigneeRequest<Nothing>,
) -> Result<Json<WayOut>, Problem> {
    let upload = file.parse().ok();
    let act = (&Download { file }, &upload);
    let done = steps.staff.act_in_step::<_, Option<Upload>, _, _, _>(&request, &key, act).await?;
    let readable = done.made.readable;
    let Presigned { method, url, .. } = steps.files.way_out(&readable.object, &readable.manifest).await?;
    Ok(Json(WayOut { method, url }))
}
