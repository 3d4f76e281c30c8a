//! As many files as a guest may send come back, and others go in their place.

use jiff::SignedDuration;

use super::*;

const RUN: &str = "/v1/projects/procurement/runs/many";

async fn send_sixty(guest: &Guest<'_>, share: &Share, round: &str) {
    for n in 0..60 {
        let name = format!("{round}-{n}.pdf");
        guest.upload(share, "papers", "docs", &name, &[PDF, name.as_bytes()].concat()).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_files_come_back_and_sixty_others_go_in_their_place_again_and_again() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let docs = json!({ "id": "docs", "label": "Papers", "type": "file", "max": 60, "required": true });
    let papers = json!([{ "id": "papers", "title": "Papers", "fields": [docs] }]);
    carla.put(RUN, &json!({ "title": "Many", "tasks": papers })).await.expect(201);
    let scope = json!({ "type": "tasks", "run": "many", "tasks": ["papers"] });
    let share = carla.create(|terms| terms["scope"] = scope).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    send_sixty(&guest, &share, "first").await;
    guest.complete(&share, "papers").await.expect(200);

    let because = |reason: &str| json!({ "returned": [returned(("field", &json!("docs")), reason)] });
    let back = format!("{RUN}/tasks/papers/hand-back");
    let too_much = carla.post(&back, &because(&"長".repeat(1_000))).await.expect(422);
    assert_eq!(too_much.errors(), ["/returned too_much"]);
    for round in ["second", "third"] {
        house.pass(SignedDuration::from_hours(1));
        carla.post(&back, &because(&"x".repeat(1_000))).await.expect(200);
        send_sixty(&guest, &share, round).await;
        guest.complete(&share, "papers").await.expect(200);
    }
    let uploads = guest.task(&share, "papers").await["uploads"].as_array().unwrap().clone();
    let of = |state: &str| uploads.iter().filter(|file| file["state"] == state).count();
    assert_eq!((of("clean"), of("returned")), (60, 60), "the oldest gave way");
    let kept: BTreeSet<_> = uploads.iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert!(kept.iter().all(|name| name.starts_with("second") || name.starts_with("third")), "{kept:?}");
    let whole = carla.get(RUN).await.expect(200).body;
    let rounds = whole["tasks"][0]["handed_back"].as_array().unwrap();
    assert!(
        rounds.iter().all(|round| round["returned"].as_array().unwrap().len() == 60),
        "what came back is told of all"
    );
    house.balance().await;
}
