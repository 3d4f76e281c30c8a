//! `POST /v1/steps/{step}/uploads`: announces a file and opens one way in for exactly it. Two reads, one transaction.

use axum::{Json, extract::State};
use http::StatusCode;
use vestibule_api::{guest::AnnounceUpload, task::WayIn};
use vestibule_domain::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::Permit,
    step::StepGate,
    value::{FieldSlug, UploadId},
    work::{Announce, Announced, AskedUpload},
};
use vestibule_web::{
    answer::{Problem, file_view},
    door::{AssigneeRequest, no_such_step},
    request::{AnnouncedFile, Fields, Path},
};

use crate::state::{Named, Steps};

pub(crate) async fn announce(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<AnnounceUpload>,
) -> Result<(StatusCode, Json<WayIn>), Problem> {
    let parsed = Parsed::of(request.body.clone(), UploadId::new(steps.staff.random.bits()));
    let store = &steps.staff.store;
    let limits = |on, gate: StepGate| async move {
        let limits = store.limits_of(&gate).await?.ok_or_else(no_such_step)?;
        Ok((on, limits))
    };
    let done = steps.staff.act_in_step_with::<_, (), _, _, _, _, _>(&request, &key, (&parsed, &()), limits).await?;
    let (upload, key) = (done.made.upload, done.made.task);
    let way_in = steps.files.way_in(&upload.object(key.run, &key.task), &upload.manifest).await?;
    Ok((StatusCode::CREATED, Json(file_view::way_in(upload.id, way_in, steps.staff.now()))))
}

/// The announcement, as far as it can be read.
struct Parsed {
    id: UploadId,
    field: Option<FieldSlug>,
    file: AnnouncedFile,
    /// What cannot be read.
    wrong: Fields,
}

impl Parsed {
    fn of(announced: AnnounceUpload, id: UploadId) -> Self {
        let (field, file) = announced.into_parts();
        let mut wrong = Fields::default();
        let field = wrong.read("/field", &field);
        let file = wrong.file(&file);
        Self { id, field, file, wrong }
    }
}

impl Act<Permit<'_>> for Parsed {
    type Made = Announced;
    type Refused = Problem;

    fn decide(&self, permit: Permit<'_>, stamp: &Stamp) -> Result<Decision<Announced>, Problem> {
        let Self { id, field, file, wrong } = self;
        let whole = field.clone().zip(file.manifest.clone());
        wrong.held(
            (whole, permit),
            |(field, manifest), permit| Announce { id: *id, field, manifest }.decide(permit, stamp),
            |permit| AskedUpload { field: field.as_ref(), file: file.asked() }.check(permit, stamp.now),
        )
    }
}
