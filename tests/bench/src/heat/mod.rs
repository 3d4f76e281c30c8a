//! Where the writes of many guests of one project meet: DynamoDB gives each partition of a table or index 1,000 write
//! units a second, and no more.

mod key;

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::json;
use vestibule_tests::{
    costs::{self, CallLog, Charge, Tables},
    operations::{ACTS_OF_A_VISIT, Questions, whole_visit},
};

use crate::{
    failure::Failure,
    section::{Goal, Section},
    statistics::grouped,
};
use key::{GUESTS, Key};

const ACTS_A_SECOND: u32 = 1_700;
/// The runs that the guests are spread over.
const RUNS: u32 = 3;
/// Write units a second: a fifth below what a partition gives.
const LIMIT: f64 = 800.0;
/// Guests of each run whose visits are recorded.
const RECORDED_OF_A_RUN: u32 = 2;

/// The write units of one visit, by the kind of key that takes them.
type Visit = BTreeMap<Key, f64>;

pub(crate) async fn measure() -> Result<Section, Failure> {
    let few = visit(&Questions::few()).await?;
    let form = visit(&Questions::form()).await?;
    section(&few, &form)
}

/// Records whole visits, with the mails that they send, and divides.
async fn visit(questions: &Questions) -> Result<Visit, Failure> {
    let calls = CallLog::default();
    let house = costs::watched(&calls, "2026-11-23T12:00:00Z", |_| {}).await;
    let carla = house.staff("carla");
    let mut shares = Vec::new();
    for run in 1..=RUNS {
        let name = format!("onboarding-{run}");
        let task =
            |n| json!({ "id": format!("task-{n}"), "title": format!("Supplier {n}"), "fields": questions.fields });
        let tasks: Vec<_> = (1..=RECORDED_OF_A_RUN).map(task).collect();
        let pushed = json!({ "title": "Onboarding", "tasks": tasks });
        carla.put(&format!("/v1/projects/procurement/runs/{name}"), &pushed).await.expect(201);
        for n in 1..=RECORDED_OF_A_RUN {
            let task = format!("task-{n}");
            let scope = json!({ "type": "tasks", "run": name, "tasks": [task] });
            let share = carla.create(|terms| terms["scope"] = scope).await;
            shares.push((share, task));
        }
    }
    let mut tables = Tables::of(&house).await;
    calls.take();
    for (share, task) in &shares {
        whole_visit(&house, share, task, questions).await;
    }
    house.deliver().await;
    let calls = calls.take();
    house.system.stop().await;
    let charges = calls.iter().flat_map(|call| costs::charged(call, &mut tables));
    summed(charges, RUNS * RECORDED_OF_A_RUN)
}

fn summed(charges: impl Iterator<Item = Charge>, visits: u32) -> Result<Visit, Failure> {
    let mut sums = Visit::new();
    for charge in charges {
        let units = f64::from(u32::try_from(charge.units)?) / f64::from(visits);
        for key in Key::of(&charge)? {
            *sums.entry(key).or_default() += units;
        }
    }
    Ok(sums)
}

/// Write units a second that each key of a kind takes, the guests being spread evenly over so many runs.
fn rate(visit: &Visit, key: Key, runs: u32) -> f64 {
    let visits_a_second = f64::from(ACTS_A_SECOND) / f64::from(u32::try_from(ACTS_OF_A_VISIT).unwrap_or(u32::MAX));
    visit.get(&key).copied().unwrap_or_default() * visits_a_second / f64::from(key.how_many(runs))
}

/// The fewest runs over which the guests must be spread, so that no partition is above the limit.
fn fewest_runs(visit: &Visit) -> u32 {
    let cool = |runs: &u32| visit.keys().all(|key| rate(visit, *key, *runs) <= LIMIT);
    (1..=GUESTS).find(cool).unwrap_or(u32::MAX)
}

fn section(few: &Visit, form: &Visit) -> Result<Section, Failure> {
    let mut text = format!(
        "Whole visits of {RECORDED_OF_A_RUN} guests in each of {RUNS} runs were recorded, each guest in a task of their own, with the mails that\n\
         they sent; what one visit writes under each key is multiplied to {} guests of one project in the same {RUNS} runs, who\n\
         together act {} times a second ({ACTS_OF_A_VISIT} acts a visit). Once on small tasks, and once on forms of 30 fields with 3 kB of\n\
         answers. A partition gives 1,000 write units a second; the goal is a fifth below that.\n\n\
         | table or index | partition key | sort keys | of a kind | units a second each: small tasks | forms |\n\
         |---|---|---|--:|--:|--:|\n",
        grouped(GUESTS as usize),
        grouped(ACTS_A_SECOND as usize),
    );
    let mut keys: Vec<_> = few.keys().chain(form.keys()).copied().collect();
    keys.sort_by(|a, b| rate(form, *b, RUNS).total_cmp(&rate(form, *a, RUNS)).then(a.cmp(b)));
    keys.dedup();
    for key in &keys {
        let (place, partition, order) = key.told();
        let (few, form) = (rate(few, *key, RUNS), rate(form, *key, RUNS));
        let many = grouped(key.how_many(RUNS) as usize);
        writeln!(text, "| {place} | {partition} | {order} | {many} | {few:.1} | {form:.1} |")?;
    }
    let fewest = fewest_runs(few).max(fewest_runs(form));
    write!(
        text,
        "\nWhere sort keys rise, DynamoDB cannot split a partition between its writers; elsewhere it does so after some minutes\n\
         of heat, and nothing here waits for that. Guests who act at this pace in fewer than {fewest} runs would be slowed down by\n\
         the index that lists a run's records, and what is above its limit is tried again."
    )?;
    let rates = [few, form].into_iter().flat_map(|visit| visit.keys().map(|key| (rate(visit, *key, RUNS), *key)));
    let (units, hottest) = rates.max_by(|(a, _), (b, _)| a.total_cmp(b)).ok_or("nothing was written")?;
    let (place, partition, _) = hottest.told();
    let goals = vec![Goal::at_most(
        format!("in {RUNS} runs no partition takes more than {LIMIT:.0} write units a second"),
        (units, LIMIT),
        |units| format!("at most {units:.0}: {place}, {partition}"),
    )];
    Ok(Section { name: "heat", title: "Where the writes of many guests meet", text, goals })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(units: &[(Key, f64)]) -> Visit {
        units.iter().copied().collect()
    }

    fn missed(few: &Visit) -> usize {
        section(few, &visit(&[])).unwrap().missed().len()
    }

    #[test]
    fn a_rate_is_a_visit_s_units_at_the_guests_pace_divided_among_the_keys() {
        // 1,700 / 49 visits a second.
        let visit = visit(&[(Key::Place, 49.0), (Key::Share, 49.0)]);
        assert!((rate(&visit, Key::Place, 2) - 850.0).abs() < 1e-9);
        assert!((rate(&visit, Key::Share, 2) - 1700.0 / 5000.0).abs() < 1e-9);
        assert_eq!(fewest_runs(&visit), 3);
    }

    #[test]
    fn a_hot_key_is_a_missed_goal_whichever_it_is() {
        let cool = [(Key::Place, 60.0), (Key::Run, 60.0), (Key::Progress, 1.0)];
        assert_eq!(missed(&visit(&cool)), 0);
        for key in [Key::Place, Key::Run, Key::Progress] {
            let hot = cool.iter().copied().chain([(key, 70.0)]);
            assert_eq!(missed(&hot.collect()), 1, "{key:?}");
        }
    }
}
