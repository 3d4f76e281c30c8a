//! What the mails say. Pure: from a share and an instant to a subject, a text and the same as HTML.

mod invitation;
mod owner;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use vestibule_domain::text::Locale;
use vestibule_pages::texts::{Catalogue, Texts};

pub use invitation::invitation;
pub use owner::owner_notice;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::read(&[
        (Locale::En, include_str!("../../texts/en/invitation.ftl")),
        (Locale::PtBr, include_str!("../../texts/pt-BR/invitation.ftl")),
        (Locale::Es, include_str!("../../texts/es/invitation.ftl")),
        (Locale::En, include_str!("../../texts/staff/owner.ftl")),
    ])
});

fn texts(locale: Locale) -> Texts {
    CATALOGUE.speak(locale)
}

/// Whatever was interpolated, a subject stays one line.
fn one_line(subject: &str) -> String {
    subject.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')).collect::<Vec<_>>().join(" ")
}

/// Writing to a string cannot fail, and templates call nothing else that could.
fn rendered(template: &impl askama::Template) -> String {
    template.render().unwrap_or_default()
}
