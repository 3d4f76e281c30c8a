//! Runs of many tasks: pushed in several transactions, read in pages, and never seen half-way.

mod lists;

use serde_json::{Value, json};

use crate::{
    faulty::{Extent, Fault, Faults},
    house::{House, Reply, Staff},
};

const RUN: &str = "/v1/projects/procurement/runs/large";

/// A flow of so many tasks with one field each.
fn flow(n: usize, title: &str) -> Value {
    let task = |n| {
        let field = json!({ "id": "note", "label": "Note", "type": "short_text" });
        json!({ "id": format!("t{n}"), "title": title, "fields": [field] })
    };
    json!({ "title": "Large", "tasks": (0..n).map(task).collect::<Vec<_>>() })
}

/// The tasks of all pages, and how many pages there are.
async fn read(staff: &Staff<'_>) -> (Vec<Value>, usize) {
    let (mut tasks, mut pages, mut address) = (Vec::new(), 0, RUN.to_owned());
    loop {
        let page = staff.get(&address).await.expect(200);
        assert!(page.text.len() < 6_000_000, "Lambda answers no more");
        tasks.extend(page.body["tasks"].as_array().unwrap().clone());
        pages += 1;
        let Some(cursor) = page.body["cursor"].as_str() else { return (tasks, pages) };
        address = format!("{RUN}?cursor={cursor}");
    }
}

async fn titles(staff: &Staff<'_>) -> Vec<String> {
    read(staff).await.0.iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_has_up_to_five_hundred_tasks_and_is_read_in_pages() {
    let house = House::open().await;
    let carla = house.staff("carla");

    let pushed = carla.put(RUN, &flow(500, "First")).await.expect(201);

    let (tasks, pages) = read(&carla).await;
    assert_eq!((tasks.len(), pages), (500, 10));
    assert_eq!(pushed.body, carla.get(RUN).await.body, "a push shows the first page");
    assert!(tasks.iter().enumerate().all(|(n, task)| task["id"] == format!("t{n}")));
    carla.put(RUN, &flow(500, "First")).await.expect(200);
    let refused = carla.put(RUN, &flow(501, "First")).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks task_count"]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_may_be_four_megabytes_long() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let flow = |description: usize| {
        let mut flow = flow(500, "First");
        for task in flow["tasks"].as_array_mut().unwrap() {
            task["description"] = json!("ç".repeat(description));
        }
        flow
    };
    assert_eq!(flow(3_900).to_string().len() / 100_000, 39);
    carla.put(RUN, &flow(3_900)).await.expect(201);
    let (tasks, pages) = read(&carla).await;
    assert!(tasks.len() == 500 && tasks[499]["description"].as_str().unwrap().len() == 7_800, "{pages} pages");

    let too_long = flow(3_900).to_string() + &" ".repeat(300_000);
    let request = carla.request("PUT", RUN).header("content-type", "application/json");
    assert_eq!(Reply::of(request.body(too_long)).await.expect(413).problem(), "too_large");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_guests_have_done_outlives_a_push_of_everything() {
    let house = House::open().await;
    let carla = house.staff("carla");
    carla.put(RUN, &flow(200, "First")).await.expect(201);
    let scope = json!({ "type": "tasks", "run": "large", "tasks": ["t3", "t150"] });
    let share = carla.create(|terms| terms["scope"] = scope).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "t3", json!({ "note": "done" })).await.expect(200);
    guest.complete(&share, "t3").await.expect(200);
    guest.save(&share, "t150", json!({ "note": "soon" })).await.expect(200);

    let refused = carla.put(RUN, &flow(200, "Second")).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks/3 task_done"]);
    let mut second = flow(200, "Second");
    second["tasks"][3]["title"] = json!("First");
    carla.put(RUN, &second).await.expect(200);

    let (tasks, _) = read(&carla).await;
    assert_eq!((&tasks[3]["state"], &tasks[3]["answers"]), (&json!("completed"), &json!({ "note": "done" })));
    assert_eq!((&tasks[150]["title"], &tasks[150]["answers"]), (&json!("Second"), &json!({ "note": "soon" })));
    house.balance().await;
}

/// Of a hundred tasks, one transaction begins the push, two stage the tasks, the last one makes them count.
const TRANSACTIONS: usize = 4;

/// Breaks every transaction of a push in either way, then pushes again.
async fn survives(before: Option<&str>, next: &str) {
    let faults = Faults::default();
    for fault in [Fault::Before, Fault::After] {
        for transaction in 1..=TRANSACTIONS {
            let house = House::with(|options| faults.under(options)).await;
            let carla = house.staff("carla");
            if let Some(title) = before {
                carla.put(RUN, &flow(100, title)).await.expect(201);
            }
            let context = format!("transaction {transaction}, {fault:?}, then {next}");

            faults.arm(at(transaction), Extent::Once, fault);
            carla.put(RUN, &flow(100, "Broken")).await.expect(503);
            assert_eq!(faults.calls().last().map(String::as_str), Some("TransactWriteItems"), "{context}");
            faults.heal();

            house.balance().await;
            let took = transaction == TRANSACTIONS && fault == Fault::After;
            match before {
                _ if took => assert_eq!(titles(&carla).await, vec!["Broken"; 100], "{context}: it was the last"),
                Some(title) => assert_eq!(titles(&carla).await, vec![title; 100], "{context}"),
                None => drop(carla.get(RUN).await.expect(404)),
            }
            let is_new = before.is_none() && !took;
            carla.put(RUN, &flow(100, next)).await.expect(if is_new { 201 } else { 200 });
            assert_eq!(titles(&carla).await, vec![next; 100], "{context}");
            house.balance().await;
        }
    }
}

/// Where the transactions of a push stand among its calls: after the member and what is pushed to. Once it has begun, it
/// looks whether another push has ended meanwhile.
fn at(transaction: usize) -> usize {
    2 + transaction + usize::from(transaction > 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_push_that_breaks_off_is_taken_up_by_sending_it_again() {
    survives(None, "Broken").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_push_that_breaks_off_does_not_stand_in_the_way_of_another() {
    survives(None, "Other").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_push_that_breaks_off_is_taken_up_by_sending_it_again() {
    survives(Some("First"), "Broken").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_push_that_breaks_off_can_be_taken_back() {
    survives(Some("First"), "First").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_is_overtaken_goes_on_where_it_was() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    carla.put(RUN, &flow(100, "First")).await.expect(201);
    for (n, transaction) in (1..=TRANSACTIONS).enumerate() {
        let title = format!("Round {n}");
        faults.arm(at(transaction), Extent::Once, Fault::Conflict);
        carla.put(RUN, &flow(100, &title)).await.expect(200);
        let written = faults.calls().iter().filter(|call| *call == "TransactWriteItems").count();
        faults.heal();
        assert_eq!(written, TRANSACTIONS + 1, "one of them twice");
        assert_eq!(titles(&carla).await, vec![title; 100]);
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_pushes_at_once_leave_one_of_the_two_flows() {
    let house = House::open().await;
    let (carla, olivia) = (house.staff("carla"), house.staff("olivia"));
    carla.put(RUN, &flow(100, "First")).await.expect(201);
    let (second, third) = (flow(100, "Second"), flow(101, "Third"));
    let (one, other) = tokio::join!(carla.put(RUN, &second), olivia.put(RUN, &third));
    // Where the longer one ends first, the shorter one leaves a task out.
    assert!([200, 422].contains(&one.status), "{one:?}");
    assert_eq!(other.expect(200).status, 200);
    let titles = titles(&carla).await;
    assert!(titles == vec!["Third"; 101] || titles == vec!["Second"; 100], "{titles:?}");
    house.balance().await;
}
