//! `POST /p/{share}/tasks/{task}/uploads`: announces a file and opens one way in for exactly it.

use axum::{Json, extract::State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use vestibule_domain::{value::UploadId, work::Announce};
use vestibule_web::{
    answer::Problem,
    door::GuestRequest,
    request::{
        Fields, JsonBody,
        announced::{self, Announced},
    },
};

use crate::PresignUpload;

/// [`Announced`] with its field. Spelt out, because serde knows no unknown fields where it flattens.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    field: String,
    name: String,
    #[serde(rename = "type")]
    media_type: String,
    size: u64,
    sha256: String,
}

pub(crate) async fn announce(
    State(PresignUpload { guests, files, .. }): State<PresignUpload>,
    request: GuestRequest<JsonBody<Request>>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let announce = request.body.0.parse(UploadId::new(guests.random.bits()))?;
    let announced = request.act::<(), _, _, _>(&announce, &()).await?.made;
    let (upload, key) = (announced.upload, announced.task);
    let way_in = files.way_in(&upload.object(key.run, &key.task), &upload.manifest).await?;
    Ok((StatusCode::CREATED, Json(announced::way_in(&json!(upload.id), &way_in, guests.now()))))
}

impl Request {
    fn parse(&self, id: UploadId) -> Result<Announce, Problem> {
        let Self { field, name, media_type, size, sha256 } = self;
        let mut fields = Fields::default();
        let field = fields.read("/field", field);
        let announced =
            Announced { name: name.clone(), media_type: media_type.clone(), size: *size, sha256: sha256.clone() };
        let manifest = announced.parse(&mut fields);
        match (field, manifest) {
            (Some(field), Some(manifest)) => Ok(Announce { id, field, manifest }),
            _ => Err(fields.into_problem()),
        }
    }
}
