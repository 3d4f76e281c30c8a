//! The budgets that the design sets, held against what was measured.

use vestibule_tests::costs::{BOUNDS, Bill, broken};

use super::line::Line;
use crate::section::Goal;

/// One goal for all bounds, and one for what a forged link may cost: nothing of any service.
pub(crate) fn goals(lines: &[Line]) -> Vec<Goal> {
    let found = |name: &str| lines.iter().find(|line| line.name == name).map(|line| &line.bill);
    let broken = broken(found);
    let told = if broken.is_empty() { format!("all {} kept", BOUNDS.len()) } else { broken.join("; ") };
    let free = ["a forged link", "a garbled link", "anything without a token"];
    let paid: Vec<_> = free.into_iter().filter(|name| found(name) != Some(&Bill::default())).collect();
    let nothing = if paid.is_empty() { "no call of any service".to_owned() } else { paid.join(", ") };
    vec![
        Goal {
            wanted: "the design's bounds on reads, transactions and write units".into(),
            found: told,
            met: broken.is_empty(),
        },
        Goal { wanted: "a link that is none costs nothing".into(), found: nothing, met: paid.is_empty() },
        fewer_round_trips(lines),
    ]
}

fn fewer_round_trips(lines: &[Line]) -> Goal {
    let more: Vec<_> = lines.iter().filter(|line| line.bill.round_trips() > line.naive.round_trips()).collect();
    let found = match more.as_slice() {
        [] => {
            let sum = |of: fn(&Line) -> &Bill| lines.iter().map(|line| of(line).round_trips()).sum::<u32>();
            let (ours, naive) = (sum(|line| &line.bill), sum(|line| &line.naive));
            format!("{ours} against {naive} for all {} together", lines.len())
        }
        more => more.iter().map(|line| line.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    Goal { wanted: "no operation takes more round trips than its naive variant".into(), found, met: more.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, reads: u32, naive: u32) -> Line {
        let bill = |reads| Bill { reads, ..Bill::default() };
        Line { name: name.into(), bill: bill(reads), naive: bill(naive) }
    }

    #[test]
    fn a_link_that_costs_something_and_an_operation_that_is_not_measured_are_told() {
        let goals = goals(&[line("a forged link", 1, 1), line("a garbled link", 0, 0)]);
        assert!(!goals[0].met && goals[0].found.contains("peek: was not measured"), "{}", goals[0].found);
        assert!(!goals[1].met && goals[1].found == "a forged link, anything without a token", "{}", goals[1].found);
    }

    #[test]
    fn an_operation_with_more_round_trips_than_its_naive_variant_is_named() {
        assert!(fewer_round_trips(&[line("peek", 1, 1), line("open", 2, 5)]).met);
        let goal = fewer_round_trips(&[line("peek", 2, 1), line("open", 2, 5)]);
        assert!(!goal.met && goal.found == "peek", "{goal:?}");
    }
}
