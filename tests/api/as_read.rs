//! Nothing is sent that its sender has not read: what somebody else, or the host, has changed since refuses a completion.

use serde_json::json;

use crate::house::{Guest, House, NO_BASIS, Share, Staff, run};

const RUN: &str = "/v1/projects/procurement/runs/kyc";

/// Two guests of one task, whose answers both may fill in.
async fn two<'a>(house: &'a House, carla: &Staff<'_>) -> [(Share, Guest<'a>); 2] {
    let of = async |name: &'static str| {
        let share = carla
            .share(|terms| {
                terms["scope"]["tasks"] = json!(["details"]);
                terms["recipient"] = json!({ "name": name, "email": format!("{name}@supplier.example") });
            })
            .await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        (share, guest)
    };
    [of("ana").await, of("bia").await]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_another_guest_changed_since_is_read_first() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let [(share, ana), (other, bia)] = two(&house, &carla).await;
    ana.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let completion = ana.completion(&share, "details").await;
    bia.save(&other, "details", json!({ "legal_name": "Mallory Ltda" })).await.expect(200);
    let before = carla.trail(&share.id).await;
    let refused = crate::house::Reply::of(completion).await.expect(412);
    assert_eq!((refused.problem(), carla.trail(&share.id).await), ("stale", before));
    ana.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let receipt = ana.complete(&share, "details").await.expect(200).body["receipt"].clone();
    assert_eq!(receipt["answers"]["legal_name"], "Souza Metais");
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_answer_since_is_known_and_a_description_is_not() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let [(share, ana), _] = two(&house, &carla).await;
    let completion = ana.completion(&share, "details").await;
    ana.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let again = completion.try_clone().unwrap();
    let mut other = run();
    other["tasks"][1]["description"] = json!("By this you accept our terms.");
    carla.put(RUN, &other).await.expect(200);
    crate::house::Reply::of(again).await.expect(412);
    carla.put(RUN, &run()).await.expect(200);
    crate::house::Reply::of(completion).await.expect(412);
    ana.complete(&share, "details").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_shows_what_is_sent_comes_back_as_it_is_and_says_so() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let [(share, ana), (other, bia)] = two(&house, &carla).await;
    ana.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let checked = format!("/p/{}?check=details", share.id);
    let page = ana.page(&checked).await.expect(200).text;
    let (_, basis) = page.split_once("name=\"basis\" value=\"").unwrap();
    let basis = basis.split_once('"').unwrap().0;
    bia.save(&other, "details", json!({ "legal_name": "Mallory Ltda" })).await.expect(200);
    let csrf = ana.csrf()[&share.id].clone();
    let send = format!("/p/{}/tasks/details/complete", share.id);
    let led = ana.form(&send, &[("csrf", &csrf), ("basis", basis)]).await.expect(303);
    assert_eq!(led.header("location"), format!("{checked}&changed=true"));
    let page = ana.page(led.header("location")).await.expect(200).text;
    for told in ["something here has changed since you looked", "Mallory Ltda", "name=\"basis\""] {
        assert!(page.contains(told), "{told} in {page}");
    }
    assert!(!ana.page(&checked).await.expect(200).text.contains("has changed since you looked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_says_what_was_read() {
    let house = House::open().await;
    let [(share, ana), _] = two(&house, &house.staff("carla")).await;
    let path = format!("/p/{}/tasks/details/complete", share.id);
    ana.post(&path, &json!({})).await.expect(400);
    let refused = ana.post(&path, &json!({ "basis": "3" })).await.expect(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/basis");
    ana.post(&path, &json!({ "basis": NO_BASIS })).await.expect(412);
}
