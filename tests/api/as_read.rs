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
async fn nothing_is_sent_but_what_was_shown_also_where_it_was_changed_in_another_tab_or_by_the_host() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let [(share, ana), _] = two(&house, &carla).await;
    let before = ana.completion(&share, "details").await;
    ana.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    crate::house::Reply::of(before).await.expect(412);
    let completion = ana.completion(&share, "details").await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_came_by_another_link_to_the_same_address_is_read_first() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let shared = async || {
        let share = carla.share(|terms| terms["scope"]["tasks"] = json!(["documents"])).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        (share, guest)
    };
    let ((share, ana), (other, mallory)) = (shared().await, shared().await);
    ana.upload(&share, "documents", "articles", "good.pdf", b"%PDF-1.7 good").await.expect(200);
    let good = ana.task(&share, "documents").await["uploads"][0]["id"].clone();
    let completion = ana.completion(&share, "documents").await;
    mallory.remove(&other, "documents", &good).await.expect(200);
    mallory.upload(&other, "documents", "articles", "evil.pdf", b"%PDF-1.7 evil").await.expect(200);
    assert_eq!(crate::house::Reply::of(completion).await.expect(412).problem(), "stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_that_is_sent_again_does_not_undo_a_handing_back() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let [(share, ana), _] = two(&house, &carla).await;
    ana.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let completion = ana.completion(&share, "details").await;
    let again = completion.try_clone().unwrap();
    crate::house::Reply::of(completion).await.expect(200);
    let back = json!({ "returned": [{ "field": "legal_name", "reason": "In full, please." }] });
    carla.post(&format!("{RUN}/tasks/details/hand-back"), &back).await.expect(200);
    assert_eq!(crate::house::Reply::of(again).await.expect(412).problem(), "stale");
    ana.complete(&share, "details").await.expect(200);
}
