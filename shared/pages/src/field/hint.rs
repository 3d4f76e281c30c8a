//! What a field takes, told below its label before anything is typed.

use crate::{
    moments::date,
    number,
    size::size,
    texts::{Texts, Value},
};
use vestibule_domain::{
    task::{Field, FieldKind},
    upload::UploadLimits,
};

/// More types than this are not listed.
const MOST_TYPES: usize = 8;

/// The sentences of a field's hint: the host's own first.
pub(super) fn hints(texts: Texts, field: &Field, limits: &UploadLimits) -> Vec<String> {
    let of = |id: &str, name: &str, value: Value<'_>| texts.say_with(id, &[(name, value)]);
    let between = |ids: [&str; 3], min: Option<Value<'static>>, max: Option<Value<'static>>| match (min, max) {
        (Some(min), Some(max)) => Some(texts.say_with(ids[0], &[("min", min), ("max", max)])),
        (Some(min), None) => Some(of(ids[1], "min", min)),
        (None, Some(max)) => Some(of(ids[2], "max", max)),
        (None, None) => None,
    };
    let help = field.help.as_ref().map(ToString::to_string);
    let of_kind = match &field.kind {
        FieldKind::ShortText { max_length, .. } | FieldKind::LongText { max_length } => {
            vec![max_length.map(|max| of("hint-max-length", "max", max.into()))]
        }
        FieldKind::Number { min, max } => {
            let bound = |text: &str| Value::from(number::shown(texts.locale(), text));
            let ids = ["hint-number-between", "hint-number-min", "hint-number-max"];
            let limits = between(ids, min.as_ref().map(|m| bound(m.as_str())), max.as_ref().map(|m| bound(m.as_str())));
            vec![limits.or_else(|| Some(texts.say("hint-number")))]
        }
        FieldKind::Date { min, max } => {
            let day = |d| Value::from(date(texts, d));
            vec![between(["hint-date-between", "hint-date-min", "hint-date-max"], min.map(day), max.map(day))]
        }
        FieldKind::Phone {} => vec![Some(texts.say("hint-phone"))],
        FieldKind::MultipleChoice { min, max, .. } => {
            let ids = ["hint-pick-between", "hint-pick-min", "hint-pick-max"];
            let limits = between(ids, min.map(Value::from), max.map(Value::from));
            vec![limits.or_else(|| Some(texts.say("hint-pick-any")))]
        }
        FieldKind::Checklist { .. } => vec![Some(texts.say("hint-checklist"))],
        FieldKind::File { extensions, min, max } => {
            let accepted = accepted(extensions, limits);
            let types = (accepted.len() <= MOST_TYPES && !accepted.is_empty())
                .then(|| of("hint-files-types", "types", accepted.join(", ").into()));
            let least = min.filter(|min| *min > 0);
            let ids = ["hint-files-between", "hint-files-min", "hint-files-max"];
            let count = between(ids, least.map(Value::from), max.map(Value::from));
            let count = if *max == Some(1) { Some(of("hint-files-max", "max", 1.into())) } else { count };
            vec![count, types, Some(of("hint-files-size", "size", size(texts, limits.max_bytes).into()))]
        }
        FieldKind::Email {} | FieldKind::SingleChoice { .. } | FieldKind::Checkbox {} => vec![],
    };
    help.into_iter().chain(of_kind.into_iter().flatten()).collect()
}

/// The file name extensions that both the field and the policy take; empty: any.
pub(super) fn accepted(field: &[String], limits: &UploadLimits) -> Vec<String> {
    match (field, limits.extensions.as_slice()) {
        ([], policy) => policy.to_vec(),
        (field, []) => field.to_vec(),
        (field, policy) => field.iter().filter(|e| policy.contains(e)).cloned().collect(),
    }
}
