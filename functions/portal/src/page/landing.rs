//! Where a link leads. The page is the same for everyone and does nothing by itself that counts.

use askama::Template;
use vestibule_domain::value::Locale;
use vestibule_pages::{
    frame::Frame,
    render::{RenderError, rendered},
};

use super::frame::frame;

#[derive(Template)]
#[template(path = "landing.html", whitespace = "minimize")]
struct Html {
    page: Frame,
}

/// GET /i: a script moves the link's secret from the address bar into a form; without it the guest
/// pastes the code from the e-mail.
pub fn landing(locale: Locale) -> Result<String, RenderError> {
    rendered(&Html { page: frame(locale) })
}
