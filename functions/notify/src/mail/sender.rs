//! As who mails are sent: the name beside the deployment's address.

use vestibule_pages::texts::Texts;

use super::subject::one_line;

/// To members.
pub(super) const PRODUCT: &str = "Vestibule";

/// To guests, who know the org and not the product: "Acme via Vestibule".
pub(super) fn of_org(texts: Texts, org: &str) -> String {
    one_line(&texts.say_with("mail-sender", &[("org", org.into())]))
}
