//! Shares are brought within the very policies under which they were shown to lie outside.

use super::*;
use crate::faulty::Faults;

async fn apply_if(staff: &Staff<'_>, path: &str, etag: &str, share: &str) -> Reply {
    let request = staff.request("POST", &format!("{path}/apply")).header("if-match", etag);
    Reply::of(request.json(&json!({ "shares": [share] }))).await
}

/// A share of thirty days, and the `ETag` of the list that shows it outside.
async fn shown(house: &House, path: &str) -> (Share, String) {
    let olivia = house.staff("olivia");
    let share = house.staff("carla").share(|terms| terms["expiry"] = json!({ "days": 60 })).await;
    olivia.patch(ORG, &json!({ "max_expiry_days": 30 })).await.expect(200);
    let list = olivia.patch(&format!("{path}?dry_run=true"), &json!({})).await.expect(200);
    assert_eq!(list.body["outside"][0]["share"], share.id);
    assert_eq!(list.header("etag"), format!("\"{}\"", list.body["version"]));
    (share, list.header("etag").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_is_applied_and_nothing_once_a_layer_is_another() {
    for path in [ORG, PROJECT] {
        for layer in [ORG, PROJECT] {
            let house = House::open().await;
            let olivia = house.staff("olivia");
            let (share, etag) = shown(&house, path).await;
            olivia.patch(layer, &json!({ "max_expiry_days": 20 })).await.expect(200);
            assert_eq!(
                apply_if(&olivia, path, &etag, &share.id).await.expect(412).problem(),
                "stale",
                "{path} {layer}"
            );
            let kinds = house.staff("carla").trail(&share.id).await;
            assert!(!kinds.iter().any(|kind| kind == "share.policy_applied"), "{kinds:?}");
        }
        let house = House::open().await;
        let (olivia, (share, etag)) = (house.staff("olivia"), shown(&house, path).await);
        for outcome in ["applied", "already"] {
            let applied = apply_if(&olivia, path, &etag, &share.id).await.expect(200).body;
            assert_eq!(applied["shares"][0]["outcome"], outcome);
        }
        apply_if(&olivia, path, "version one", &share.id).await.expect(400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_of_a_project_moves_with_its_org_and_that_of_an_org_with_its_projects() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let etags = async || {
        let of = async |path| olivia.get(path).await.expect(200).header("etag").to_owned();
        [of(ORG).await, of(PROJECT).await]
    };
    let etag = |version| format!("\"{version}\"");
    assert_eq!(etags().await, [etag(0), etag(0)]);
    olivia.patch(ORG, &json!({ "max_expiry_days": 30 })).await.expect(200);
    assert_eq!(etags().await, [etag(1), etag(1)]);
    let refused = patch_if(&olivia, PROJECT, &etag(0), &json!({ "max_expiry_days": 20 })).await.expect(412);
    assert_eq!(refused.problem(), "stale", "it was decided under another org");
    let changed = patch_if(&olivia, PROJECT, &etag(1), &json!({ "max_expiry_days": 20 })).await.expect(200);
    assert_eq!((changed.header("etag"), etags().await), (&*etag(2), [etag(2), etag(2)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_changes_between_two_shares_is_not_applied_to_the_second() {
    for layer in [ORG, PROJECT] {
        let faults = Faults::default();
        let house = House::with(|options| faults.under(options)).await;
        let (olivia, (first, _)) = (house.staff("olivia"), shown(&house, ORG).await);
        let second = house.staff("carla").create(|terms| terms["expiry"] = json!({ "days": 30 })).await;
        olivia.patch(ORG, &json!({ "max_expiry_days": 25 })).await.expect(200);
        let list = olivia.patch(&format!("{ORG}?dry_run=true"), &json!({})).await.expect(200);
        assert_eq!(list.body["outside"].as_array().unwrap().len(), 2);

        let mut held = faults.hold("TransactWriteItems");
        let change = async {
            held.arrived().await;
            olivia.patch(layer, &json!({ "max_expiry_days": 20 })).await.expect(200);
            held.release();
        };
        let request = olivia.request("POST", &format!("{ORG}/apply")).header("if-match", list.header("etag"));
        let request = request.json(&json!({ "shares": [first.id, second.id] }));
        let (applied, ()) = tokio::join!(Reply::of(request), change);
        assert_eq!(applied.expect(412).problem(), "stale", "{layer}");
        let kinds = house.staff("carla").trail(&second.id).await;
        assert!(!kinds.iter().any(|kind| kind == "share.policy_applied"), "{layer}: {kinds:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_shares_of_one_request_are_both_changed_also_under_a_key() {
    let house = House::open().await;
    let (olivia, (first, _)) = (house.staff("olivia"), shown(&house, ORG).await);
    let second = house.staff("carla").create(|terms| terms["expiry"] = json!({ "days": 29 })).await;
    olivia.patch(ORG, &json!({ "max_expiry_days": 20 })).await.expect(200);
    let both = json!({ "shares": [first.id, second.id] });
    for outcome in ["applied", "already"] {
        let applied = olivia.post_once(&format!("{ORG}/apply"), "one", &both).await.expect(200).body;
        let told = [0, 1].map(|n| (&applied["shares"][n]["share"], &applied["shares"][n]["outcome"]));
        assert_eq!(told, [(&json!(first.id), &json!(outcome)), (&json!(second.id), &json!(outcome))]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_is_moved_back_to_the_products_notice_opens_with_its_text() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    olivia.patch(ORG, &json!({ "notice": { "es": "Nuestro aviso" } })).await.expect(200);
    let share = house.staff("carla").share(|terms| terms["recipient"]["locale"] = json!("es")).await;
    olivia.patch(ORG, &json!({ "notice": { "es": null } })).await.expect(200);
    let applied = olivia.post(&format!("{ORG}/apply"), &json!({ "shares": [share.id] })).await.expect(200).body;
    assert_eq!(applied["shares"][0]["outcome"], "applied");
    let page = house.guest().come(&share).await.expect(200).text;
    assert!(!page.contains("Nuestro aviso"), "{page}");
    house.guest().open(&share).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_goes_on_behind_its_cursor_and_takes_that_of_no_other_list() {
    let house = House::open().await;
    let (olivia, carla) = (house.staff("olivia"), house.staff("carla"));
    let (share, _) = shown(&house, ORG).await;
    carla.create(|_| {}).await;
    let dry = async |cursor: &str| olivia.patch(&format!("{ORG}?dry_run=true&cursor={cursor}"), &json!({})).await;
    assert_eq!(dry("procurement/").await.expect(200).body["outside"][0]["share"], share.id);
    assert_eq!(dry("tower/").await.expect(200).body["outside"], json!([]), "what is before it was told");
    let cursor = async |sort: &str| {
        let list = carla.get(&format!("/v1/shares?project=procurement&limit=1&sort={sort}")).await.expect(200).body;
        list["cursor"].as_str().unwrap().to_owned()
    };
    let (by_expiry, by_accesses) = (cursor("expiry").await, cursor("accesses").await);
    dry(&format!("procurement/{by_expiry}")).await.expect(200);
    dry(&format!("procurement/{by_accesses}")).await.expect(400);
}
