//! What of a field was handed back, and why, as its guest reads it.

use vestibule_domain::{
    task::{Field, Returned, ReturnedPart, SentFile, WholeTask},
    value::RecipientId,
};

use crate::texts::Texts;

/// One sentence for each answer or file of a field, where the task is open by its being handed back.
pub(super) fn returned(texts: Texts, whole: &WholeTask, field: &Field, guest: RecipientId) -> Vec<String> {
    let Some(handed_back) = whole.reopened_by().filter(|_| whole.task.state.is_open(&field.slug)) else {
        return vec![];
    };
    let own: Vec<_> = whole.returned_to(handed_back, guest).filter(|returned| returned.field == field.slug).collect();
    if own.is_empty() {
        vec![texts.say("field-returned-other")]
    } else {
        own.iter().map(|it| said(texts, whole, it)).collect()
    }
}

fn said(texts: Texts, whole: &WholeTask, returned: &Returned) -> String {
    let reason = ("reason", returned.reason.as_str().into());
    match file_of(whole, returned) {
        Some(sent) => {
            texts.say_with("field-returned-file", &[reason, ("file", sent.upload.manifest.name.as_str().into())])
        }
        None => texts.say_with("field-returned", &[reason]),
    }
}

/// The file that came back, if it is one.
pub fn file_of<'a>(whole: &'a WholeTask, returned: &Returned) -> Option<&'a SentFile> {
    match returned.what {
        ReturnedPart::Answer(_) => None,
        ReturnedPart::File(upload) => whole.files.iter().find(|sent| sent.upload.id == upload),
    }
}
