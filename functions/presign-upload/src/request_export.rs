//! `POST /p/{share}/exports`: asks for all files that the guest may fetch as one zip. Who asks again for the same files
//! gets the zip that there is.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use http::StatusCode;
use vestibule_api::Nothing;
use vestibule_domain::{
    export::Kept,
    value::ExportId,
    work::{ExportAsked, RequestExport},
};
use vestibule_web::{
    answer::{Problem, export_view},
    door::{AtShare, GuestRequest},
    request::Either,
};

use crate::{PresignUpload, request::page_of};

pub(crate) async fn request(
    State(PresignUpload { guests, .. }): State<PresignUpload>,
    request: GuestRequest<Either<Nothing>, AtShare>,
) -> Result<Response, Problem> {
    let ask = RequestExport { id: ExportId::new(guests.random.bits()) };
    let (_, ExportAsked { export, .. }) = request.act_on_files::<Kept, _, _, _>(&ask, &()).await?;
    Ok(if request.by_form {
        Redirect::to(&page_of(request.share, export.id)).into_response()
    } else {
        (StatusCode::ACCEPTED, Json(export_view::export(&export, guests.now()))).into_response()
    })
}
