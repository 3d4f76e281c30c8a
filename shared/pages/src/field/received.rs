//! The files of a receipt or of a task under review, below the label of the field that they were sent for.

use vestibule_domain::{
    task::{Field, SentFile, WholeTask},
    value::RecipientId,
};

/// The files of a guest, or else of everybody, that count, by the label of their field, in the order of the fields.
pub fn received_by_field(whole: &WholeTask, recipient: Option<RecipientId>) -> Vec<(&str, Vec<&SentFile>)> {
    let files = |field: &Field| -> Vec<_> {
        let asked = |file: &&SentFile| {
            file.upload.field == field.slug && recipient.is_none_or(|recipient| file.recipient == recipient)
        };
        whole.received().filter(asked).collect()
    };
    let each = whole.task.spec.fields.iter().map(|field| (field.label.as_str(), files(field)));
    each.filter(|(_, files)| !files.is_empty()).collect()
}
