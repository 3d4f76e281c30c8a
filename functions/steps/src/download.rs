//! `POST /v1/steps/{step}/files/{file}/download`: a way out, at most a minute long, for a file under review or one's own.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, task::WayOut};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{
    task::Upload,
    work::{Download, Readable},
};
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
    steps.out(&done.made.readable).await
}

impl Steps {
    /// The way out of a file.
    pub(crate) async fn out(&self, readable: &Readable) -> Result<Json<WayOut>, Problem> {
        let Presigned { method, url, .. } = self.files.way_out(&readable.object, &readable.manifest).await?;
        Ok(Json(WayOut { method, url }))
    }
}
