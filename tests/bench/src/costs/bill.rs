//! What a series of calls costs, by AWS's rules.

use std::collections::BTreeMap;

use super::{
    index::Index,
    ledger::{Call, Item, OtherCall, Write},
    size,
    tables::Tables,
};

/// What AWS counts.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Bill {
    /// Calls of DynamoDB.
    pub(crate) round_trips: u32,
    /// Items or index entries that were found or examined.
    pub(crate) items_read: u32,
    /// Halves of a read unit.
    pub(crate) half_reads: u64,
    /// Put or deleted; neither checks nor index entries.
    pub(crate) items_written: u32,
    /// Write units, those of the indexes among them.
    pub(crate) writes: u64,
    /// Calls of other services.
    pub(crate) others: BTreeMap<OtherCall, u32>,
}

impl Bill {
    /// `tables` are as they stood before, and afterwards as they stand then.
    pub(crate) fn of(calls: &[Call], tables: &mut Tables, indexes: &[Index]) -> Self {
        let mut bill = Self::default();
        for call in calls {
            match call {
                Call::Get { asked, consistent, found } => bill.get(*asked, *consistent, found),
                Call::Query { consistent, examined, found, .. } => bill.query(*consistent, *examined, found),
                Call::Write { transaction, writes } => {
                    bill.round_trips += 1;
                    for write in writes {
                        bill.write(write, if *transaction { 2 } else { 1 }, tables, indexes);
                        tables.apply(write);
                    }
                }
                Call::Other(call) => *bill.others.entry(call.clone()).or_default() += 1,
            }
        }
        bill
    }

    /// Each item is rounded up by itself; to look for one that is not there costs what a small one costs.
    pub(crate) fn get(&mut self, asked: u32, consistent: bool, found: &[Item]) {
        self.round_trips += 1;
        self.items_read += u32::try_from(found.len()).unwrap_or(u32::MAX);
        self.half_reads += found.iter().map(|item| size::half_reads(size::item(item), consistent)).sum::<u64>();
        let missing = u64::from(asked).saturating_sub(found.len() as u64);
        self.half_reads += missing * size::half_reads(0, consistent);
    }

    /// What a query examined is added up first, then rounded up. Nothing here filters or projects, so what was
    /// found is what was examined.
    pub(crate) fn query(&mut self, consistent: bool, examined: u32, found: &[Item]) {
        self.round_trips += 1;
        self.items_read += examined;
        self.half_reads += size::half_reads(found.iter().map(size::item).sum(), consistent);
    }

    /// The larger of the two forms counts; a check counts what it looks at.
    pub(crate) fn write(&mut self, write: &Write, times: u64, tables: &Tables, indexes: &[Index]) {
        let (table, of) = match write {
            Write::Put(table, item) | Write::Delete(table, item) | Write::Check(table, item) => (table, item),
        };
        let old = tables.get(table, of);
        let new = if let Write::Put(_, item) = write { Some(item) } else { None };
        let bytes = old.map_or(0, size::item).max(new.map_or(0, size::item));
        self.writes += times * size::writes(bytes);
        if !matches!(write, Write::Check(..)) {
            self.items_written += 1;
            self.writes += indexes.iter().map(|index| index.writes(table, old, new)).sum::<u64>();
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;
    use vestibule_local::Names;

    use super::*;

    fn item(pk: &str, bytes: usize) -> Item {
        let text = |text: String| AttributeValue::S(text);
        Item::from([
            ("pk".into(), text(pk.into())),
            ("sk".into(), text("X".into())),
            ("text".into(), text("x".repeat(bytes))),
        ])
    }

    #[test]
    fn a_transaction_costs_twice_the_larger_form_and_its_checks_too() {
        let mut tables = Tables::default();
        let state = || Names::STATE.to_owned();
        tables.apply(&Write::Put(state(), item("a", 3000)));
        tables.apply(&Write::Put(state(), item("b", 10)));
        let writes = vec![
            Write::Put(state(), item("a", 10)),
            Write::Put(state(), item("new", 1500)),
            Write::Check(state(), item("b", 0)),
        ];
        let bill = Bill::of(&[Call::Write { transaction: true, writes }], &mut tables, &[]);
        assert_eq!((bill.round_trips, bill.items_written, bill.writes), (1, 2, 2 * (3 + 2 + 1)));
        let delete = Call::Write { transaction: false, writes: vec![Write::Delete(state(), item("new", 0))] };
        assert_eq!(Bill::of(std::slice::from_ref(&delete), &mut tables, &[]).writes, 2);
        assert_eq!(Bill::of(&[delete], &mut tables, &[]).writes, 1, "what is gone still costs a unit");
    }

    #[test]
    fn a_batch_rounds_each_item_and_a_query_rounds_once() {
        let two = vec![item("a", 100), item("b", 5000)];
        let get = Call::Get { asked: 3, consistent: true, found: two.clone() };
        let query = Call::Query { index: None, consistent: true, examined: 2, found: two };
        let halves = |call| Bill::of(&[call], &mut Tables::default(), &[]).half_reads;
        assert_eq!((halves(get), halves(query)), (2 + 4 + 2, 4));
    }
}
