//! What was filled in before a share is open: it comes back with the page, so that nothing of it is typed twice. The password
//! never does.

use http::HeaderMap;
use vestibule_api::guest::Opening;
use vestibule_domain::{
    share::OpenRefused,
    value::{Digest, Secret, is_blank},
};

/// What was typed and ticked on the page of the invitation.
#[derive(Clone, Default)]
pub struct Filled {
    pub name: String,
    pub email: String,
    pub code: String,
    /// The notice and the disclaimer that were ticked: another text is ticked anew.
    pub consent: Option<Digest>,
    pub disclaimer: Option<Digest>,
}

impl Filled {
    /// By who pressed Continue, where something was typed that stands nowhere else. A code that is wrong is typed anew.
    pub(crate) fn before(why: &OpenRefused, body: &Opening, headers: &HeaderMap) -> Option<Self> {
        let mut filled = Self::of(body, headers)?;
        if matches!(why, OpenRefused::CodeWrong { .. } | OpenRefused::CodeEnded) {
            filled.code.clear();
        }
        Some(filled).filter(Self::is_typed)
    }

    /// By who asked for the code, where anything was filled in.
    pub(crate) fn beside(body: &Opening, headers: &HeaderMap) -> Option<Self> {
        Self::of(body, headers).filter(|filled| filled.consent.or(filled.disclaimer).is_some() || filled.is_typed())
    }

    /// Nobody else puts words into our pages, nor ticks their boxes.
    fn of(body: &Opening, headers: &HeaderMap) -> Option<Self> {
        let is_ours = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        is_ours.then(|| Self {
            name: text(&body.name),
            email: text(&body.email),
            code: body.code.as_ref().map(Secret::expose).cloned().unwrap_or_default(),
            consent: consent(body),
            disclaimer: body.disclaimer,
        })
    }

    fn is_typed(&self) -> bool {
        [&self.name, &self.email, &self.code].into_iter().any(|text| !is_blank(text))
    }
}

/// The notice that they agreed to.
pub(crate) fn consent(opening: &Opening) -> Option<Digest> {
    opening.notice.filter(|_| opening.consent.as_deref() == Some("yes"))
}
