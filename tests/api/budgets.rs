//! What each operation costs, counted and not timed: round trips to DynamoDB, items written and which, calls of
//! other services. DESIGN §3 sets the bounds; what is measured here stands in the table below to the last digit.

mod guests;
mod staff;
mod timers;

use std::future::Future;

use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::House;

/// Of staff requests, the one read includes the member's own row: roles are rows, not claims.
const TABLE: &str = "\
| operation | reads | transactions | items written | other calls | which items |
|---|---|---|---|---|---|
";

/// Measures one operation after the other.
struct Books<'a> {
    house: &'a House,
    lines: Vec<String>,
}

impl<'a> Books<'a> {
    fn new(house: &'a House) -> Self {
        Self { house, lines: Vec::new() }
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
        self.lines.push(format!("| {name} | {reads} | {transactions} | {items} | {others} | {touched} |"));
        done
    }

    /// The lines, as a table has them.
    fn close(self) -> Vec<String> {
        self.lines
    }
}

async fn rows(house: &House) -> Vec<Value> {
    let mut rows = house.rows(Names::STATE).await;
    rows.extend(house.rows(Names::TRAIL).await);
    rows
}

/// The kinds of the items that are new, changed or gone.
fn touched(before: &[Value], after: &[Value]) -> String {
    let there = |rows: &[Value], row: &Value| rows.iter().any(|r| r["pk"] == row["pk"] && r["sk"] == row["sk"]);
    let written = after.iter().filter(|row| !before.contains(row)).map(|row| kind(row).to_owned());
    let gone = before.iter().filter(|row| !there(after, row)).map(|row| format!("no {}", kind(row)));
    let mut kinds: Vec<_> = written.chain(gone).collect();
    kinds.sort();
    let groups = kinds.chunk_by(String::eq).map(|same| match same.len() {
        1 => same[0].clone(),
        n => format!("{n} {}", same[0]),
    });
    groups.collect::<Vec<_>>().join(", ")
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
