//! `POST /v1/steps/{step}/uploads`: announces a file and opens one way in for exactly it. Two reads, one transaction.

use axum::{Json, extract::State};
use http::StatusCode;
use vestibule_api::{guest::AnnounceUpload, task::WayIn};
use vestibule_domain::{step::StepGate, value::UploadId};
use vestibule_web::{
    answer::{Problem, file_view},
    door::{AssigneeRequest, no_such_step},
    request::{AnnouncedUpload, Path},
};

use crate::state::{Named, Steps};

pub(crate) async fn announce(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<AnnounceUpload>,
) -> Result<(StatusCode, Json<WayIn>), Problem> {
    let parsed = AnnouncedUpload::of(request.body.clone(), UploadId::new(steps.staff.random.bits()));
    let store = &steps.staff.store;
    let limits = |on, (gate, _): (StepGate, _)| async move {
        let limits = store.limits_of(&gate).await?.ok_or_else(no_such_step)?;
        Ok((on, limits))
    };
    let done = steps.staff.act_in_step_with::<_, (), _, _, _, _, _>(&request, &key, (&parsed, &()), limits).await?;
    let (upload, key) = (done.made.upload, done.made.task);
    let way_in = steps.files.way_in(&upload.object(key.run, &key.task), &upload.manifest).await?;
    Ok((StatusCode::CREATED, Json(file_view::way_in(upload.id, way_in, steps.staff.now()))))
}
