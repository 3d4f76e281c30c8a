//! `GET /assets/{file}`: style and scripts, under names that change with their content.

use axum::response::{IntoResponse, Response};
use http::header;
use vestibule_web::{
    answer::{Kind, Problem},
    request::Path,
};

use crate::page;

pub(crate) async fn asset(Path(file): Path<String>) -> Result<Response, Problem> {
    let (bytes, content_type) =
        page::asset(&file).ok_or_else(|| Problem::new(Kind::NotFound, "there is no such file"))?;
    let forever = "public, max-age=31536000, immutable";
    Ok(([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, forever)], bytes).into_response())
}
