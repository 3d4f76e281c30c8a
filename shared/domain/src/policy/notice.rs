//! The privacy notice of the product, for orgs that have none of their own.

use crate::value::Locale;

pub(super) fn default_notice(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("notice/en.txt"),
        Locale::PtBr => include_str!("notice/pt-BR.txt"),
        Locale::Es => include_str!("notice/es.txt"),
    }
}
