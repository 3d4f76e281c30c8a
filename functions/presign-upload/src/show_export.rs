//! `GET /p/{share}/exports/{export}`: how far a zip of the share's files has come. People read it on the share's page.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use http::HeaderMap;
use serde::Deserialize;
use vestibule_domain::{
    export::{Export, ExportOf},
    gate::{self, NoSession},
    value::{ExportId, ShareId},
    work::FilesRefused,
};
use vestibule_web::{
    accept::Wants,
    answer::{Problem, export_view},
    door::session,
    request::Path,
};

use crate::{PresignUpload, request::page_of};

#[derive(Debug, Deserialize)]
pub(crate) struct OfShare {
    share: ShareId,
    export: ExportId,
}

pub(crate) async fn show(
    State(presign_upload): State<PresignUpload>,
    wants: Wants,
    Path(OfShare { share, export }): Path<OfShare>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if wants == Wants::Html {
        return Ok(Redirect::to(&page_of(share, export)).into_response());
    }
    let export = presign_upload.seen(share, export, &headers).await?;
    Ok(Json(export_view::export(&export, presign_upload.guests.now())).into_response())
}

impl PresignUpload {
    /// An export of this very share, for those whom its gate admits at this instant.
    async fn seen(&self, id: ShareId, export: ExportId, headers: &HeaderMap) -> Result<Export, Problem> {
        let session = session::read(headers, id, &self.guests.keys, self.guests.now())?;
        let (share, found) = self.guests.store.share_and_export(id, export).await?.ok_or(NoSession)?;
        let guest = gate::admit(&share, &session, self.guests.now())?;
        let of = ExportOf::Share(guest.share().id());
        Ok(found.filter(|export| export.of == of).ok_or(FilesRefused::NoSuchExport)?)
    }
}
