//! Work packages: what is filed under one stands in it, later too, and nothing moves once it is closed.

use serde_json::{Value, json};

use super::{DOCUMENTS, flaws, said};
use crate::{
    faulty::Faults,
    house::{House, Reply, Staff},
};

const WORK_PACKAGES: &str = "/v1/projects/procurement/work-packages";

async fn put(staff: &Staff<'_>, number: &str, status: &str) -> Reply {
    let said = json!({
        "title": "Quay walls", "type": { "code": "HANDOVER" }, "discipline": { "code": "CIV", "title": "Civil" },
        "responsible": "Carla Mendes", "target": "2026-12-18", "status": status,
    });
    staff.put(&format!("{WORK_PACKAGES}/{number}"), &said).await
}

async fn file(staff: &Staff<'_>, document: &str, under: Option<&str>) -> Reply {
    let mut said = said("draft");
    said["work_package"] = json!(under);
    staff.put(&format!("{DOCUMENTS}/{document}"), &said).await
}

async fn filed(staff: &Staff<'_>, under: &str) -> Vec<Value> {
    let listed = staff.get(&format!("{DOCUMENTS}?work_package={under}")).await.expect(200).body;
    listed["documents"].as_array().unwrap().iter().map(|one| one["number"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_work_package_is_put_read_and_holds_what_is_filed_under_it() {
    let house = House::open().await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    let made = put(&carla, "WP-01", "draft").await.expect(201).body;
    assert_eq!(
        (&made["number"], &made["target"], &made["status"]),
        (&json!("WP-01"), &json!("2026-12-18"), &json!("draft"))
    );
    assert_eq!(put(&carla, "wp-01", "draft").await.expect(200).body, made, "the same again changes nothing");
    assert_eq!(vera.get(&format!("{WORK_PACKAGES}/WP-01")).await.expect(200).body, made);
    assert_eq!(vera.get(&format!("{WORK_PACKAGES}/{}", made["id"].as_str().unwrap())).await.expect(200).body, made);
    for document in ["A", "B"] {
        file(&carla, document, Some("WP-01")).await.expect(201);
    }
    assert_eq!(filed(&vera, "wp-01").await, ["A", "B"]);
    file(&carla, "C", Some("wp-01")).await.expect(201);
    file(&carla, "A", None).await.expect(200);
    assert_eq!(filed(&vera, "WP-01").await, ["B", "C"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_filed_where_there_is_nothing_or_where_it_is_closed() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let unknown = file(&carla, "A", Some("WP-09")).await.expect(422);
    assert_eq!(flaws(&unknown), [("/work_package", "unknown_work_package")]);
    for number in ["WP-01", "WP-02"] {
        put(&carla, number, "active").await.expect(201);
    }
    file(&carla, "A", Some("WP-01")).await.expect(201);
    put(&carla, "WP-01", "closed").await.expect(200);
    for (document, under) in [("A", None), ("A", Some("WP-02")), ("B", Some("WP-01"))] {
        let refused = file(&carla, document, under).await.expect(409).body;
        assert_eq!(refused["code"], "work_package_closed", "{document} {under:?}");
    }
    // What stays where it is can still be said otherwise of, and revised.
    let mut otherwise = said("approved");
    otherwise["work_package"] = json!("WP-01");
    carla.put(&format!("{DOCUMENTS}/A"), &otherwise).await.expect(200);
    assert_eq!(filed(&carla, "WP-01").await, ["A"]);
    put(&carla, "WP-01", "active").await.expect(200);
    file(&carla, "A", Some("WP-02")).await.expect(200);
    assert_eq!((filed(&carla, "WP-01").await, filed(&carla, "WP-02").await), (vec![], vec![json!("A")]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_on_its_way_while_its_work_package_was_closed_does_not_come_in() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    put(&carla, "WP-01", "active").await.expect(201);
    let mut held = faults.hold("TransactWriteItems");
    let close = async {
        held.arrived().await;
        put(&carla, "WP-01", "closed").await.expect(200);
        held.release();
    };
    let (late, ()) = tokio::join!(file(&carla, "LATE", Some("WP-01")), close);
    assert_eq!(late.expect(409).body["code"], "work_package_closed");
    assert_eq!(filed(&carla, "WP-01").await, <[Value; 0]>::default());
    put(&carla, "WP-01", "active").await.expect(200);
    file(&carla, "LATE", Some("WP-01")).await.expect(201);
    let mut held = faults.hold("TransactWriteItems");
    let close = async {
        held.arrived().await;
        put(&carla, "WP-01", "closed").await.expect(200);
        held.release();
    };
    let (taken, ()) = tokio::join!(file(&carla, "LATE", None), close);
    assert_eq!(taken.expect(409).body["code"], "work_package_closed");
    assert_eq!(filed(&carla, "WP-01").await, ["LATE"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_says_its_work_package_as_that_calls_itself() {
    let house = House::open().await;
    let carla = house.staff("carla");
    put(&carla, "WP-01", "active").await.expect(201);
    let filed = file(&carla, "A", Some("wp-01")).await.expect(201).body;
    assert_eq!(filed["work_package"], "WP-01");
    put(&carla, "WP-01", "closed").await.expect(200);
    house.pass(jiff::SignedDuration::from_secs(9));
    let again = file(&carla, "A", Some("Wp-01")).await.expect(200).body;
    assert_eq!(again, filed, "another spelling changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_goes_its_way_and_what_is_wrong_is_told_all_at_once() {
    let house = House::open().await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    put(&carla, "WP-01", "submitted").await.expect(201);
    assert_eq!(flaws(&put(&carla, "WP-01", "draft").await.expect(422)), [("/status", "status_order")]);
    put(&carla, "WP-01", "closed").await.expect(200);
    assert_eq!(flaws(&put(&carla, "WP-01", "submitted").await.expect(422)), [("/status", "status_order")]);
    assert_eq!(put(&ivo, "WP-01", "active").await.expect(403).body["needed"], "document_controller");
    put(&carla, "WP-02", "open").await.expect(400);
    let bad = json!({
        "number": "", "title": "t".repeat(301), "type": { "code": "" }, "responsible": "r".repeat(121), "target": "soon",
        "status": "draft",
    });
    let refused = carla.post(WORK_PACKAGES, &bad).await.expect(422);
    let pointers: Vec<_> = flaws(&refused).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/number", "/title", "/type/code", "/responsible", "/target"]);
    for target in ["2026-12-18T10:00", "20261218", "2027-02-30", "18.12.2026", "-009999-01-01"] {
        let mut said = json!({ "number": "WP-09", "title": "T", "status": "draft" });
        said["target"] = json!(target);
        let refused = carla.post(WORK_PACKAGES, &said).await.expect(422).body;
        assert_eq!(refused["errors"][0]["detail"], "must be a date such as 2026-11-22", "{target}");
    }
    let odd = json!({ "number": "WP/2 ä", "title": "Odd", "status": "draft" });
    let made = ivo.post(WORK_PACKAGES, &odd).await.expect(201).body;
    assert_eq!(made["number"], "WP/2 ä");
    let elsewhere = format!("/v1/projects/tower/work-packages/{}", made["id"].as_str().unwrap());
    carla.get(&elsewhere).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_by_number_page_by_page() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for n in (0..12).rev() {
        put(&carla, &format!("WP-{n:02}"), "draft").await.expect(201);
    }
    let (mut numbers, mut cursor) = (vec![], String::new());
    loop {
        let page = carla.get(&format!("{WORK_PACKAGES}?limit=5{cursor}")).await.expect(200).body;
        numbers.extend(page["work_packages"].as_array().unwrap().iter().map(|one| one["number"].clone()));
        match &page["cursor"] {
            Value::String(next) => cursor = format!("&cursor={next}"),
            _ => break,
        }
    }
    assert_eq!(numbers, (0..12).map(|n| json!(format!("WP-{n:02}"))).collect::<Vec<_>>());
    carla.get(&format!("{WORK_PACKAGES}?cursor=x")).await.expect(400);
    // Longer than any key of the index: DynamoDB would refuse it as a failure.
    let made_up = format!("wpk_0000000000000000000007.{}", "QUFB".repeat(400));
    carla.get(&format!("{WORK_PACKAGES}?cursor={made_up}")).await.expect(400);
}
