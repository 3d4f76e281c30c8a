//! What every operation costs at AWS: the black-box tests' table of operations is driven once, and each call
//! that leaves the SDK is billed by AWS's rules.

pub(crate) mod bill;
mod books;
mod bounds;
mod index;
pub(crate) mod ledger;
mod line;
mod naive;
mod prices;
mod size;
mod tables;

use std::fmt::Write as _;

use vestibule_local::SystemOptions;
use vestibule_tests::house::House;

use crate::{
    failure::Failure,
    section::{Goal, Section},
};
use books::Books;
use ledger::Ledger;
use line::Line;

/// A house whose functions' calls are all in the ledger.
pub(crate) async fn watched(ledger: &Ledger, instant: &str, change: impl FnOnce(&mut SystemOptions)) -> House {
    let ledger = ledger.clone();
    let house = House::at_with(instant, |options| {
        change(options);
        let timeouts = aws_smithy_types::timeout::TimeoutConfig::disabled;
        options.time_limit = Some(std::time::Duration::from_mins(10));
        options.account = Box::new(move |_, account| account.watched_by(ledger.interceptor()).waiting(timeouts()));
    });
    house.await
}

pub(crate) async fn measure() -> Result<Section, Failure> {
    let ledger = Ledger::default();
    let house = watched(&ledger, "2026-11-23T12:00:00Z", |_| {}).await;
    let indexes = index::of_the_template()?;
    let lines = Books::of_everything(&house, ledger, indexes).await;
    house.system.stop().await;
    let text =
        format!("{}\n\n{}\n\n{}\n\n{}", intro(), table(&lines)?.trim_end(), naive::ASSUMPTIONS.trim(), prices::notes());
    let mut goals = bounds::goals(&lines);
    goals.push(fewer_round_trips(&lines));
    Ok(Section { name: "costs", title: "What operations cost at AWS", text, goals })
}

fn intro() -> &'static str {
    "Each call is counted where the SDK sends it, and billed by AWS's rules (DynamoDB developer guide, \"Item sizes and\n\
     formats\", \"DynamoDB read and write operations\", \"Global secondary indexes\"): a read unit is 4 kB, rounded up\n\
     for each item, or once for what a query examined, half of it where the read may be stale; a write unit is 1 kB\n\
     of the larger of an item's old and new form, rounded up, twice in a transaction, condition checks included; each\n\
     index entry that changes is written once more, and twice where it moves. Dollars are per million operations."
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
            bill.round_trips,
            bill.items_read,
            units(bill.half_reads),
            bill.items_written,
            bill.writes,
            others.join(", "),
            prices::of(bill)?,
            naive.round_trips,
            units(naive.half_reads),
            naive.writes,
            prices::of(naive)?,
        )?;
    }
    Ok(text)
}

/// `3` or `3.5`, of twice as many halves.
fn units(halves: u64) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

fn fewer_round_trips(lines: &[Line]) -> Goal {
    let more: Vec<_> = lines.iter().filter(|line| line.bill.round_trips > line.naive.round_trips).collect();
    let found = match more.as_slice() {
        [] => {
            let sum = |of: fn(&Line) -> u32| lines.iter().map(of).sum::<u32>();
            format!(
                "{} against {} for all {} together",
                sum(|line| line.bill.round_trips),
                sum(|line| line.naive.round_trips),
                lines.len()
            )
        }
        more => more.iter().map(|line| line.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    Goal { wanted: "no operation takes more round trips than its naive variant".into(), found, met: more.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::{bill::Bill, *};

    #[test]
    fn an_operation_with_more_round_trips_than_its_naive_variant_is_named() {
        let bill = |round_trips| Bill { round_trips, ..Bill::default() };
        let line = |name: &str, ours, naive| Line { name: name.into(), bill: bill(ours), naive: bill(naive) };
        assert!(fewer_round_trips(&[line("peek", 1, 1), line("open", 2, 5)]).met);
        let goal = fewer_round_trips(&[line("peek", 2, 1), line("open", 2, 5)]);
        assert!(!goal.met && goal.found == "peek", "{goal:?}");
    }
}
