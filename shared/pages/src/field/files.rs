//! A field that takes files: those that were sent for it, and the input for more.

use std::collections::BTreeSet;

use vestibule_domain::{
    file::{Stage, UploadLimits},
    task::SentFile,
    value::FieldSlug,
};

use super::{context::FieldContext, file::FileRow};
use crate::{size::size, texts::Texts};

/// More types than this are not listed.
const MAX_LISTED_TYPES: usize = 8;

/// What the cameras of phones make.
const PHOTO_TYPES: [&str; 2] = ["jpg", "jpeg"];

pub(super) struct Files {
    pub(super) rows: Vec<FileRow>,
    /// What others sent for the same field: counted, not named.
    pub(super) others: Option<String>,
    pub(super) others_count: u32,
    pub(super) offered: Option<Offer>,
}

/// The upload input.
pub(super) struct Offer {
    pub(super) accept: String,
    pub(super) types: String,
    pub(super) max_bytes: u64,
    pub(super) max: u32,
    /// What is said where there is no room for more.
    pub(super) full: String,
    /// A phone may take a photo instead.
    pub(super) photo: bool,
    /// What was sent can be fetched again.
    pub(super) readable: bool,
}

impl Files {
    pub(super) fn new(context: &FieldContext<'_>, field: &FieldSlug, extensions: &[String], max: u32) -> Self {
        let FieldContext { texts, task, recipient, permitted, .. } = *context;
        let of_field = || task.files.iter().filter(|file| file.upload.field == *field);
        let others: usize = of_field().filter(|file| file.recipient != recipient && file.stage.is_clean()).count();
        let others = u32::try_from(others).unwrap_or(u32::MAX);
        let state = &task.task.state;
        // What was sent in an earlier round stays.
        let is_new = |file: &SentFile| state.files.get(&file.upload.id).is_none_or(|mark| state.can_remove(mark));
        let row = |file: &SentFile| FileRow::sent(texts, file, (permitted.upload && is_new(file), permitted.download));
        // What was handed back takes no place, and is told with its reason.
        let is_told = |file: &SentFile| matches!(file.stage, Stage::Returned { .. });
        Self {
            rows: of_field().filter(|file| file.recipient == recipient && !is_told(file)).map(row).collect(),
            others_count: others,
            others: (others > 0).then(|| texts.say_with("file-others", &[("count", others.into())])),
            offered: permitted.upload.then(|| Offer::new(context, extensions, (max, others))),
        }
    }
}

impl Offer {
    /// `others` of at most `max` files are another guest's: the page counts the rows that it shows.
    fn new(context: &FieldContext<'_>, extensions: &[String], (max, others): (u32, u32)) -> Self {
        let FieldContext { texts, limits, permitted, .. } = *context;
        let types = accepted(extensions, limits);
        Self {
            accept: types.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(","),
            types: types.join(", "),
            max_bytes: limits.max_bytes,
            max: max.saturating_sub(others),
            full: texts.say_with("file-full", &[("max", max.into())]),
            photo: types.is_empty() || PHOTO_TYPES.iter().any(|photo| types.iter().any(|e| e == photo)),
            readable: permitted.download,
        }
    }
}

/// What the policy adds to the hint of a field.
pub(super) fn hints(texts: Texts, extensions: &[String], limits: &UploadLimits) -> Vec<String> {
    let types = accepted(extensions, limits);
    let listed = !types.is_empty() && types.len() <= MAX_LISTED_TYPES;
    let types = listed.then(|| texts.say_with("hint-files-types", &[("types", types.join(", ").into())]));
    let size = texts.say_with("hint-files-size", &[("size", size(texts, limits.max_bytes).into())]);
    types.into_iter().chain([size]).collect()
}

/// The file name extensions that both the field and the policy take; empty: any.
fn accepted(field: &[String], limits: &UploadLimits) -> Vec<String> {
    let mut accepted = match (field, limits.extensions.as_slice()) {
        ([], policy) => policy.to_vec(),
        (field, []) => field.to_vec(),
        (field, policy) => field.iter().filter(|e| policy.contains(e)).cloned().collect(),
    };
    let mut seen = BTreeSet::new();
    accepted.retain(|extension| seen.insert(extension.clone()));
    accepted
}
