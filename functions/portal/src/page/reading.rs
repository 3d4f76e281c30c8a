//! What is said beside a field of how its answer was read.

use vestibule_domain::{
    task::{Answer, Field},
    value::Locale,
};

use super::frame::frame;

/// `None`: what was typed can be taken in one way.
pub fn reading(locale: Locale, field: &Field, typed: &Answer) -> Option<String> {
    vestibule_pages::field::reading(frame(locale).texts, field, typed)
}
