//! The texts of the mails.

use std::sync::LazyLock;

use vestibule_domain::value::Locale;
use vestibule_pages::{
    sources,
    texts::{Catalogue, Texts},
};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let guest = sources!("../../texts": "invitation" "receipt" "conversation");
    // Members read English.
    let owner = [(Locale::En, include_str!("../../texts/staff/owner.ftl"))];
    Catalogue::read(&[&guest[..], &owner].concat())
});

pub(super) fn texts(locale: Locale) -> Texts {
    CATALOGUE.in_language(locale)
}
