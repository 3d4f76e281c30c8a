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
    arrive: &'static str,
}

/// Sends the link's secret at once. The policy of the answer names its hash.
pub const ARRIVE: &str = include_str!("arrive.js");

/// GET /i: a script moves the link's secret from the address bar into a form, and sends it; without it the guest
/// pastes the code from the e-mail.
pub fn landing(locale: Locale) -> Result<String, RenderError> {
    rendered(&Html { page: frame(locale), arrive: ARRIVE })
}
