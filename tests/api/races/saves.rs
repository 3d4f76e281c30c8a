//! Two tabs, two saves, a push in between: nothing that was typed is lost or overwritten unseen.

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use super::{ROUNDS, details};
use crate::house::{Guest, House, Share, at_once, run, statuses};

async fn opened<'a>(house: &'a House, run: &str) -> (Share, Guest<'a>) {
    let share = house.staff("carla").share_in(run, |_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

fn save(guest: &Guest<'_>, share: &Share, base: u64, answers: Value) -> RequestBuilder {
    let draft = json!({ "base": base, "answers": answers });
    guest.request("POST", &format!("/p/{}/tasks/details/draft", share.id)).json(&draft)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_saves_of_different_fields_at_once_are_both_kept() {
    let house = House::open().await;
    for round in 0..ROUNDS {
        let run = format!("run-{round}");
        let (share, guest) = opened(&house, &run).await;
        let name = save(&guest, &share, 0, json!({ "legal_name": "Souza Metais" }));
        let employees = save(&guest, &share, 0, json!({ "employees": "12" }));

        let replies = at_once(vec![name, employees]).await;

        assert_eq!(statuses(&replies), [(200, 2)]);
        let mut versions: Vec<_> = replies.iter().map(|reply| reply.body["version"].as_u64().unwrap()).collect();
        versions.sort_unstable();
        assert_eq!(versions, [1, 2]);
        let stands = details(&house, &run).await["answers"].clone();
        assert_eq!(stands, json!({ "legal_name": "Souza Metais", "employees": "12" }));
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_saves_of_one_field_at_once_the_second_is_shown_the_first() {
    let house = House::open().await;
    for round in 0..ROUNDS {
        let run = format!("run-{round}");
        let (share, guest) = opened(&house, &run).await;
        let ana = save(&guest, &share, 0, json!({ "legal_name": "Ana" }));
        let bia = save(&guest, &share, 0, json!({ "legal_name": "Bia" }));

        let replies = at_once(vec![ana, bia]).await;

        assert_eq!(statuses(&replies), [(200, 1), (409, 1)]);
        let kept = if replies[0].status == 200 { "Ana" } else { "Bia" };
        let refused = replies.iter().find(|reply| reply.status == 409).unwrap();
        assert_eq!(refused.body["code"], "changed_elsewhere");
        assert_eq!(refused.body["fields"], json!({ "legal_name": kept }));
        assert_eq!(refused.body["version"], 1);
        assert_eq!(details(&house, &run).await["answers"], json!({ "legal_name": kept }));
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_tab_may_fill_other_fields_and_has_to_look_before_it_overwrites() {
    let house = House::open().await;
    let (share, guest) = opened(&house, "kyc").await;
    let draft = format!("/p/{}/tasks/details/draft", share.id);
    let send = |base: u64, answers: Value| json!({ "base": base, "answers": answers });
    guest.post(&draft, &send(0, json!({ "legal_name": "Souza" }))).await.expect(200);

    let other = guest.post(&draft, &send(0, json!({ "employees": "12" }))).await.expect(200);
    assert_eq!(other.body["version"], 2);
    let same = guest.post(&draft, &send(0, json!({ "legal_name": "Souza" }))).await.expect(200);
    assert_eq!(same.body["version"], 2, "what stands already changes nothing");
    let both = send(0, json!({ "legal_name": "Souza Metais", "employees": "13" }));
    let refused = guest.post(&draft, &both).await.expect(409);
    assert_eq!(refused.body["fields"], json!({ "legal_name": "Souza", "employees": "12" }));
    assert_eq!(refused.body["version"], 2);
    let seen = send(2, json!({ "legal_name": "Souza Metais", "employees": null }));
    guest.post(&draft, &seen).await.expect(200);

    assert_eq!(details(&house, "kyc").await["answers"], json!({ "legal_name": "Souza Metais" }));
    let cleared = guest.post(&draft, &send(2, json!({ "employees": "14" }))).await.expect(409);
    assert_eq!(cleared.body["fields"], json!({ "employees": null }), "a cleared field does not come back unseen");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_sent_ten_times_at_once_is_there_once() {
    let house = House::open().await;
    let (share, guest) = opened(&house, "kyc").await;
    let comment = json!({ "id": "cmt_0000000000000000000001", "text": "Is a scan enough?" });
    let path = format!("/p/{}/tasks/details/comments", share.id);

    let replies = at_once((0..10).map(|_| guest.request("POST", &path).json(&comment)).collect()).await;

    assert_eq!(statuses(&replies), [(201, 10)]);
    let comments = details(&house, "kyc").await["comments"].clone();
    assert_eq!((comments.as_array().unwrap().len(), &comments[0]["text"]), (1, &json!("Is a scan enough?")));
    assert_eq!(house.staff("carla").trail(&share.id).await[3..], ["share.commented"]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_different_comments_at_once_are_all_there() {
    let house = House::open().await;
    let (share, guest) = opened(&house, "kyc").await;
    let path = format!("/p/{}/tasks/details/comments", share.id);
    let comment = |n: usize| json!({ "id": format!("cmt_00000000000000000000{n:02}"), "text": format!("{n}") });

    let replies = at_once((0..20).map(|n| guest.request("POST", &path).json(&comment(n))).collect()).await;

    assert_eq!(statuses(&replies), [(201, 20)]);
    let comments = details(&house, "kyc").await["comments"].clone();
    assert_eq!(comments.as_array().unwrap().len(), 20);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_and_a_save_at_once_lose_neither() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for round in 0..ROUNDS {
        let name = format!("run-{round}");
        let (share, guest) = opened(&house, &name).await;
        let mut changed = run();
        changed["tasks"][1]["title"] = json!("Details of the company");
        let push = carla.request("PUT", &format!("/v1/projects/procurement/runs/{name}")).json(&changed);

        let replies = at_once(vec![push, save(&guest, &share, 0, json!({ "legal_name": "Souza Metais" }))]).await;

        assert_eq!(statuses(&replies), [(200, 2)]);
        let task = details(&house, &name).await;
        assert_eq!(task["title"], "Details of the company");
        assert_eq!(task["answers"], json!({ "legal_name": "Souza Metais" }));
    }
    house.balance().await;
}
