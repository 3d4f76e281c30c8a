//! One row of the trail for each commit; rows are only ever added.

use aws_sdk_dynamodb::{
    primitives::Blob,
    types::{AttributeValue, Put, TransactWriteItem},
};
use vestibule_domain::audit::{Appended, Entry};

use super::rows::built;
use crate::index::BY_PLACE;
use crate::keys::{self, Item, number, text};

/// The row has the records in order; the place, by which activity is found; and whether one is published.
pub(super) fn item(table: &str, entry: &Entry) -> TransactWriteItem {
    let put =
        Put::builder().table_name(table).set_item(Some(row(entry))).condition_expression("attribute_not_exists(pk)");
    TransactWriteItem::builder().put(built(put.build())).build()
}

pub(crate) fn row(entry: &Entry) -> Item {
    let records = entry.records().iter().map(record).collect();
    let mut row = Item::from([("records".into(), AttributeValue::L(records))]);
    if let Some(Appended { record, .. }) = entry.records().first() {
        row.insert("pk".into(), text(record.trail().to_string()));
        row.insert("sk".into(), text(keys::seq(record.seq())));
        if let Some(place) = entry.about().place {
            row.insert(BY_PLACE.partition.into(), text(place.to_string()));
            row.insert(BY_PLACE.sort.into(), number(record.at().as_millisecond()));
        }
    }
    // The stream's filter passes over rows without it, and they need not say more.
    if entry.records().iter().any(|appended| appended.published) {
        row.insert("published".into(), number(1));
        row.insert("prev".into(), AttributeValue::B(Blob::new(entry.before().bytes())));
    }
    row
}

fn record(appended: &Appended) -> AttributeValue {
    AttributeValue::M(Item::from([
        ("record".into(), text(appended.record.text())),
        ("hash".into(), AttributeValue::B(Blob::new(appended.hash.bytes()))),
        ("personal".into(), text(appended.personal.text())),
    ]))
}
