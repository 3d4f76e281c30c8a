//! `GET /assets/{file}`: style, script and logos, under names that change with their content.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, header};
use vestibule_pages::branding::logo_called;
use vestibule_web::{
    answer::{Kind, Problem},
    request::Path,
};

use crate::{compression, page, state::Portal};

/// What is called by its hash never changes.
pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";

pub(crate) async fn asset(
    State(portal): State<Portal>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(logo) = logo_called(&file) {
        return portal.logo(logo).await;
    }
    let asset = page::asset(&file).ok_or_else(|| Problem::new(Kind::NotFound, "there is no such file"))?;
    let kept = [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, FOREVER)];
    let (encoding, bytes) = compression::encoded(&headers, asset.plain, asset.gzip);
    Ok((encoding, kept, bytes).into_response())
}
