//! The same on a form as long as forms are: 30 fields with help texts and options, 3 kB of answers.

use serde_json::{Value, json};

use super::{Books, Questions, staff::flow, whole_visit};
use crate::house::{Guest, Reply, Share, terms};

const FILE: &[u8] = b"%PDF-1.7 articles";
const RUN: &str = "supplier-onboarding-2026";

fn wanted(delivery: &str) -> Value {
    let mut terms = terms();
    terms["scope"] = json!({ "type": "tasks", "run": RUN, "tasks": ["task-1", "task-2"] });
    terms["delivery"] = json!(delivery);
    terms["label"] = json!("Onboarding 2026, lot 14");
    terms["instructions"] =
        json!("Please fill in every field and add what the help texts ask for. Call us when in doubt.");
    terms
}

pub(super) async fn work(books: &mut impl Books<'_>) {
    let carla = books.house().staff("carla");
    let form = Questions::form();
    let mut run = flow(3);
    for task in 0..3 {
        run["tasks"][task]["fields"] = json!(form.fields);
    }
    carla.put(&format!("/v1/projects/procurement/runs/{RUN}"), &run).await.expect(201);
    let (link, mail) = (wanted("link"), wanted("email"));
    let made = carla.post("/v1/shares", &link);
    let made = books.note("create a share of the form, link asked for", made).await.expect(201).body;
    let mailed = carla.post("/v1/shares", &mail);
    books.note("create a share of the form, invitation by mail", mailed).await.expect(201);
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    let share = Share { id: text("id"), link: text("link") };
    let guest = books.house().guest();
    guest.open(&share).await.expect(200);
    fill(books, &guest, &share, &form).await;
    visits(books).await;
}

async fn fill(books: &mut impl Books<'_>, guest: &Guest<'_>, share: &Share, form: &Questions) {
    let at = |rest: &str| format!("/p/{}/tasks/{rest}", share.id);
    let (first, second) = (at("task-1/draft"), at("task-2/draft"));
    books.note("save 30 fields of the form", guest.post(&first, &form.everything(0))).await.expect(200);
    let one = json!({ "base": 1, "answers": { "supplier-staff": "149" } });
    books.note("save 1 field of the form", guest.post(&first, &one)).await.expect(200);
    let comment = json!({ "text": "Field 12 is the address of our head office; the works are elsewhere." });
    books.note("comment on the form", guest.post(&at("task-1/comments"), &comment)).await.expect(201);
    let announced = guest.announce(share, "task-1", Questions::FILES, "articles of association.pdf", FILE);
    let way_in = books.note("announce an upload in the form", announced).await.expect(201).body;
    guest.send(&way_in, FILE).await.expect(200);
    books.note("settle an upload in the form", guest.settle(share, "task-1", &way_in["id"])).await.expect(200);
    books.note("download from the form", guest.download(share, "task-1", &way_in["id"])).await.expect(200);
    books.note("view the form", guest.get(&format!("/p/{}", share.id))).await.expect(200);
    let completion = guest.completion(share, "task-1").await;
    books.note("complete the form", Reply::of(completion)).await.expect(200);
    guest.post(&second, &form.everything(0)).await.expect(200);
    guest.upload(share, "task-2", Questions::FILES, "articles of association.pdf", FILE).await.expect(200);
    let completion = guest.completion(share, "task-2").await;
    books.note("complete the last form", Reply::of(completion)).await.expect(200);
}

async fn visits(books: &mut impl Books<'_>) {
    let house = books.house();
    let carla = house.staff("carla");
    for (name, run, questions) in [
        ("a whole visit to a small task", "visit-small", Questions::few()),
        ("a whole visit to the form", "visit-form", Questions::form()),
    ] {
        let mut flow = flow(1);
        flow["tasks"][0]["fields"] = json!(questions.fields);
        carla.put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
        let scope = json!({ "type": "tasks", "run": run, "tasks": ["task-1"] });
        let share = carla.create(|terms| terms["scope"] = scope).await;
        books.note(name, whole_visit(house, &share, "task-1", &questions)).await;
    }
}
