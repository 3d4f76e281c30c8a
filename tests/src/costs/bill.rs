//! What a series of calls costs, by AWS's rules.

use std::collections::BTreeMap;

use vestibule_cloud::units::bytes;

use super::{
    calls::{Call, OtherCall},
    charge::Charge,
    tables::Tables,
    units,
    write::{Item, Write},
};

/// What AWS counts.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Calls of DynamoDB that read.
    pub reads: u32,
    /// Calls of DynamoDB that write.
    pub writes: u32,
    /// Items or index entries that were found or examined.
    pub items_read: u32,
    /// Halves of a read unit.
    pub half_read_units: u64,
    /// Put, updated or deleted; neither checks nor index entries.
    pub items_written: u32,
    /// Those of the indexes among them.
    pub write_units: u64,
    /// Calls of other services.
    pub others: BTreeMap<OtherCall, u32>,
}

impl Bill {
    /// `tables` are as they stood before, and afterwards as they stand then.
    pub fn of(calls: &[Call], tables: &mut Tables) -> Self {
        let mut bill = Self::default();
        for call in calls {
            match call {
                Call::Get { asked, consistent, found } => bill.get(*asked, *consistent, found),
                Call::Query { consistent, examined, found, .. } => bill.query(*consistent, *examined, found),
                Call::Write { writes, .. } => {
                    bill.writes += 1;
                    let written = writes.iter().filter(|write| !matches!(write, Write::Check { .. })).count();
                    bill.items_written += u32::try_from(written).unwrap_or(u32::MAX);
                    bill.write_units += charged(call, tables).iter().map(|charge| charge.units).sum::<u64>();
                }
                Call::Other(call) => *bill.others.entry(call.clone()).or_default() += 1,
            }
        }
        bill
    }

    /// Calls of DynamoDB.
    pub fn round_trips(&self) -> u32 {
        self.reads + self.writes
    }

    /// Each item is rounded up by itself; to look for one that is not there costs what a small one costs.
    pub fn get(&mut self, asked: u32, consistent: bool, found: &[Item]) {
        self.reads += 1;
        self.items_read += u32::try_from(found.len()).unwrap_or(u32::MAX);
        self.half_read_units += found.iter().map(|item| units::half_reads(bytes(item), consistent)).sum::<u64>();
        let missing = u64::from(asked).saturating_sub(found.len() as u64);
        self.half_read_units += missing * units::half_reads(0, consistent);
    }

    /// What a query examined is added up first, then rounded up. Nothing here filters or projects, so what was
    /// found is what was examined.
    pub fn query(&mut self, consistent: bool, examined: u32, found: &[Item]) {
        self.reads += 1;
        self.items_read += examined;
        self.half_read_units += units::half_reads(found.iter().map(bytes).sum(), consistent);
    }
}

/// The charges of one call. `tables` are as they stood before it, and afterwards as they stand then.
pub fn charged(call: &Call, tables: &mut Tables) -> Vec<Charge> {
    let Call::Write { transaction, refused, writes } = call else { return Vec::new() };
    let mut all = Vec::new();
    for write in writes {
        all.extend(tables.charges(write, if *transaction { 2 } else { 1 }));
        if !refused {
            tables.apply(write);
        }
    }
    all
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

    fn put(item: Item) -> Write {
        Write::Put { table: Names::STATE.into(), item }
    }

    fn call(transaction: bool, writes: Vec<Write>) -> [Call; 1] {
        [Call::Write { transaction, refused: false, writes }]
    }

    #[test]
    fn a_transaction_costs_twice_the_larger_form_and_its_checks_too() {
        let mut tables = Tables::default();
        tables.apply(&put(item("a", 3000)));
        tables.apply(&put(item("b", 10)));
        let check = Write::Check { table: Names::STATE.into(), key: item("b", 0) };
        let writes = vec![put(item("a", 10)), put(item("new", 1500)), check];
        let bill = Bill::of(&call(true, writes), &mut tables);
        assert_eq!((bill.writes, bill.items_written, bill.write_units), (1, 2, 2 * (3 + 2 + 1)));
        let delete = call(false, vec![Write::Delete { table: Names::STATE.into(), key: item("new", 0) }]);
        assert_eq!(Bill::of(&delete, &mut tables).write_units, 2);
        assert_eq!(Bill::of(&delete, &mut tables).write_units, 1, "what is gone still costs a unit");
    }

    #[test]
    fn an_update_costs_the_whole_item_and_leaves_the_rest_of_it() {
        let mut tables = Tables::default();
        tables.apply(&put(item("a", 1500)));
        let key: Item = item("a", 0).into_iter().filter(|(name, _)| name != "text").collect();
        let update = |set: Item, gone: &[&str]| {
            let gone = gone.iter().map(|name| (*name).to_owned()).collect();
            call(true, vec![Write::Update { table: Names::STATE.into(), key: key.clone(), set, gone }])
        };
        let more = Item::from([("more".into(), AttributeValue::S("x".repeat(600)))]);
        assert_eq!(Bill::of(&update(more, &[]), &mut tables).write_units, 6);
        assert_eq!(Bill::of(&update(Item::new(), &["text"]), &mut tables).write_units, 6, "what it was");
        assert_eq!(Bill::of(&update(Item::new(), &[]), &mut tables).write_units, 2, "what is left");
    }

    #[test]
    fn what_is_refused_is_billed_and_written_nowhere() {
        let mut tables = Tables::default();
        let refused = Call::Write { transaction: true, refused: true, writes: vec![put(item("a", 10))] };
        assert_eq!(Bill::of(&[refused], &mut tables).write_units, 2);
        assert!(tables.get(Names::STATE, &item("a", 0)).is_none());
    }

    #[test]
    fn a_batch_rounds_each_item_and_a_query_rounds_once() {
        let two = vec![item("a", 100), item("b", 5000)];
        let get = Call::Get { asked: 3, consistent: true, found: two.clone() };
        let query = Call::Query { index: None, consistent: true, examined: 2, found: two };
        let halves = |call| Bill::of(&[call], &mut Tables::default()).half_read_units;
        assert_eq!((halves(get), halves(query)), (2 + 4 + 2, 4));
    }
}
