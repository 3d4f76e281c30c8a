//! `GET /i`: inert. The token is in the fragment, which no server, log or mail scanner's request sees.

use axum::response::Response;
use vestibule_web::accept::Language;

use crate::{guest_page::html, page};

pub(crate) async fn landing(Language(locale): Language) -> Response {
    html(page::landing(locale))
}
