//! The active shares of a project: in either order, page by page, and only those that still live.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{House, Reply, Staff, run, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn list(staff: &Staff<'_>, query: &[(&str, &str)]) -> Reply {
    let parameters: Vec<_> = query.iter().map(|(name, value)| format!("&{name}={}", encoded(value))).collect();
    staff.get(&format!("/v1/shares?project=procurement{}", parameters.concat())).await
}

/// Percent-encoded, every byte.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

fn texts(reply: &Reply, name: &str) -> Vec<String> {
    let shares = reply.body["shares"].as_array().unwrap();
    shares.iter().map(|s| s[name].as_str().unwrap_or_default().to_owned()).collect()
}

fn labels(reply: &Reply) -> Vec<String> {
    texts(reply, "label")
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_are_listed_by_expiry_or_by_accesses_up_or_down() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for (label, days, opened) in [("b", 20, 2), ("a", 3, 1), ("c", 90, 0), ("d", 10, 11)] {
        let share = carla.share(|t| {
            t["label"] = json!(label);
            t["expiry"] = json!({ "days": days });
        });
        let share = share.await;
        for _ in 0..opened {
            house.guest().open(&share).await.expect(200);
        }
    }

    for (query, expected) in [
        (vec![], ["a", "d", "b", "c"]),
        (vec![("sort", "expiry")], ["a", "d", "b", "c"]),
        (vec![("sort", "expiry"), ("order", "desc")], ["c", "b", "d", "a"]),
        (vec![("sort", "accesses")], ["c", "a", "b", "d"]),
        (vec![("sort", "accesses"), ("order", "desc")], ["d", "b", "a", "c"]),
    ] {
        let listed = list(&carla, &query).await.expect(200);
        assert_eq!(labels(&listed), expected, "{query:?}");
        assert_eq!(listed.body["cursor"], Value::Null, "{query:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_and_twenty_shares_come_in_pages_each_of_them_once() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    for n in 0..120 {
        let mut terms = terms();
        terms["label"] = json!(format!("{n:03}"));
        terms["expiry"] = json!({ "days": 1 + n % 4 });
        carla.post("/v1/shares", &terms).await.expect(201);
    }

    let first = list(&carla, &[]).await.expect(200);
    assert_eq!(labels(&first).len(), 50, "the page's usual length");
    for (sort, order) in [("expiry", "asc"), ("expiry", "desc"), ("accesses", "asc"), ("accesses", "desc")] {
        let (mut all, mut ends, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
        let mut cursor = String::new();
        loop {
            let query = [("sort", sort), ("order", order), ("limit", "45"), ("cursor", &cursor)];
            let page = list(&carla, &query).await.expect(200);
            sizes.push(labels(&page).len());
            all.extend(labels(&page));
            ends.extend(texts(&page, "expires_at"));
            match page.body["cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(sizes, [45, 45, 30], "{sort} {order}");
        if sort == "expiry" {
            let mut sorted = ends.clone();
            sorted.sort();
            if order == "desc" {
                sorted.reverse();
            }
            assert_eq!(ends, sorted);
        }
        all.sort();
        assert_eq!(all, (0..120).map(|n| format!("{n:03}")).collect::<Vec<_>>(), "{sort} {order}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_holds_what_lives_and_says_how() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let label = |label: &'static str| move |t: &mut Value| t["label"] = json!(label);
    carla.share(label("active")).await;
    let exhausted = carla.share(|t| {
        label("exhausted")(t);
        t["max_accesses"] = json!(1);
    });
    let exhausted = exhausted.await;
    house.guest().open(&exhausted).await.expect(200);
    let revoked = carla.share(label("revoked")).await;
    carla.post(&format!("/v1/shares/{}/revoke", revoked.id), &json!({})).await.expect(200);
    let completed = carla.share(|t| {
        label("completed")(t);
        t["scope"]["tasks"] = json!(["secret"]);
    });
    let completed = completed.await;
    let guest = house.guest();
    guest.open(&completed).await.expect(200);
    guest.complete(&completed, "secret").await.expect(200);
    carla
        .share(|t| {
            label("expired")(t);
            t["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" });
        })
        .await;
    house.pass(SignedDuration::from_hours(1));

    let before = list(&carla, &[]).await.expect(200);
    let mut found: Vec<_> = labels(&before).into_iter().zip(texts(&before, "status")).collect();
    found.sort();
    let same = |name: &str| (name.to_owned(), name.to_owned());
    assert_eq!(found, ["active", "exhausted", "expired"].map(same), "told at once, without a sweep");

    assert_eq!(house.system.sweep().await.unwrap(), 1);
    for sort in ["expiry", "accesses"] {
        let mut after = labels(&list(&carla, &[("sort", sort)]).await.expect(200));
        after.sort();
        assert_eq!(after, ["active", "exhausted"]);
    }
    for (share, status) in [(&revoked, "revoked"), (&completed, "completed")] {
        let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200);
        assert_eq!(shown.body["status"], status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_of_one_project_of_ones_own_org() {
    let house = House::at(MONDAY).await;
    let hers = house.staff("carla").share(|_| {}).await;
    let his = house.staff("otto").share(|_| {}).await;
    for sub in ["carla", "ivo", "vera", "olivia"] {
        let listed = list(&house.staff(sub), &[]).await.expect(200);
        assert_eq!(texts(&listed, "id"), [hers.id.as_str()], "{sub}");
    }
    assert_eq!(texts(&list(&house.staff("otto"), &[]).await, "id"), [his.id.as_str()]);
    house.staff("carla").get("/v1/shares?project=tower").await.expect(404);
    let olivia = house.staff("olivia").get("/v1/shares?project=tower").await.expect(200);
    assert_eq!(olivia.body["shares"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_makes_no_sense_is_told_where() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    carla.share(|_| {}).await;
    for (name, value) in [
        ("sort", "name"),
        ("order", "up"),
        ("limit", "many"),
        ("limit", "-1"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "256"),
        ("cursor", "garbage"),
        ("cursor", "#"),
        ("cursor", "by-expiry.1796040000000.shr_1"),
        ("cursor", "1796040000000.shr_0000000000000000000001"),
        ("cursor", "by-end.1796040000000.shr_0000000000000000000001"),
        ("cursor", "by-expiry.\u{0}.shr_0000000000000000000001"),
        ("cursor", &"9".repeat(3_000)),
        ("cursor", &format!("by-expiry.{}.shr_0000000000000000000001", "9".repeat(3_000))),
    ] {
        let refused = list(&carla, &[(name, value)]).await.expect(400);
        assert_eq!(refused.body["errors"][0]["pointer"], format!("/{name}"), "{value}");
        if name == "limit" {
            assert_eq!(refused.body["errors"][0]["detail"], "must be a whole number from 1 to 100", "{value}");
        }
    }
    assert_eq!(list(&carla, &[("colour", "red")]).await.status, 400);
    assert_eq!(carla.get("/v1/shares").await.status, 400);

    let far = list(&carla, &[("cursor", "by-expiry.253402214400000.shr_0000000000000000000001")]).await.expect(200);
    assert_eq!(far.body["shares"], json!([]), "after the last");
    for limit in ["1", "100"] {
        assert_eq!(labels(&list(&carla, &[("limit", limit)]).await.expect(200)).len(), 1, "{limit}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cursor_of_one_list_is_none_of_another() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for _ in 0..2 {
        carla.share(|_| {}).await;
    }
    let pages = [
        "/v1/shares?limit=1&project=procurement&sort=expiry",
        "/v1/shares?limit=1&project=procurement&sort=accesses",
        "/v1/projects/procurement/runs/kyc/shares?limit=1",
    ];
    for page in pages {
        let first = carla.get(page).await.expect(200);
        let cursor = first.body["cursor"].as_str().unwrap();
        for other in pages {
            let next = carla.get(&format!("{other}&cursor={cursor}")).await;
            if other == page {
                assert_eq!(next.expect(200).body["shares"].as_array().map(Vec::len), Some(1), "{page}");
            } else {
                assert_eq!(next.expect(400).errors(), ["/cursor invalid"], "{page} {other}");
            }
        }
    }
}
