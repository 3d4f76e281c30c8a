//! `GET /i`: inert. The token is in the fragment, which no server, log or mail scanner's request sees.

use axum::response::Response;
use vestibule_web::{accept::Language, answer::Inline};

use crate::{guest_page::html, page};

pub(crate) async fn landing(Language(locale): Language) -> Response {
    let mut answer = html(page::landing(locale));
    answer.extensions_mut().insert(Inline::script(page::ARRIVE));
    answer
}
