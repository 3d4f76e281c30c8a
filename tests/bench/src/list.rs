//! A page of 50 active shares costs the same in a project of a thousand and in one of a hundred thousand.

use std::fmt::Write as _;
use vestibule_tests::{
    costs::{Bill, Call},
    house::Staff,
};

use crate::{
    crowd::{Crowd, Dues, Seeds},
    failure::Failure,
    machine, processor,
    section::{Goal, Section},
    statistics::{grouped, median},
};

const ORDERS: [(&str, &str); 4] = [
    ("by expiry, the next first", "sort=expiry"),
    ("by expiry, the last first", "sort=expiry&order=desc"),
    ("by accesses, the fewest first", "sort=accesses"),
    ("by accesses, the most first", "sort=accesses&order=desc"),
];

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Among how many shares of the project, the fewest first
    #[arg(long, value_delimiter = ',', default_value = "1000,100000")]
    among: Vec<usize>,
    /// How often each page is asked for, in turns
    #[arg(long, default_value_t = 41)]
    rounds: usize,
}

/// What one page took among one crowd.
#[derive(Debug)]
struct Taken {
    shares: usize,
    order: &'static str,
    seconds: Vec<f64>,
    /// The same each time, or the measurement fails.
    bill: Option<Page>,
}

/// What a page is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Page {
    bill: Bill,
    queries: u32,
    gets: u32,
}

pub(crate) async fn measure(options: &Options) -> Result<Section, Failure> {
    let seeds = Seeds::sown(Dues { hours: 0, each: 0 }).await?;
    let mut crowds = Vec::new();
    for shares in &options.among {
        crowds.push(seeds.grown(*shares).await?);
    }
    let carlas: Vec<_> = crowds.iter().map(|crowd| (crowd, crowd.house.staff("carla"))).collect();
    let mut pages = Vec::new();
    for (order, query) in ORDERS {
        let taken = |crowd: &Crowd| Taken { shares: crowd.shares, order, seconds: Vec::new(), bill: None };
        pages.extend(carlas.iter().map(|(crowd, carla)| (*crowd, carla, query, taken(crowd))));
    }
    for _ in 0..options.rounds {
        for (crowd, carla, query, taken) in &mut pages {
            page(crowd, carla, query, taken).await?;
        }
    }
    let found: Vec<_> = pages.into_iter().map(|(.., taken)| taken).collect();
    drop(carlas);
    for crowd in crowds {
        crowd.house.system.stop().await;
    }
    section(options, &found)
}

async fn page(crowd: &Crowd, carla: &Staff<'_>, query: &str, taken: &mut Taken) -> Result<(), Failure> {
    crowd.calls.take();
    let before = processor::spent()?;
    let listed = carla.get(&format!("/v1/shares?project=procurement&limit=50&{query}")).await.expect(200);
    taken.seconds.push(processor::spent()?.saturating_sub(before).as_secs_f64());
    if listed.body["shares"].as_array().map(Vec::len) != Some(50) {
        return Err("the page is not of 50 shares".into());
    }
    let mut page = Page { bill: Bill::default(), queries: 0, gets: 0 };
    for call in crowd.calls.take() {
        match call {
            Call::Get { asked, consistent, found } => {
                page.gets += 1;
                page.bill.get(asked, consistent, &found);
            }
            // Units follow from the sizes of the shares that happen to be on the page: items are what is compared.
            Call::Query { consistent, examined, .. } => {
                page.queries += 1;
                page.bill.query(consistent, examined, &[]);
            }
            other => return Err(format!("a list made the call {other:?}").into()),
        }
    }
    match &taken.bill {
        Some(before) if *before != page => Err(format!("a page cost {page:?}, before it cost {before:?}").into()),
        _ => {
            taken.bill = Some(page);
            Ok(())
        }
    }
}

fn section(options: &Options, found: &[Taken]) -> Result<Section, Failure> {
    let mut text = format!(
        "One page of 50 active shares of one project, as `GET /v1/shares` answers it. Each row is the median of {} pages, in\n\
         turns, on {}; time is processor time of product and database together, both of them {}.\n\n\
         | order | active shares | queries | other reads | items read | time, as a multiple of the first row |\n\
         |---|--:|--:|--:|--:|--:|\n",
        options.rounds,
        machine::described(),
        machine::BUILT,
    );
    let (mut worst, mut same) = (0_f64, true);
    for row in found.chunk_by(|a, b| a.order == b.order) {
        let first = row.first().ok_or("nothing was listed")?;
        for taken in row {
            let ratio = median(&taken.seconds) / median(&first.seconds);
            let page = taken.bill.as_ref().ok_or("nothing was listed")?;
            worst = worst.max(ratio);
            same &= taken.bill == first.bill;
            writeln!(
                text,
                "| {} | {} | {} | {} | {} | {ratio:.2} |",
                taken.order,
                grouped(taken.shares),
                page.queries,
                page.gets,
                page.bill.items_read,
            )?;
        }
    }
    let one = found.iter().all(|taken| taken.bill.as_ref().is_some_and(|page| (page.queries, page.gets) == (1, 3)));
    let calls = Goal {
        wanted: "the member's own row, one query and two batches".into(),
        found: if one { "so it is" } else { "it is not so" }.into(),
        met: one,
    };
    let counts = Goal {
        wanted: "calls and items read are the same among however many others".into(),
        found: if same { "equal in every order" } else { "they differ" }.into(),
        met: same,
    };
    let (fewest, most) = (found.first().map_or(0, |t| t.shares), found.last().map_or(0, |t| t.shares));
    let times = format!("time among {} at most 1.2 × that among {}", grouped(most), grouped(fewest));
    let ratio = Goal::at_most(times, (worst, 1.2), |n| format!("{n:.2} × in the slowest order"));
    Ok(Section { name: "list", title: "A page of many shares", text, goals: vec![calls, counts, ratio] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(shares: usize, seconds: f64, (queries, gets, items_read): (u32, u32, u32)) -> Taken {
        let page = Page { bill: Bill { items_read, ..Bill::default() }, queries, gets };
        Taken { shares, order: "any", seconds: vec![seconds], bill: Some(page) }
    }

    fn missed(last: Taken) -> usize {
        let options = Options { among: vec![10, 100], rounds: 1 };
        section(&options, &[taken(10, 1.0, (1, 3, 151)), last]).unwrap().missed().len()
    }

    #[test]
    fn a_query_more_an_item_more_and_a_slower_page_are_missed_goals() {
        assert_eq!(missed(taken(100, 1.19, (1, 3, 151))), 0);
        assert_eq!(missed(taken(100, 1.21, (1, 3, 151))), 1);
        assert_eq!(missed(taken(100, 1.0, (1, 3, 152))), 1);
        assert_eq!(missed(taken(100, 1.0, (2, 3, 151))), 2);
    }
}
