//! `GET /assets/logo-{sha256}.png`: the logo of an org, under a name that changes with it. One read; browsers keep it.

use axum::response::{IntoResponse, Response};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use http::header;
use vestibule_domain::{policy::Logo, value::Digest};
use vestibule_web::answer::{Kind, Problem};

use crate::{asset::FOREVER, state::Portal};

impl Portal {
    /// A notice is a text under its hash, too: it is no logo, and not to be had here.
    pub(crate) async fn logo(&self, sha256: Digest) -> Result<Response, Problem> {
        let no_logo = || Problem::new(Kind::NotFound, "there is no such file");
        let text = self.guests.store.known_text(sha256).await?.ok_or_else(no_logo)?;
        let logo: Logo = text.parse().map_err(|_| no_logo())?;
        let png = BASE64_STANDARD.decode(logo.as_str()).map_err(Problem::failure)?;
        Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, FOREVER)], png).into_response())
    }
}
