//! Shares of many tasks, or of long ones: guests and staff read them in pages that Lambda can answer.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share};

const RUN: &str = "/v1/projects/procurement/runs/large";

/// What Lambda answers at most, and how long an answer is once Lambda has wrapped it in JSON (AWS, "Lambda quotas").
const LAMBDAS_ANSWER: usize = 6_291_556;

fn wrapped(reply: &Reply) -> usize {
    json!(reply.text).to_string().len()
}

/// The names of the tasks of all pages that a guest reads.
async fn read_by_guest(guest: &Guest<'_>, share: &Share) -> Vec<Vec<String>> {
    let (mut pages, mut address) = (Vec::new(), format!("/p/{}", share.id));
    loop {
        let (page, html) = (guest.get(&address).await.expect(200), guest.page(&address).await.expect(200));
        assert!(wrapped(&page) < LAMBDAS_ANSWER && wrapped(&html) < LAMBDAS_ANSWER, "{}", pages.len());
        let tasks: Vec<_> = page.body["tasks"].as_array().unwrap().iter().map(|t| text(&t["id"])).collect();
        assert!(tasks.iter().all(|task| html.text.contains(&format!("id=\"task-{task}\""))), "{tasks:?}");
        assert_eq!(html.text.contains(&format!("data-to=\"/p/{}\"", share.id)), !pages.is_empty(), "a way back");
        pages.push(tasks);
        let Some(cursor) = page.body["cursor"].as_str() else { return pages };
        address = format!("/p/{}?cursor={cursor}", share.id);
        assert!(html.text.contains(&format!("data-to=\"{address}\"")), "a way on");
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_reads_a_large_share_in_pages_and_any_task_has_one() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let task = |n| json!({ "id": format!("t{n}"), "title": "T", "fields": [] });
    let tasks: Vec<_> = (0..130).map(task).collect();
    carla.put(RUN, &json!({ "title": "Large", "tasks": tasks })).await.expect(201);
    let names: Vec<_> = (0..130).map(|n| format!("t{n}")).filter(|name| name != "t7").collect();
    let scope = json!({ "type": "tasks", "run": "large", "tasks": names });
    let share = carla.create(|terms| terms["scope"] = scope).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);

    let pages = read_by_guest(&guest, &share).await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 29]);
    assert_eq!(pages.concat(), names);
    for (asked, first) in [("cursor=t99", "t51"), ("check=t129", "t101"), ("cursor=t7", "t0"), ("cursor=", "t0")] {
        let page = guest.get(&format!("/p/{}?{asked}", share.id)).await.expect(200);
        assert_eq!(page.body["tasks"][0]["id"], first, "{asked}");
    }
}

/// Of each the most that a task may have: fields with long names, labels and hints, and choices.
#[tokio::test(flavor = "multi_thread")]
async fn forms_of_many_fields_and_choices_take_more_pages() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let slug = |n| format!("{n:0>64}");
    let typed = |n| json!({ "id": slug(n), "label": "L".repeat(200), "help": "<".repeat(500), "type": "long_text" });
    let choice = |n| json!({ "value": slug(n), "label": "L" });
    let options: Vec<_> = (0..100).map(choice).collect();
    let chosen = |n| json!({ "id": slug(n), "label": "L", "type": "single_choice", "options": options });
    let fields = |n: usize| -> Vec<_> {
        if n.is_multiple_of(2) { (0..60).map(typed).collect() } else { (0..5).map(chosen).collect() }
    };
    let tasks: Vec<_> = (0..24).map(|n| json!({ "id": format!("t{n}"), "title": "T", "fields": fields(n) })).collect();
    carla.put(RUN, &json!({ "title": "Large", "tasks": tasks })).await.expect(201);
    let names: Vec<_> = (0..24).map(|n| format!("t{n}")).collect();
    let share = carla.create(|terms| terms["scope"] = json!({ "type": "tasks", "run": "large", "tasks": names })).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let pages = read_by_guest(&guest, &share).await;
    assert!(pages.len() > 1 && pages.concat() == names, "{pages:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_json_writes_at_seven_times_its_length_takes_more_pages() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let fields: Vec<_> = (0..10).map(|n| json!({ "id": format!("f{n}"), "label": "F", "type": "long_text" })).collect();
    let task = |n| json!({ "id": format!("t{n}"), "title": "T", "fields": fields });
    let tasks: Vec<_> = (0..12).map(task).collect();
    carla.put(RUN, &json!({ "title": "Large", "tasks": tasks })).await.expect(201);
    let names: Vec<_> = (0..12).map(|n| format!("t{n}")).collect();
    let share = carla.create(|terms| terms["scope"] = json!({ "type": "tasks", "run": "large", "tasks": names })).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    for name in &names {
        let draft = format!("/p/{}/tasks/{name}/draft", share.id);
        for (base, fields) in (0..10).collect::<Vec<_>>().chunks(3).enumerate() {
            let answers = fields.iter().map(|n| (format!("f{n}"), json!("\u{1}".repeat(9_500)))).collect();
            let draft = (&draft, json!({ "base": base, "answers": Value::Object(answers) }));
            guest.post(draft.0, &draft.1).await.expect(200);
        }
    }

    assert_eq!(read_by_guest(&guest, &share).await.concat(), names);
    let mut address = RUN.to_owned();
    let mut tasks = 0;
    loop {
        let page = carla.get(&address).await.expect(200);
        assert!(wrapped(&page) < LAMBDAS_ANSWER, "{}", wrapped(&page));
        tasks += page.body["tasks"].as_array().unwrap().len();
        let Some(cursor) = page.body["cursor"].as_str() else { break };
        address = format!("{RUN}?cursor={cursor}");
    }
    assert_eq!(tasks, 12);
    carla.get(&format!("{RUN}?cursor=nowhere")).await.expect(400);
}
