//! The naive variant of an operation: what a plain implementation would call for the same effect, worked out from the
//! very items that were measured. [`ASSUMPTIONS`] is its whole definition; each function below carries out one.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    bill::Bill,
    index::Index,
    ledger::{Call, Item, Write},
    size,
    tables::Tables,
};

/// As the document has them.
pub(crate) const ASSUMPTIONS: &str = "
The *naive variant* is arithmetic on the items of the same run, not a second program. It assumes a plain implementation:

1. It reads what it needs one by one: a GetItem for each item that was fetched by a batch or from a partition.
2. A task's answers, uploads and comments are rows of their own beside the task. It reads them by one query a task, if
   there are any, and writes those that changed.
3. Indexes hold keys only, which makes them cheap to write; a list is a query of keys and a GetItem for each share.
4. Each audit record is a row of its own, and a trail is read by one query, as here.
5. It writes without transactions, one PutItem or DeleteItem a row, at the plain price. BatchWriteItem would save it
   round trips but no units.
6. It writes an item only if something of it changed besides its version and its trail's head, which it has no use
   for. So it does not notice who else was writing, and a link that is revoked meanwhile does not stop it.
7. It checks roles when it reads and not again when it writes. Outbox, stored results and calls of other services are
   the same.

So where its dollars are fewer, the difference is the price of the guarantees: of atomicity, of the gate in the write,
of the trail's chain.
";

/// What it would have cost.
pub(crate) fn bill(calls: &[Call], before: &Tables, indexes: &[Index]) -> Bill {
    let indexes: Vec<_> = indexes.iter().map(Index::of_keys).collect();
    let mut bill = Bill::default();
    for call in calls {
        match call {
            Call::Get { asked, consistent, found } => {
                for item in found {
                    read(&mut bill, *consistent, item);
                }
                for _ in found.len()..*asked as usize {
                    bill.get(1, *consistent, &[]);
                }
            }
            Call::Query { index: Some(_), consistent, examined, found } => {
                list(&mut bill, *consistent, *examined, found, &indexes);
            }
            Call::Query { index: None, consistent, examined, found } => {
                if found.iter().any(|item| records(item).is_some()) || found.is_empty() {
                    bill.query(*consistent, *examined, found);
                } else {
                    for item in found {
                        read(&mut bill, *consistent, item);
                    }
                }
            }
            Call::Write { writes, .. } => {
                for write in writes {
                    plain(&mut bill, write, before, &indexes);
                }
            }
            Call::Other(call) => *bill.others.entry(call.clone()).or_default() += 1,
        }
    }
    bill
}

/// Assumptions 1 and 2.
fn read(bill: &mut Bill, consistent: bool, item: &Item) {
    let (own, rows) = parted(item);
    bill.get(1, consistent, &[own]);
    if !rows.is_empty() {
        let rows: Vec<_> = rows.into_values().collect();
        bill.query(consistent, u32::try_from(rows.len()).unwrap_or(u32::MAX), &rows);
    }
}

/// Assumption 3. Where the index held keys only, what it leads to was fetched by calls of its own already.
fn list(bill: &mut Bill, consistent: bool, examined: u32, found: &[Item], indexes: &[Index]) {
    let keys = |item: &Item| {
        let names = indexes.iter().flat_map(|index| [index.hash.as_str(), index.range.as_str()]);
        let names: Vec<_> = names.chain(["pk", "sk"]).collect();
        let kept = item.iter().filter(|(name, _)| names.contains(&name.as_str()));
        kept.map(|(name, value)| (name.clone(), value.clone())).collect::<Item>()
    };
    let entries: Vec<_> = found.iter().map(keys).collect();
    bill.query(consistent, examined, &entries);
    for (item, entry) in found.iter().zip(&entries) {
        if item.len() > entry.len() {
            bill.get(1, true, std::slice::from_ref(item));
        }
    }
}

/// Assumptions 2, 4, 5, 6 and 7.
fn plain(bill: &mut Bill, write: &Write, before: &Tables, indexes: &[Index]) {
    let one = |bill: &mut Bill, write: &Write| {
        bill.round_trips += 1;
        bill.write(write, 1, before, indexes);
    };
    match write {
        Write::Check(..) => {}
        Write::Delete(..) => one(bill, write),
        Write::Put(table, item) => {
            if let Some(records) = records(item) {
                for record in records {
                    let row = with_keys(item, [("record".to_owned(), record.clone())]);
                    one(bill, &Write::Put(table.clone(), row));
                }
                return;
            }
            let (own, rows) = parted(item);
            let (old_own, old_rows) = before.get(table, item).map(parted).unwrap_or_default();
            if changed(&old_own, &own) {
                // Billed as the row it is: without what stands in rows of its own.
                bill.round_trips += 1;
                bill.items_written += 1;
                bill.writes += size::writes(size::item(&own).max(size::item(&old_own)));
                let old = (!old_own.is_empty()).then_some(&old_own);
                bill.writes += indexes.iter().map(|index| index.writes(table, old, Some(&own))).sum::<u64>();
            }
            let gone = old_rows.iter().filter(|(name, _)| !rows.contains_key(*name));
            let written = rows.iter().filter(|(name, row)| old_rows.get(*name) != Some(row));
            for (name, row) in written.chain(gone) {
                bill.round_trips += 1;
                bill.items_written += 1;
                let old = old_rows.get(name).map_or(0, size::item);
                bill.writes += size::writes(size::item(row).max(old));
            }
        }
    }
}

/// Whether more than the version and the trail's head is new.
fn changed(old: &Item, new: &Item) -> bool {
    let rest = |item: &Item| -> HashMap<String, AttributeValue> {
        let kept = item.iter().filter(|(name, _)| !matches!(name.as_str(), "version" | "head"));
        kept.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    rest(old) != rest(new)
}

/// The records of a trail's row.
fn records(item: &Item) -> Option<&Vec<AttributeValue>> {
    item.get("records").and_then(|records| records.as_l().ok())
}

/// An item without what would be rows of their own, and those rows by name. Only tasks have such.
fn parted(item: &Item) -> (Item, BTreeMap<String, Item>) {
    let mut own = item.clone();
    let mut rows = BTreeMap::new();
    if !item.contains_key("spec") {
        return (own, rows);
    }
    for (list, one) in [("uploads", "upload"), ("comments", "comment")] {
        if let Some(AttributeValue::L(all)) = own.remove(list) {
            for each in all {
                let id = each.as_m().ok().and_then(|map| map.get("id")).and_then(|id| id.as_s().ok());
                let name = format!("{list}/{}", id.cloned().unwrap_or_default());
                rows.insert(name, with_keys(item, [(one.to_owned(), each)]));
            }
        }
    }
    if let Some(AttributeValue::M(answers)) = own.remove("answers") {
        for (field, answer) in answers {
            let row = [("field".to_owned(), AttributeValue::S(field.clone())), ("answer".to_owned(), answer)];
            rows.insert(format!("answers/{field}"), with_keys(item, row));
        }
    }
    (own, rows)
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

    fn task(answers: &[(&str, &str)], version: &str) -> Item {
        let answers = answers.iter().map(|(field, answer)| ((*field).to_owned(), text(answer))).collect();
        Item::from([
            ("pk".into(), text("RUN#1")),
            ("sk".into(), text("TASK#a")),
            ("spec".into(), AttributeValue::M(HashMap::new())),
            ("answers".into(), AttributeValue::M(answers)),
            ("version".into(), AttributeValue::N(version.into())),
        ])
    }

    #[test]
    fn two_new_answers_are_two_rows_and_the_task_stays() {
        let mut before = Tables::default();
        let state = || Names::STATE.to_owned();
        before.apply(&Write::Put(state(), task(&[("a", "1")], "1")));
        let after = task(&[("a", "1"), ("b", "2"), ("c", "3")], "2");
        let calls = [Call::Write { transaction: true, writes: vec![Write::Put(state(), after)] }];
        let bill = bill(&calls, &before, &[]);
        assert_eq!((bill.round_trips, bill.items_written, bill.writes), (2, 2, 2));
    }

    #[test]
    fn a_batch_is_read_one_by_one_and_a_task_s_rows_by_a_query() {
        let found = vec![task(&[("a", "1")], "1"), Item::from([("pk".into(), text("SHARE#1"))])];
        let calls = [Call::Get { asked: 3, consistent: true, found }];
        let bill = bill(&calls, &Tables::default(), &[]);
        assert_eq!((bill.round_trips, bill.items_read, bill.half_reads), (4, 3, 8));
    }

    #[test]
    fn a_row_of_two_records_is_two_rows() {
        let records = AttributeValue::L(vec![text("one"), text("two")]);
        let row = Item::from([("pk".into(), text("share/1")), ("sk".into(), text("1")), ("records".into(), records)]);
        let calls = [Call::Write { transaction: true, writes: vec![Write::Put(Names::TRAIL.into(), row)] }];
        let bill = bill(&calls, &Tables::default(), &[]);
        assert_eq!((bill.round_trips, bill.items_written), (2, 2));
    }
}
