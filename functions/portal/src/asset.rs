//! `GET /assets/{file}`: style and script, under names that change with their content.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use vestibule_web::{
    answer::{Kind, Problem},
    request::Path,
};

use crate::{compression, page};

pub(crate) async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = page::asset(&file).ok_or_else(|| Problem::new(Kind::NotFound, "there is no such file"))?;
    let forever = "public, max-age=31536000, immutable";
    let kept = [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, forever)];
    let (encoding, bytes) = compression::encoded(&headers, asset.plain, asset.gzip);
    Ok((encoding, kept, bytes).into_response())
}
