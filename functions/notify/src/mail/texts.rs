//! The texts of the mails.

use std::sync::LazyLock;

use vestibule_domain::value::Locale;
use vestibule_pages::{
    sources,
    texts::{Catalogue, Texts},
};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::read(
        &sources!("../../texts": "invitation" "code" "receipt" "conversation" "handed_back" "owner" "member" "step"),
    )
});

pub(super) fn texts(locale: Locale) -> Texts {
    CATALOGUE.in_language(locale)
}
