//! `POST /p/{share}/tasks/{task}/uploads`: announces a file and opens one way in for exactly it.

use axum::{Json, extract::State};
use http::StatusCode;
use vestibule_api::{guest::AnnounceUpload, task::WayIn};
use vestibule_domain::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::Permit,
    value::{FieldSlug, UploadId},
    work::{Announce, Announced, AskedUpload},
};
use vestibule_web::{
    answer::{Problem, file_view},
    door::GuestRequest,
    request::{AnnouncedFile, Fields, JsonBody},
};

use crate::PresignUpload;

pub(crate) async fn announce(
    State(PresignUpload { guests, files, .. }): State<PresignUpload>,
    request: GuestRequest<JsonBody<AnnounceUpload>>,
) -> Result<(StatusCode, Json<WayIn>), Problem> {
    let parsed = Parsed::of(request.body.0.clone(), UploadId::new(guests.random.bits()));
    let announced = request.act::<(), _, _, _>(&parsed, &()).await?.made;
    let (upload, key) = (announced.upload, announced.task);
    let way_in = files.way_in(&upload.object(key.run, &key.task), &upload.manifest).await?;
    Ok((StatusCode::CREATED, Json(file_view::way_in(upload.id, way_in, guests.now()))))
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
