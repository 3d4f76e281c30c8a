//! As who mails are sent: the name beside the deployment's address.

use vestibule_domain::{share::Terms, value::Line};
use vestibule_pages::texts::Texts;

use super::subject::one_line;

/// To members.
pub(super) const PRODUCT: &str = "Vestibule";

/// To guests, who know the org and not the product: "Acme via Vestibule". The org may have another name for it.
pub(super) fn of_org(texts: Texts, terms: &Terms) -> String {
    named(texts, terms.sender.as_ref().map_or(terms.org_name.as_str(), Line::as_str))
}

/// Under this name of an org.
pub(super) fn named(texts: Texts, org: &str) -> String {
    one_line(&texts.say_with("mail-sender", &[("org", org.into())]))
}
