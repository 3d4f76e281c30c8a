//! What a record of a stream brings: a mail of the outbox, records of the trail, or nothing of interest.

use aws_lambda_events::dynamodb::EventRecord;
use serde_dynamo::{AttributeValue, Item};
use vestibule_cloud::outbox;
use vestibule_domain::value::MailId;

#[derive(Debug, PartialEq)]
pub(crate) enum Brought {
    /// A row of the outbox, new or to be tried again.
    Mail(MailId),
    /// A new row of the trail that holds records for the bus.
    Records(Item),
}

/// The state table's stream tells keys only. A row of the trail is of interest once: erasing personal details changes
/// it, and tells nothing new.
pub(crate) fn brought(record: &EventRecord) -> Option<Brought> {
    let Some(AttributeValue::S(pk)) = record.change.keys.get("pk") else { return None };
    if let Some(id) = outbox::id(pk) {
        return (record.event_name != "REMOVE").then_some(Brought::Mail(id));
    }
    let row = &record.change.new_image;
    let published = record.event_name == "INSERT" && row.contains_key("published");
    published.then(|| Brought::Records(row.clone()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    const MAIL: &str = "OUTBOX#msg_0000000000000000000001";
    const TRAIL: &str = "share/shr_0000000000000000000001";

    fn record(name: &str, pk: &str, image: &[&str]) -> EventRecord {
        let item = |names: &[&str]| -> Item {
            let one = |name: &&str| ((*name).to_owned(), AttributeValue::S(pk.into()));
            names.iter().map(one).collect::<HashMap<_, _>>().into()
        };
        let mut record = EventRecord::default();
        record.event_name = name.into();
        record.change.keys = item(&["pk"]);
        record.change.new_image = item(image);
        record
    }

    #[test]
    fn a_mail_is_brought_by_its_key_when_it_is_new_and_when_it_is_due_again() {
        let id = outbox::id(MAIL).unwrap();
        for name in ["INSERT", "MODIFY"] {
            assert_eq!(brought(&record(name, MAIL, &[])), Some(Brought::Mail(id)), "{name}");
        }
        assert_eq!(brought(&record("REMOVE", MAIL, &[])), None, "it was sent");
    }

    #[test]
    fn a_row_of_the_trail_is_brought_once_and_only_for_the_bus() {
        let new = record("INSERT", TRAIL, &["pk", "published"]);
        assert_eq!(brought(&new), Some(Brought::Records(new.change.new_image.clone())));
        assert_eq!(brought(&record("INSERT", TRAIL, &["pk"])), None, "a draft");
        assert_eq!(brought(&record("MODIFY", TRAIL, &["pk", "published"])), None, "erased details");
    }

    #[test]
    fn other_rows_bring_nothing() {
        for pk in ["SHARE#shr_0000000000000000000001", "OUTBOX#", "OUTBOX#shr_0000000000000000000001"] {
            assert_eq!(brought(&record("INSERT", pk, &[])), None, "{pk}");
        }
        assert_eq!(brought(&EventRecord::default()), None);
    }
}
