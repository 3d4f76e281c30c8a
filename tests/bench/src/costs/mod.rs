//! What every operation costs at AWS: the black-box tests' table of operations is driven once, and each call
//! that leaves the SDK is billed by AWS's rules.

mod books;
mod goals;
mod line;
mod naive;
mod prices;

use std::fmt::Write as _;

use vestibule_tests::costs::{self, CallLog};

use crate::{failure::Failure, section::Section};
use books::Books;
use line::Line;

pub(crate) async fn measure() -> Result<Section, Failure> {
    let calls = CallLog::default();
    let house = costs::watched(&calls, "2026-11-23T12:00:00Z", |_| {}).await;
    let lines = Books::of_everything(&house, calls).await;
    house.system.stop().await;
    let text =
        format!("{}\n\n{}\n\n{}\n\n{}", intro(), table(&lines)?.trim_end(), naive::ASSUMPTIONS.trim(), prices::notes());
    let goals = goals::goals(&lines);
    Ok(Section { name: "costs", title: "What operations cost at AWS", text, goals })
}

fn intro() -> &'static str {
    "Each call is counted where the SDK sends it, and billed by AWS's rules (DynamoDB developer guide, \"Item sizes and\n\
     formats\", \"DynamoDB read and write operations\", \"Global secondary indexes\"): a read unit is 4 kB, rounded up\n\
     for each item, or once for what a query examined, half of it where the read may be stale; a write unit is 1 kB\n\
     of the larger of an item's old and new form, rounded up, twice in a transaction, condition checks included; each\n\
     entry of an index (keys only) that comes or goes is written once, and twice where it moves. Dollars are per million operations."
}

fn table(lines: &[Line]) -> Result<String, Failure> {
    let mut text =
        "| operation | round trips | items read | read units | items written | write units | other calls | $ \
                    | naive: round trips | read units | write units | $ |\n\
                    |---|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|\n"
            .to_owned();
    for Line { name, bill, naive } in lines {
        let others: Vec<_> = bill.others.iter().map(|(call, n)| format!("{n} {}", call.operation)).collect();
        writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {} | {:.2} | {} | {} | {} | {:.2} |",
            bill.round_trips(),
            bill.items_read,
            units(bill.half_read_units),
            bill.items_written,
            bill.write_units,
            others.join(", "),
            prices::of(bill)?,
            naive.round_trips(),
            units(naive.half_read_units),
            naive.write_units,
            prices::of(naive)?,
        )?;
    }
    Ok(text)
}

/// `3` or `3.5`, of twice as many halves.
fn units(halves: u64) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}
