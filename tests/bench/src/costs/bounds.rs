//! The budgets that the design sets, held against what was measured.

use super::{bill::Bill, line::Line};
use crate::section::Goal;

/// Operation, round trips, items written at most. All names are those of the black-box tests' table.
const BOUNDS: [(&str, u32, u32); 14] = [
    ("a forged link", 0, 0),
    ("a garbled link", 0, 0),
    ("peek", 1, 0),
    ("open", 2, 4),
    ("view a share of 1 task", 2, 0),
    ("view a share of 20 tasks", 2, 0),
    ("save 1 field", 2, 3),
    ("save 30 fields", 2, 3),
    ("complete a task", 2, 5),
    ("complete the last task", 2, 5),
    ("revoke a share", 2, 3),
    ("rotate, link asked for", 2, 3),
    // The members' own row, and one query.
    ("list 50 active shares by expiry", 2, 0),
    ("list 50 active shares by accesses", 2, 0),
];

/// One goal for all bounds, and one for what a forged link may cost: nothing of any service.
pub(crate) fn goals(lines: &[Line]) -> Vec<Goal> {
    let found = |name: &str| lines.iter().find(|line| line.name == name).map(|line| &line.bill);
    let mut broken = Vec::new();
    for (name, round_trips, items) in BOUNDS {
        match found(name) {
            None => broken.push(format!("{name}: was not measured")),
            Some(bill) if bill.round_trips > round_trips || bill.items_written > items => {
                broken.push(format!("{name}: {} round trips, {} items", bill.round_trips, bill.items_written));
            }
            Some(_) => {}
        }
    }
    let told = if broken.is_empty() { format!("all {} kept", BOUNDS.len()) } else { broken.join("; ") };
    let free = ["a forged link", "a garbled link", "anything without a token"];
    let paid: Vec<_> = free.into_iter().filter(|name| found(name) != Some(&Bill::default())).collect();
    let nothing = if paid.is_empty() { "no call of any service".to_owned() } else { paid.join(", ") };
    vec![
        Goal { wanted: "the design's bounds on round trips and items".into(), found: told, met: broken.is_empty() },
        Goal { wanted: "a link that is none costs nothing".into(), found: nothing, met: paid.is_empty() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, round_trips: u32, items_written: u32) -> Line {
        let bill = Bill { round_trips, items_written, ..Bill::default() };
        Line { name: name.into(), naive: bill.clone(), bill }
    }

    #[test]
    fn a_bound_that_is_broken_and_an_operation_that_is_gone_are_told() {
        let mut lines: Vec<_> = BOUNDS.iter().map(|(name, trips, items)| line(name, *trips, *items)).collect();
        lines.push(line("anything without a token", 0, 0));
        assert!(goals(&lines).iter().all(|goal| goal.met));
        lines[2].bill.round_trips += 1;
        lines[0].bill.round_trips += 1;
        lines.retain(|line| line.name != "open");
        let goals = goals(&lines);
        assert!(goals.iter().all(|goal| !goal.met));
        let told = &goals[0].found;
        assert!(told.contains("peek: 2 round trips") && told.contains("open: was not measured"), "{told}");
        assert_eq!(goals[1].found, "a forged link");
    }
}
