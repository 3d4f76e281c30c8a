//! The naive variant of an operation: what a plain implementation would call for the same effect, worked out from the
//! very items that were measured. [`ASSUMPTIONS`] is its whole definition; each function below acts on one.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use vestibule_cloud::units::bytes;
use vestibule_tests::costs::{Bill, Call, Item, Tables, Write, charges, write_units};

/// As the document has them.
pub(crate) const ASSUMPTIONS: &str = "
The *naive variant* is arithmetic on the items of the same run, not a second program. It assumes a plain implementation:

1. It reads one by one what is there: a GetItem for each item that was found by a batch or in a partition.
2. A task's answers are rows of their own. It reads them by one query a task, if there are any, and writes those that
   changed.
3. A list is a query of keys and a GetItem for each row that it leads to.
4. Each audit record is a row of its own, and a trail is read by one query, as here.
5. It writes without transactions, one item a call, at the plain price. BatchWriteItem would save it round trips but no
   units.
6. It writes an item only if something of it changed besides its version and its trail's head, which it has no use
   for. So it does not notice who else was writing, and a link that is revoked meanwhile does not stop it.
7. It checks roles when it reads and not again when it writes. Outbox, stored results and calls of other services are
   the same.

So where its dollars are fewer, the difference is the price of the guarantees: of atomicity, of the gate in the write,
of the trail's chain.
";

/// What it would have cost.
pub(crate) fn bill(calls: &[Call], before: &Tables) -> Bill {
    let (mut bill, mut tables) = (Bill::default(), before.clone());
    for call in calls {
        match call {
            Call::Get { consistent, found, .. } if found.is_empty() => bill.get(1, *consistent, &[]),
            Call::Get { consistent, found, .. } => found.iter().for_each(|item| read(&mut bill, *consistent, item)),
            Call::Query { index, consistent, examined, found } => {
                let rows = index.is_none() && !found.is_empty() && found.iter().all(|item| records(item).is_none());
                if rows {
                    for item in found {
                        read(&mut bill, *consistent, item);
                    }
                } else {
                    bill.query(*consistent, *examined, found);
                }
            }
            Call::Write { writes, refused, .. } => {
                for write in writes {
                    plain(&mut bill, write, &tables);
                    if !refused {
                        tables.apply(write);
                    }
                }
            }
            Call::Other(call) => *bill.others.entry(call.clone()).or_default() += 1,
        }
    }
    bill
}

/// Assumptions 1 and 2.
fn read(bill: &mut Bill, consistent: bool, item: &Item) {
    let answers = answers(item);
    if answers.is_empty() {
        bill.get(1, consistent, std::slice::from_ref(item));
    } else {
        let rows: Vec<_> = answers.into_values().collect();
        bill.query(consistent, u32::try_from(rows.len()).unwrap_or(u32::MAX), &rows);
    }
}

/// Assumptions 2, 4, 5, 6 and 7.
fn plain(bill: &mut Bill, write: &Write, before: &Tables) {
    let (table, of) = write.of();
    let (old, new) = (before.get(table, of), before.after(write));
    if matches!(write, Write::Check { .. }) {
        return;
    }
    if let Some(records) = new.as_ref().and_then(records) {
        for record in records {
            let row = with_keys(of, [("record".to_owned(), record.clone())]);
            one(bill, table, None, Some(&row));
        }
        return;
    }
    let (old_answers, new_answers) =
        (old.map(answers).unwrap_or_default(), new.as_ref().map(answers).unwrap_or_default());
    let gone = old_answers.keys().filter(|field| !new_answers.contains_key(*field));
    for field in new_answers.keys().chain(gone) {
        let (old, new) = (old_answers.get(field), new_answers.get(field));
        if old != new {
            one(bill, table, old, new);
        }
    }
    let (old, new) = (old.map(own), new.as_ref().map(own));
    if old != new && !(of_answers(old.as_ref()) && of_answers(new.as_ref())) {
        one(bill, table, old.as_ref(), new.as_ref());
    }
}

/// One item, put or deleted by itself.
fn one(bill: &mut Bill, table: &str, old: Option<&Item>, new: Option<&Item>) {
    bill.writes += 1;
    bill.items_written += 1;
    bill.write_units += write_units(old.map_or(0, bytes).max(new.map_or(0, bytes)));
    bill.write_units += charges(table, old, new).iter().map(|charge| charge.units).sum::<u64>();
}

/// An item without its version, its trail's head, and what would be rows of their own.
fn own(item: &Item) -> Item {
    let kept = item.iter().filter(|(name, _)| !matches!(name.as_str(), "v" | "head" | "seq" | "answers"));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Whether an item without them held nothing but answers, so that there would be no such row.
fn of_answers(own: Option<&Item>) -> bool {
    own.is_none_or(|own| own.get("sk").and_then(|sk| sk.as_s().ok()).is_some_and(|sk| sk == "WORK") && own.len() == 2)
}

/// The records of a trail's row.
fn records(item: &Item) -> Option<&Vec<AttributeValue>> {
    item.get("records").and_then(|records| records.as_l().ok())
}

/// The answers of a task as rows, by field.
fn answers(item: &Item) -> BTreeMap<String, Item> {
    let none = HashMap::new();
    let answers = item.get("answers").and_then(|answers| answers.as_m().ok()).unwrap_or(&none);
    let row = |(field, answer): (&String, &AttributeValue)| {
        let row = [("field".to_owned(), AttributeValue::S(field.clone())), ("answer".to_owned(), answer.clone())];
        (field.clone(), with_keys(item, row))
    };
    answers.iter().map(row).collect()
}

/// A row beside an item, under keys as long as the item's.
fn with_keys<const N: usize>(item: &Item, row: [(String, AttributeValue); N]) -> Item {
    let keys = ["pk", "sk"].into_iter().filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())));
    keys.chain(row).collect()
}

#[cfg(test)]
mod tests {
    use vestibule_local::Names;

    use super::*;

    fn text(text: &str) -> AttributeValue {
        AttributeValue::S(text.into())
    }

    fn item(sk: &str, rest: &[(&str, AttributeValue)]) -> Item {
        let keys = [("pk", text("RUN#1")), ("sk", text(sk))];
        keys.iter().chain(rest).map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    fn work(answers: &[(&str, &str)], version: &str) -> Item {
        let answers = answers.iter().map(|(field, answer)| ((*field).to_owned(), text(answer))).collect();
        item("WORK", &[("answers", AttributeValue::M(answers)), ("v", AttributeValue::N(version.into()))])
    }

    fn put(item: Item) -> Write {
        Write::Put { table: Names::STATE.into(), item }
    }

    fn call(writes: Vec<Write>) -> [Call; 1] {
        [Call::Write { transaction: true, refused: false, writes }]
    }

    #[test]
    fn two_new_answers_are_two_rows() {
        let mut before = Tables::default();
        before.apply(&put(work(&[("a", "1")], "1")));
        let bill = bill(&call(vec![put(work(&[("a", "1"), ("b", "2"), ("c", "3")], "2"))]), &before);
        assert_eq!((bill.writes, bill.items_written, bill.write_units), (2, 2, 2));
    }

    #[test]
    fn what_changed_only_its_version_and_head_is_not_written() {
        let gate = |used: &str, version: &str| item("GATE", &[("used", text(used)), ("v", text(version))]);
        let mut before = Tables::default();
        before.apply(&put(gate("0", "1")));
        assert_eq!(bill(&call(vec![put(gate("0", "2"))]), &before), Bill::default());
        assert_eq!(bill(&call(vec![put(gate("1", "2"))]), &before).write_units, 1);
    }

    #[test]
    fn a_batch_is_read_one_by_one_and_a_task_s_answers_by_a_query() {
        let found = vec![work(&[("a", "1"), ("b", "2")], "1"), item("RUN", &[])];
        let bill = bill(&[Call::Get { asked: 3, consistent: true, found }], &Tables::default());
        assert_eq!((bill.reads, bill.items_read, bill.half_read_units), (2, 3, 4));
    }

    #[test]
    fn a_row_of_two_records_is_two_rows() {
        let row = item("000000000001", &[("records", AttributeValue::L(vec![text("one"), text("two")]))]);
        let write = Write::Put { table: Names::TRAIL.into(), item: row };
        let bill = bill(&call(vec![write]), &Tables::default());
        assert_eq!((bill.writes, bill.items_written), (2, 2));
    }
}
