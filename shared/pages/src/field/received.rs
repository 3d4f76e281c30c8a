//! The files of a receipt, below the label of the field that they were sent for.

use vestibule_domain::{
    task::{Field, SentFile, WholeTask},
    value::RecipientId,
};

/// The files of a guest that count, by the label of their field, in the order of the fields.
pub fn received_by_field(whole: &WholeTask, recipient: RecipientId) -> Vec<(&str, Vec<&SentFile>)> {
    let files = |field: &Field| -> Vec<_> {
        let of_field = |file: &&SentFile| file.upload.field == field.slug && file.stage.is_clean();
        whole.sent_by(recipient).filter(of_field).collect()
    };
    let each = whole.task.spec.fields.iter().map(|field| (field.label.as_str(), files(field)));
    each.filter(|(_, files)| !files.is_empty()).collect()
}
