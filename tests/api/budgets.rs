//! What each operation costs, counted and not timed: round trips to DynamoDB, items written and which, calls of
//! other services. DESIGN §3 sets the bounds; what is measured here stands in the table below to the last digit.

use std::collections::BTreeMap;

use serde_json::Value;
use vestibule_local::Names;
use vestibule_tests::operations;

use crate::house::House;

/// Reads are GetItem, BatchGetItem and Query calls; presigning a URL is no call. Roles are rows, not claims: where a
/// request of staff needs two reads, the first one is the member's own row.
const TABLE: &str = "\
| operation | reads | transactions | items written | other calls | which items |
|---|---|---|---|---|---|
| push a run of 20 tasks | 3 | 1 | 22 | 0 | run, 20 task, trail |
| push it again unchanged | 3 | 0 | 0 | 0 | |
| push it with one task changed | 3 | 1 | 3 | 0 | run, task, trail |
| show a run | 2 | 0 | 0 | 0 | |
| dry run of a share | 2 | 0 | 0 | 0 | |
| create a share, link asked for | 2 | 1 | 3 | 0 | brief, share, trail |
| create a share, invitation by mail | 2 | 1 | 4 | 0 | brief, outbox, share, trail |
| create a share under an idempotency key | 2 | 1 | 4 | 0 | brief, result, share, trail |
| the same request again | 2 | 0 | 0 | 0 | |
| show a share | 2 | 0 | 0 | 0 | |
| show its activity | 3 | 0 | 0 | 0 | |
| extend a share | 2 | 1 | 2 | 0 | share, trail |
| set a password | 2 | 1 | 2 | 0 | share, trail |
| rotate, link asked for | 1 | 1 | 2 | 0 | share, trail |
| rotate, invitation by mail | 1 | 1 | 3 | 0 | outbox, share, trail |
| rotate under an idempotency key | 1 | 1 | 4 | 0 | outbox, result, share, trail |
| revoke under an idempotency key | 1 | 1 | 3 | 0 | result, share, trail |
| revoke again | 1 | 0 | 0 | 0 | |
| revoke a share | 1 | 1 | 2 | 0 | share, trail |
| announce a reference file | 2 | 1 | 2 | 0 | file, trail |
| settle a reference file | 2 | 1 | 2 | 2 | file, trail |
| anything without a token | 0 | 0 | 0 | 0 | |
| a forged link | 0 | 0 | 0 | 0 | |
| a garbled link | 0 | 0 | 0 | 0 | |
| peek | 1 | 0 | 0 | 0 | |
| open | 1 | 1 | 2 | 0 | share, trail |
| open the same visit again | 1 | 0 | 0 | 0 | |
| open without consent | 1 | 0 | 0 | 0 | |
| open with acknowledgement, the last access | 1 | 1 | 2 | 0 | share, trail |
| open an exhausted share | 1 | 0 | 0 | 0 | |
| ask for a new link | 1 | 1 | 3 | 0 | outbox, share, trail |
| open with the password | 3 | 2 | 4 | 0 | share, 2 trail |
| open with a wrong password | 3 | 2 | 4 | 0 | share, 2 trail |
| the fifth wrong password | 3 | 2 | 5 | 0 | outbox, share, 2 trail |
| one more before the wait is over | 2 | 0 | 0 | 0 | |
| view a share of 1 task | 2 | 0 | 0 | 0 | |
| view a share of 5 tasks | 2 | 0 | 0 | 0 | |
| view a share of 20 tasks | 2 | 0 | 0 | 0 | |
| save 1 field | 1 | 1 | 3 | 0 | share, task, trail |
| save what stands already | 1 | 0 | 0 | 0 | |
| save 30 fields | 1 | 1 | 3 | 0 | share, task, trail |
| comment | 1 | 1 | 3 | 0 | share, task, trail |
| announce an upload | 1 | 1 | 3 | 0 | share, task, trail |
| announce it again | 1 | 0 | 0 | 0 | |
| settle an upload | 1 | 1 | 3 | 2 | share, task, trail |
| settle it again | 1 | 0 | 0 | 0 | |
| download | 1 | 1 | 2 | 0 | share, trail |
| remove an upload | 1 | 1 | 3 | 0 | share, task, trail |
| complete a task | 1 | 1 | 5 | 0 | outbox, run, share, task, trail |
| complete the last task | 1 | 1 | 5 | 0 | outbox, run, share, task, trail |
| complete it again | 1 | 0 | 0 | 0 | |
| read a receipt | 2 | 0 | 0 | 0 | |
| deliver when nothing waits | 1 | 0 | 0 | 0 | |
| deliver an invitation | 4 | 1 | 3 | 1 | no outbox, share, trail |
| record that an invitation arrived | 1 | 1 | 2 | 0 | share, trail |
| hear it again | 1 | 0 | 0 | 0 | |
| record that it came back | 1 | 1 | 3 | 0 | outbox, share, trail |
| tell the owner so | 3 | 0 | 0 | 2 | no outbox |
| deliver what a completion tells | 2 | 0 | 0 | 2 | no outbox |
| deliver what the last completion tells | 3 | 0 | 0 | 3 | no outbox |
| sweep with nothing due | 2 | 0 | 0 | 0 | |
| sweep with 3 due | 5 | 3 | 6 | 0 | 3 share, 3 trail |
| list 50 active shares by expiry | 2 | 0 | 0 | 0 | |
| list 50 active shares by accesses | 2 | 0 | 0 | 0 | |
";

/// Measures one operation after the other.
struct Books<'a> {
    house: &'a House,
    /// As a table has them.
    lines: Vec<String>,
}

impl<'a> Books<'a> {
    fn new(house: &'a House) -> Self {
        Self { house, lines: Vec::new() }
    }
}

impl<'a> operations::Books<'a> for Books<'a> {
    fn house(&self) -> &'a House {
        self.house
    }

    /// Does it, and notes what it cost and which items it touched.
    async fn note<T>(&mut self, name: &str, operation: impl Future<Output = T>) -> T {
        let before = rows(self.house).await;
        self.house.system.meter.take();
        let done = operation.await;
        let spent = self.house.system.meter.take();
        let touched = touched(&before, &rows(self.house).await);
        let (reads, transactions) = (spent.reads, spent.transactions);
        let (items, others) = (spent.items_written, spent.others);
        self.lines.push(format!("| {name} | {reads} | {transactions} | {items} | {others} |{touched} |"));
        done
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_costs_what_the_table_says() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let mut books = Books::new(&house);
    operations::every_operation(&mut books).await;
    assert_eq!(books.lines, TABLE.lines().skip(2).collect::<Vec<_>>());
}

type Rows = BTreeMap<(String, String), Value>;

async fn rows(house: &House) -> Rows {
    let mut rows = house.rows(Names::STATE).await;
    rows.extend(house.rows(Names::TRAIL).await);
    rows.into_iter().map(|row| ((row["pk"].to_string(), row["sk"].to_string()), row)).collect()
}

/// The kinds of the items that are new, changed or gone.
fn touched(before: &Rows, after: &Rows) -> String {
    let written = after.iter().filter(|(key, row)| before.get(*key) != Some(row)).map(|(_, row)| kind(row).to_owned());
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key)).map(|(_, row)| format!("no {}", kind(row)));
    let mut kinds: Vec<_> = written.chain(gone).collect();
    kinds.sort();
    let groups = kinds.chunk_by(String::eq).map(|same| match same.len() {
        1 => format!(" {}", same[0]),
        n => format!(" {n} {}", same[0]),
    });
    groups.collect::<Vec<_>>().join(",")
}

fn kind(row: &Value) -> &str {
    let sk = row["sk"].as_str().unwrap();
    match sk.split('#').next().unwrap() {
        "SHARE" => "share",
        "BRIEF" => "brief",
        "RUN" => "run",
        "TASK" => "task",
        "FILE" => "file",
        "OUTBOX" => "outbox",
        "RESULT" => "result",
        _ => "trail",
    }
}
