//! Lists of documents: by number and by change, narrowed down, page by page.

use serde_json::{Value, json};

use super::{DOCUMENTS, put};
use crate::house::{House, Staff};

/// Which of forty documents a list has.
type Among = fn(usize) -> bool;

/// Three types, two statuses, two disciplines, and every third document in a work package.
async fn forty(carla: &Staff<'_>) {
    let package = json!({ "number": "WP/1", "title": "Walls", "status": "active" });
    carla.post("/v1/projects/procurement/work-packages", &package).await.expect(201);
    for n in 0..40 {
        let (kind, status) = (["DWG", "SPC", "CER"][n % 3], ["draft", "approved"][n % 2]);
        let mut said = json!({
            "number": format!("{}-{n:02}", ["A", "B"][n / 20]), "title": format!("Sheet {n}"), "type": { "code": kind },
            "status": { "code": status },
        });
        if n % 4 == 0 {
            said["discipline"] = json!({ "code": "CIV" });
        }
        if n % 5 == 0 {
            said["work_package"] = json!("WP/1");
        }
        carla.post(DOCUMENTS, &said).await.expect(201);
    }
}

/// The numbers of all pages of a list, with how many pages it takes.
async fn numbers(staff: &Staff<'_>, query: &str) -> (Vec<String>, usize) {
    let (mut numbers, mut cursor, mut pages) = (vec![], String::new(), 0);
    loop {
        let page = staff.get(&format!("{DOCUMENTS}?{query}{cursor}")).await.expect(200).body;
        let documents = page["documents"].as_array().unwrap();
        numbers.extend(documents.iter().map(|one| one["number"].as_str().unwrap().to_owned()));
        pages += 1;
        match &page["cursor"] {
            Value::String(next) => cursor = format!("&cursor={next}"),
            _ => return (numbers, pages),
        }
    }
}

fn expected(is_there: impl Fn(usize) -> bool) -> Vec<String> {
    (0..40).filter(|n| is_there(*n)).map(|n| format!("{}-{n:02}", ["A", "B"][n / 20])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_filter_and_all_together_find_exactly_what_they_name_page_by_page() {
    let house = House::open().await;
    let carla = house.staff("carla");
    forty(&carla).await;
    let filters: [(&str, Among); 7] = [
        ("limit=7", |_| true),
        ("limit=7&type=dwg", |n| n % 3 == 0),
        ("limit=7&status=APPROVED", |n| n % 2 == 1),
        ("limit=7&discipline=CIV", |n| n % 4 == 0),
        ("limit=3&work_package=wp/1", |n| n % 5 == 0),
        ("limit=3&number=b-2", |n| (20..30).contains(&n)),
        ("limit=2&type=DWG&status=draft&discipline=civ", |n| n % 12 == 0),
    ];
    for (query, is_there) in filters {
        let rising = expected(is_there);
        let falling: Vec<_> = rising.iter().rev().cloned().collect();
        assert_eq!(numbers(&carla, query).await.0, rising, "{query}");
        assert_eq!(numbers(&carla, &format!("{query}&sort=number")).await.0, rising, "{query}, by number");
        assert_eq!(numbers(&carla, &format!("{query}&order=desc")).await.0, falling, "{query}, falling");
        let mut by_change = numbers(&carla, &format!("{query}&sort=changed")).await.0;
        by_change.sort();
        assert_eq!(by_change, rising, "{query}, by change");
    }
    assert_eq!(numbers(&carla, "limit=7").await.1, 6);
    assert_eq!(numbers(&carla, "type=DWG&status=none").await, (vec![], 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_follows_what_changes() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for number in ["A", "B", "C"] {
        put(&carla, number, "draft").await.expect(201);
        house.pass(jiff::SignedDuration::from_secs(1));
    }
    put(&carla, "A", "approved").await.expect(200);
    let listed = async |query: &str| numbers(&carla, query).await.0;
    assert_eq!(listed("sort=changed&order=desc").await, ["A", "C", "B"]);
    assert_eq!(listed("status=draft").await, ["B", "C"]);
    assert_eq!(listed("status=approved").await, ["A"]);
    house.pass(jiff::SignedDuration::from_secs(1));
    let file = carla.reference_file("b.pdf", b"b").await;
    carla.post(&format!("{DOCUMENTS}/B/revisions"), &json!({ "code": "C01", "file": file })).await.expect(201);
    assert_eq!(listed("sort=changed&order=desc").await, ["B", "A", "C"]);
    let mut said = super::said("draft");
    said["discipline"] = json!({ "code": "CIV" });
    carla.put(&format!("{DOCUMENTS}/C"), &said).await.expect(200);
    assert_eq!(listed("discipline=CIV").await, ["C"]);
    put(&carla, "C", "draft").await.expect(200);
    assert_eq!(listed("discipline=CIV").await, <[String; 0]>::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_list_and_one_that_was_made_up_are_refused() {
    let house = House::open().await;
    let carla = house.staff("carla");
    forty(&carla).await;
    let page = carla.get(&format!("{DOCUMENTS}?limit=5")).await.expect(200).body;
    let cursor = page["cursor"].as_str().unwrap();
    for query in [
        format!("sort=changed&cursor={cursor}"),
        format!("number=B&cursor={cursor}"),
        "cursor=x".to_owned(),
        format!("cursor={}", &cursor[..cursor.len() - 9]),
        "limit=0".to_owned(),
        "limit=101".to_owned(),
        "sort=title".to_owned(),
        "colour=red".to_owned(),
        format!("type={}", "x".repeat(33)),
    ] {
        carla.get(&format!("{DOCUMENTS}?{query}")).await.expect(400);
    }
    carla.get("/v1/projects/tower/documents").await.expect(404);
}
