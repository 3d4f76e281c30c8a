//! The texts of the mails.

use std::sync::LazyLock;

use vestibule_domain::value::{Email, Locale};
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

/// Whom one can ask. Who is known by their address alone has no other name.
pub(super) fn questions(texts: Texts, name: &str, email: &Email) -> String {
    let id = if name == email.as_str() { "mail-questions-address" } else { "mail-questions" };
    texts.say_with(id, &[("inviter", name.into()), ("email", email.readable().into())])
}
