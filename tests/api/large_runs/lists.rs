//! Pushes of many steps: nobody's list is short of what is theirs, and nobody acts in what does not count yet.

use serde_json::{Value, json};

use super::RUN;
use crate::{
    faulty::{Extent, Fault, Faults},
    house::{House, Staff, step_id},
};

/// A flow of so many steps of one person's.
fn steps(n: usize, sub: &str, title: &str) -> Value {
    let step = json!({ "kind": "acknowledge", "assignees": [{ "member": sub }] });
    let task = |n| json!({ "id": format!("t{n}"), "title": title, "step": step });
    json!({ "title": "Large", "tasks": (0..n).map(task).collect::<Vec<_>>() })
}

/// All that somebody has to do.
async fn to_do(who: &Staff<'_>) -> usize {
    let (mut found, mut address) = (0, "/v1/steps".to_owned());
    loop {
        let page = who.get(&address).await.expect(200).body;
        found += page["steps"].as_array().unwrap().len();
        let Some(cursor) = page["cursor"].as_str() else { return found };
        address = format!("/v1/steps?cursor={cursor}");
    }
}

/// That Vera's hundred steps become Ivo's: one transaction begins it, three stage it, one makes it count and takes ninety
/// entries from her list, the last one ten.
const TRANSACTIONS: usize = 6;

/// As in the module above; before the last one, it reads the run as it stands.
fn at(transaction: usize) -> usize {
    3 + transaction + usize::from(transaction > 1) + usize::from(transaction == TRANSACTIONS)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_breaks_off_takes_nobodys_steps_out_of_their_list() {
    let faults = Faults::default();
    for transaction in 1..=TRANSACTIONS {
        let house = House::with(|options| faults.under(options)).await;
        let (carla, vera, ivo) = (house.staff("carla"), house.staff("vera"), house.staff("ivo"));
        carla.put(RUN, &steps(100, "vera", "First")).await.expect(201);
        faults.arm(at(transaction), Extent::Once, Fault::Before);
        carla.put(RUN, &steps(100, "ivo", "Second")).await.expect(503);
        assert_eq!(faults.calls().last().map(String::as_str), Some("TransactWriteItems"), "{transaction}");
        faults.heal();

        let counts = transaction == TRANSACTIONS;
        let theirs = (to_do(&vera).await, to_do(&ivo).await);
        assert_eq!(theirs, if counts { (0, 100) } else { (100, 0) }, "{transaction}");
        house.balance().await;
        if !counts {
            vera.decide(&step_id("large", "t99"), "acknowledge", None).await.expect(200);
            let refused = carla.put(RUN, &steps(100, "ivo", "Second")).await.expect(422);
            assert_eq!(refused.errors(), ["/tasks/99 task_done"]);
            assert_eq!((to_do(&vera).await, to_do(&ivo).await), (99, 0), "{transaction}");
        }
        let again = if counts { steps(100, "ivo", "Second") } else { steps(100, "vera", "First") };
        carla.put(RUN, &again).await.expect(200);
        assert_eq!((to_do(&vera).await, to_do(&ivo).await), if counts { (0, 100) } else { (99, 0) }, "{transaction}");
        house.balance().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_or_does_a_step_of_a_push_that_has_not_ended() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let (carla, vera, ivo) = (house.staff("carla"), house.staff("vera"), house.staff("ivo"));
    carla.put(RUN, &steps(90, "vera", "First")).await.expect(201);
    let mut more = steps(140, "ivo", "First");
    for n in 0..90 {
        more["tasks"][n] = steps(90, "vera", "First")["tasks"][n].clone();
    }
    faults.arm(at(4), Extent::Once, Fault::Before);
    carla.put(RUN, &more).await.expect(503);
    faults.heal();

    assert_eq!((to_do(&vera).await, to_do(&ivo).await), (90, 0));
    let step = step_id("large", "t100");
    ivo.get(&format!("/v1/steps/{step}")).await.expect(404);
    ivo.post(
        &format!("/v1/steps/{step}/respond"),
        &json!({ "decision": "acknowledge", "basis": format!("0.0.{}", "0".repeat(64)) }),
    )
    .await
    .expect(404);
    ivo.post(&format!("/v1/steps/{step}/comments"), &json!({ "text": "!" })).await.expect(404);
    let given = json!({ "from": { "member": "ivo" }, "to": "vera" });
    carla.post(&format!("{RUN}/tasks/t100/reassign"), &given).await.expect(404);
    house.balance().await;
    carla.put(RUN, &more).await.expect(200);
    assert_eq!((to_do(&vera).await, to_do(&ivo).await), (90, 50));
    house.balance().await;
}
