//! `GET /i`: inert. The token is in the fragment, which no server, log or mail scanner's request sees.

use axum::response::Html;
use vestibule_web::accept::Language;

use crate::page;

pub(crate) async fn landing(Language(locale): Language) -> Html<String> {
    Html(page::landing(locale))
}
