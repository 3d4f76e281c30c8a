//! A field as the host describes it, as the rules know it.

use vestibule_api::task;
use vestibule_domain::task::Field;
use vestibule_web::answer::field_view::understood;

pub(super) fn field(task::Field { id, label, help, required, kind }: &task::Field) -> Field {
    let kind = understood(kind);
    Field { slug: id.clone(), label: label.clone(), help: help.clone(), required: *required, kind }
}
