//! The sweep works for the shares that are due, not for the others.

use std::fmt::Write as _;

use jiff::SignedDuration;
use vestibule_tests::costs::{Bill, Call, CallLog};

use crate::{
    crowd::{Crowd, Dues, Seeds},
    failure::Failure,
    machine, processor,
    section::{Goal, Section},
    statistics::{grouped, median},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Among how many shares, the fewest first
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    among: Vec<usize>,
    /// How many of them are due
    #[arg(long, default_value_t = 1000)]
    due: usize,
    /// How often each is swept, in turns
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// What sweeps among one crowd took.
#[derive(Debug, Default)]
struct Taken {
    seconds: Vec<f64>,
    bills: Vec<Bill>,
    /// The due index's own entries that its queries went through.
    examined: u32,
}

pub(crate) async fn measure(options: &Options) -> Result<Section, Failure> {
    let seeds = Seeds::sown(Dues { hours: options.rounds, each: options.due }).await?;
    let mut crowds = Vec::new();
    for shares in &options.among {
        crowds.push((seeds.grown(*shares).await?, Taken::default()));
    }
    for _ in 0..options.rounds {
        for (crowd, taken) in &mut crowds {
            sweep(crowd, taken, options.due).await?;
        }
    }
    let mut found = Vec::new();
    for (crowd, taken) in crowds {
        crowd.house.system.stop().await;
        found.push((crowd.shares, taken));
    }
    section(options, &found)
}

/// Lets the next shares fall due, and sweeps.
async fn sweep(crowd: &Crowd, taken: &mut Taken, due: usize) -> Result<(), Failure> {
    crowd.house.pass(SignedDuration::from_hours(1));
    crowd.calls.take();
    let before = processor::spent()?;
    let recorded = crowd.house.system.sweep().await?;
    taken.seconds.push(processor::spent()?.saturating_sub(before).as_secs_f64());
    if recorded as usize != due {
        return Err(format!("{recorded} expiries were recorded where {due} were due").into());
    }
    let (bill, examined) = billed(&crowd.calls);
    taken.bills.push(bill);
    taken.examined = examined;
    Ok(())
}

/// Calls and items. Units are left to the costs: here nobody knows the items' old form, and what a query examined is
/// rounded up in each shard, into which shares fall at random.
fn billed(calls: &CallLog) -> (Bill, u32) {
    let (mut bill, mut examined_by_queries) = (Bill::default(), 0);
    for call in calls.take() {
        match call {
            Call::Get { asked, consistent, found } => bill.get(asked, consistent, &found),
            Call::Query { consistent, examined, found, .. } => {
                examined_by_queries += examined;
                bill.query(consistent, examined, &found);
            }
            Call::Write { writes, .. } => {
                bill.writes += 1;
                bill.items_written += u32::try_from(writes.len()).unwrap_or(u32::MAX);
            }
            Call::Other(call) => *bill.others.entry(call).or_default() += 1,
        }
    }
    bill.half_read_units = 0;
    (bill, examined_by_queries)
}

fn section(options: &Options, found: &[(usize, Taken)]) -> Result<Section, Failure> {
    let (fewest, first) = found.first().ok_or("nothing to sweep among")?;
    let base = median(&first.seconds);
    let mut text = format!(
        "{} shares are due, among more and more that are not. The shares were made by the product and copied into the\n\
         embedded DynamoDB's file. Each row is the median of {} sweeps, in turns, on {}; time is processor time of product and\n\
         database together, both of them {}.\n\n\
         | active shares | calls | items read | index entries examined | items written | time, as a multiple of the first row |\n\
         |--:|--:|--:|--:|--:|--:|\n",
        grouped(options.due),
        options.rounds,
        machine::described(),
        machine::BUILT,
    );
    for (shares, taken) in found {
        let bill = taken.bills.last().ok_or("nothing was swept")?;
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {:.2} |",
            grouped(*shares),
            grouped(bill.round_trips() as usize),
            grouped(bill.items_read as usize),
            grouped(taken.examined as usize),
            grouped(bill.items_written as usize),
            median(&taken.seconds) / base,
        )?;
    }
    let (most, last) = found.last().ok_or("nothing to sweep among")?;
    let same = found.iter().flat_map(|(_, taken)| &taken.bills).all(|bill| Some(bill) == first.bills.first());
    let counts = Goal {
        wanted: "calls and items are the same among however many others".into(),
        found: if same { "equal in every sweep" } else { "they differ" }.into(),
        met: same,
    };
    let times = format!("time among {} at most 1.2 × that among {}", grouped(*most), grouped(*fewest));
    let ratio = Goal::at_most(times, (median(&last.seconds) / base, 1.2), |n| format!("{n:.2} ×"));
    Ok(Section { name: "sweep", title: "The sweep among many shares", text, goals: vec![counts, ratio] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(seconds: f64, round_trips: u32) -> Taken {
        let bill = Bill { reads: round_trips, ..Bill::default() };
        Taken { seconds: vec![seconds; 3], bills: vec![bill; 3], examined: 1 }
    }

    fn missed(last: Taken) -> usize {
        let options = Options { among: vec![10, 100], due: 1, rounds: 3 };
        section(&options, &[(10, taken(1.0, 3)), (100, last)]).unwrap().missed().len()
    }

    #[test]
    fn a_call_more_and_a_slower_sweep_are_missed_goals() {
        assert_eq!(missed(taken(1.19, 3)), 0);
        assert_eq!(missed(taken(1.21, 3)), 1);
        assert_eq!(missed(taken(1.0, 4)), 1);
    }
}
