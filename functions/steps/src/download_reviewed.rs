//! `POST /v1/steps/{step}/reviewed/{task}/files/{file}/download`: a way out, at most a minute long, for a file that is
//! under review.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, task::WayOut};
use vestibule_domain::{
    value::{TaskSlug, UploadId},
    work::{DownloadReviewed, Reviewed},
};
use vestibule_web::{answer::Problem, door::AssigneeRequest, request::Path};

use crate::state::{Named, Steps};

pub(crate) async fn download(
    State(steps): State<Steps>,
    Path((key, task, file)): Path<(Named, TaskSlug, UploadId)>,
    request: AssigneeRequest<Nothing>,
) -> Result<Json<WayOut>, Problem> {
    let act = (&DownloadReviewed, &(task, file));
    let done = steps.staff.act_in_step::<_, Reviewed, _, _, _>(&request, &key, act).await?;
    steps.out(&done.made.readable).await
}
