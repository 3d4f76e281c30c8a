//! What is asked for, as far as it can be read.

use vestibule_api::staff::NewHandBack;
use vestibule_domain::work::{HandBack, Item};
use vestibule_web::{answer::Problem, request::Fields};

/// Most answers and files that are named at once.
const MAX_ITEMS: usize = 200;

pub(super) fn parse(asked: &NewHandBack) -> Result<HandBack, Problem> {
    let mut fields = Fields::default();
    let count = asked.accepted.len() + asked.returned.len();
    if count == 0 || count > MAX_ITEMS {
        let pointer = if asked.returned.is_empty() { "/accepted" } else { "/returned" };
        fields.refuse(pointer, "count", format!("must be 1 to {MAX_ITEMS} together with what else is named"));
        return Err(fields.into_problem());
    }
    let (mut accepted, mut returned) = (vec![], vec![]);
    for (at, named) in asked.accepted.iter().enumerate() {
        accepted.extend(item(&mut fields, &format!("/accepted/{at}"), (&named.field, &named.file)));
    }
    for (at, named) in asked.returned.iter().enumerate() {
        let pointer = format!("/returned/{at}");
        let item = item(&mut fields, &pointer, (&named.field, &named.file));
        returned.extend(item.zip(fields.read(&format!("{pointer}/reason"), &named.reason)));
    }
    let hand_back = HandBack { accepted, returned, force: asked.force, round: asked.round };
    if fields.is_empty() { Ok(hand_back) } else { Err(fields.into_problem()) }
}

fn item(fields: &mut Fields, pointer: &str, named: (&Option<String>, &Option<String>)) -> Option<Item> {
    match named {
        (Some(field), None) => fields.read(&format!("{pointer}/field"), field).map(Item::Field),
        (None, Some(file)) => fields.read(&format!("{pointer}/file"), file).map(Item::File),
        (None, None) | (Some(_), Some(_)) => {
            fields.refuse(pointer, "field_or_file", "must name either a field or a file");
            None
        }
    }
}
