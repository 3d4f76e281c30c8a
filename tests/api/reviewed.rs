//! What is under review: who has a step to do reads what was sent before it, answers and files, and nothing else of the run.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share, Staff};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";
const MONDAY: &str = "2026-11-23T12:00:00Z";
const DRAWING: &[u8] = b"%PDF-1.7 drawing";

/// A draft and its survey beside it, and a review of the draft by Vera and by Ana's colleague.
fn flow() -> Value {
    let drawing = json!({ "id": "drawing", "label": "Drawing", "type": "file", "extensions": ["pdf"] });
    let scale = json!({ "id": "scale", "label": "Scale", "type": "short_text" });
    let step = json!({
        "kind": "review", "assignees": [{ "member": "vera" }, { "guest": "rui@certifier.example" }], "rule": "all",
        "reviews": ["draft"],
    });
    json!({ "title": "DWG 7", "tasks": [
        { "id": "draft", "title": "Draft <b>", "description": "As built.", "fields": [scale, drawing] },
        { "id": "survey", "title": "Survey", "fields": [drawing] },
        { "id": "review", "title": "Review", "after": ["draft", "survey"], "step": step },
        { "id": "approval", "title": "Approval", "after": ["review"], "step": {
            "kind": "approve", "assignees": [{ "member": "ivo" }], "reviews": ["review"],
        } },
    ] })
}

/// The run, in which Ana has sent both, and Rui, who has opened his share of the review.
struct Scene<'a> {
    carla: Staff<'a>,
    vera: Staff<'a>,
    rui: Guest<'a>,
    review: Share,
    step: String,
    /// Of the draft, and of the survey.
    files: [String; 2],
}

async fn sent(house: &House) -> Scene<'_> {
    let carla = house.staff("carla");
    carla.put(RUN, &flow()).await.expect(201);
    let scope = |tasks: &[&str]| json!({ "type": "tasks", "run": "dwg-7", "tasks": tasks });
    let work = carla.create(|terms| terms["scope"] = scope(&["draft", "survey"])).await;
    let review = carla
        .create(|terms| {
            terms["scope"] = scope(&["review"]);
            terms["recipient"] = json!({ "name": "Rui Reis", "email": "rui@certifier.example", "locale": "en" });
            terms["permissions"] = json!(["read_files", "download_files", "respond"]);
        })
        .await;
    let (ana, rui) = (house.guest(), house.guest());
    ana.open(&work).await.expect(200);
    let drawing = ana.upload(&work, "draft", "drawing", "a1.pdf", DRAWING).await.expect(200).body;
    let points = ana.upload(&work, "survey", "drawing", "points.pdf", b"points").await.expect(200).body;
    let draft = json!({ "base": 0, "answers": { "scale": "1:50 <i>" } });
    ana.post(&format!("/p/{}/tasks/draft/draft", work.id), &draft).await.expect(200);
    ana.complete(&work, "draft").await.expect(200);
    ana.complete(&work, "survey").await.expect(200);
    rui.open_with_code(&review).await.expect(200);
    let listed = house.staff("vera").get("/v1/steps").await.expect(200).body;
    let step = listed["steps"][0]["id"].as_str().unwrap().to_owned();
    let files = [drawing, points].map(|file| file["id"].as_str().unwrap().to_owned());
    Scene { carla, vera: house.staff("vera"), rui, review, step, files }
}

impl Scene<'_> {
    async fn by_vera(&self, task: &str) -> Reply {
        self.vera.get(&format!("/v1/steps/{}/reviewed/{task}", self.step)).await
    }

    async fn fetched_by_vera(&self, task: &str, file: &str) -> Reply {
        let path = format!("/v1/steps/{}/reviewed/{task}/files/{file}/download", self.step);
        self.vera.post(&path, &json!({})).await
    }

    fn page(&self, task: &str) -> String {
        format!("/p/{}/tasks/review/reviewed/{task}", self.review.id)
    }

    async fn fetched_by_rui(&self, task: &str, file: &str) -> Reply {
        self.rui.post(&format!("{}/files/{file}/download", self.page(task)), &json!({})).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_step_reads_the_answers_and_files_of_the_task_that_it_reviews() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    let step = scene.vera.get(&format!("/v1/steps/{}", scene.step)).await.expect(200).body;
    assert_eq!(step["reviews"], json!(["draft"]));
    let read = scene.by_vera("draft").await.expect(200).body;
    assert_eq!((&read["title"], &read["completed_by"]), (&json!("Draft <b>"), &json!("Ana Souza")));
    assert_eq!((&read["answers"]["scale"], &read["round"]), (&json!("1:50 <i>"), &json!(1)));
    let file = &read["files"][0];
    assert_eq!(
        (&file["id"], &file["name"], &file["field"]),
        (&json!(scene.files[0]), &json!("a1.pdf"), &json!("drawing"))
    );
    let way_out = scene.fetched_by_vera("draft", &scene.files[0]).await.expect(200).body;
    let fetched = Reply::of(house.http().get(way_out["url"].as_str().unwrap())).await.expect(200);
    assert_eq!(fetched.text.as_bytes(), DRAWING);
    // The guest reads the same.
    assert_eq!(scene.rui.get(&scene.page("draft")).await.expect(200).body, read);
    let task = scene.rui.task(&scene.review, "review").await;
    assert_eq!(task["step"]["reviews"], json!(["draft"]));
    let way_out = scene.fetched_by_rui("draft", &scene.files[0]).await.expect(200).body;
    let fetched = Reply::of(house.http().get(way_out["url"].as_str().unwrap())).await.expect(200);
    assert_eq!(fetched.text.as_bytes(), DRAWING);
    let activity = scene.carla.get(&format!("/v1/shares/{}/activity", scene.review.id)).await.expect(200).body;
    let last = activity["records"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["facts"]["task"]), (&json!("share.file_downloaded"), &json!("draft")));
    assert_eq!(last["facts"]["file"], json!(scene.files[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_guest_leads_there_and_shows_what_was_typed_as_it_was_typed() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    let work = scene.rui.page(&format!("/p/{}", scene.review.id)).await.expect(200).text;
    assert!(work.contains(&format!("href=\"{}\"", scene.page("draft"))), "{work}");
    assert!(work.contains("“Draft &#60;b&#62;”: what was sent (opens in a new tab)"), "{work}");
    let page = scene.rui.page(&scene.page("draft")).await.expect(200).text;
    for told in ["1:50 &#60;i&#62;", "a1.pdf", "As built.", "Sent by Ana Souza"] {
        assert!(page.contains(told), "{told} in {page}");
    }
    let download = format!("{}/files/{}/download", scene.page("draft"), scene.files[0]);
    assert!(page.contains(&format!("formaction=\"{download}\"")), "{page}");
    let csrf = scene.rui.csrf()[&scene.review.id].clone();
    let led = scene.rui.form(&download, &[("csrf", &csrf)]).await.expect(303);
    assert!(led.header("location").contains("X-Amz-Expires=60&"));
    let portuguese = scene.rui.page(&format!("{}?lang=pt-BR", scene.page("draft"))).await.expect(200).text;
    assert!(portuguese.contains("Enviado por Ana Souza"), "{portuguese}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_of_the_run_is_there_and_nobody_else_sees_it() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    for task in ["survey", "review", "approval", "nothing"] {
        for file in &scene.files {
            scene.fetched_by_vera(task, file).await.expect(404);
            scene.fetched_by_rui(task, file).await.expect(404);
        }
        scene.by_vera(task).await.expect(404);
        scene.rui.get(&scene.page(task)).await.expect(404);
    }
    // A file of another task, by the name of this one.
    scene.fetched_by_vera("draft", &scene.files[1]).await.expect(404);
    scene.fetched_by_rui("draft", &scene.files[1]).await.expect(404);
    let ivo = house.staff("ivo");
    ivo.get(&format!("/v1/steps/{}/reviewed/draft", scene.step)).await.expect(404);
    let path = format!("/v1/steps/{}/reviewed/draft/files/{}/download", scene.step, scene.files[0]);
    ivo.post(&path, &json!({})).await.expect(404);
    // A guest who sees the review and does not have it to do.
    let beside = scene.carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
    });
    let (beside, ana) = (beside.await, house.guest());
    ana.open(&beside).await.expect(200);
    let page = format!("/p/{}/tasks/review/reviewed/draft", beside.id);
    ana.get(&page).await.expect(404);
    ana.post(&format!("{page}/files/{}/download", scene.files[0]), &json!({})).await.expect(404);
    assert!(!ana.page(&format!("/p/{}", beside.id)).await.expect(200).text.contains("/reviewed/"));
    // Who gave it away.
    let delegate = format!("/v1/steps/{}/delegate", scene.step);
    scene.vera.post(&delegate, &json!({ "to": "olivia" })).await.expect(200);
    scene.by_vera("draft").await.expect(404);
    scene.fetched_by_vera("draft", &scene.files[0]).await.expect(404);
    house.staff("olivia").get(&format!("/v1/steps/{}/reviewed/draft", scene.step)).await.expect(200);
    scene.carla.post(&format!("/v1/shares/{}/revoke", scene.review.id), &json!({})).await.expect(200);
    scene.rui.get(&scene.page("draft")).await.expect(410);
    scene.fetched_by_rui("draft", &scene.files[0]).await.expect(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_back_is_shown_once_it_was_sent_again() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    let back = json!({ "returned": [{ "field": "scale", "reason": "Which sheet?" }] });
    scene.carla.post(&format!("{RUN}/tasks/draft/hand-back"), &back).await.expect(200);
    let told = "What was sent in this task was handed back to be corrected. It can be read here once it is sent again.";
    for refused in [scene.by_vera("draft").await, scene.fetched_by_vera("draft", &scene.files[0]).await] {
        let problem = refused.expect(409).body;
        assert_eq!((&problem["code"], &problem["detail"]), (&json!("waiting"), &json!(told)));
    }
    assert_eq!(scene.rui.get(&scene.page("draft")).await.expect(409).body["detail"], told);
    let page = scene.rui.page(&scene.page("draft")).await.expect(409).text;
    let back = format!("href=\"/p/{}?cursor=review#task-review\"", scene.review.id);
    for said in ["Acme Engenharia has sent this back to be corrected.", "Your decision waits until then", &back] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let spanish = scene.rui.page(&format!("{}?lang=es", scene.page("draft"))).await.expect(409).text;
    assert!(spanish.contains("ha devuelto esto para que se corrija"), "{spanish}");
    scene.fetched_by_rui("draft", &scene.files[0]).await.expect(409);
    assert!(!scene.rui.page(&format!("/p/{}", scene.review.id)).await.expect(200).text.contains("/reviewed/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_reviewer_reads_what_was_decided_before_and_why() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    scene.vera.decide(&scene.step, "approve_with_comments", Some("Mind the door.")).await.expect(200);
    scene.rui.decide(&scene.review, "review", ("approve", None)).await.expect(200);
    // Who has decided may still read what it was about.
    scene.by_vera("draft").await.expect(200);
    scene.rui.get(&scene.page("draft")).await.expect(200);
    let approval = scene.step.replace(".review", ".approval");
    let read = house.staff("ivo").get(&format!("/v1/steps/{approval}/reviewed/review")).await.expect(200).body;
    let told: Vec<_> = read["decisions"].as_array().unwrap().iter().map(|one| (&one["by"], &one["comment"])).collect();
    assert_eq!(told, [(&json!("Vera Nunes"), &json!("Mind the door.")), (&json!("Rui Reis"), &Value::Null)]);
    house.staff("ivo").get(&format!("/v1/steps/{approval}/reviewed/draft")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_reviews_tasks_before_it_and_ten_at_most() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let refused = async |reviews: Value| {
        let mut flow = flow();
        flow["tasks"][2]["step"]["reviews"] = reviews;
        carla.put(RUN, &flow).await.expect(422).body["errors"][0]["pointer"].clone()
    };
    assert_eq!(refused(json!(["draft", "approval"])).await, "/tasks/2/step/reviews/1");
    assert_eq!(refused(json!(["nothing"])).await, "/tasks/2/step/reviews/0");
    assert_eq!(refused(json!(vec!["draft"; 11])).await, "/tasks/2/step/reviews");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_a_decision_names_what_was_under_review_until_it_is_something_else() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    scene.vera.decide(&scene.step, "approve", None).await.expect(200);
    scene.rui.decide(&scene.review, "review", ("approve", None)).await.expect(200);
    let at = format!("/p/{}/tasks/review/receipt", scene.review.id);
    let decision = scene.rui.get(&at).await.expect(200).body["receipt"]["decision"].clone();
    let task = &decision["reviewed"][0];
    assert_eq!((&task["task"], &task["completed_by"]), (&json!("draft"), &json!("Ana Souza")));
    let sha256 = vestibule_domain::value::Digest::of(DRAWING).to_string();
    assert_eq!((&task["files"][0]["name"], &task["files"][0]["sha256"]), (&json!("a1.pdf"), &json!(sha256)));
    let page = scene.rui.page(&at).await.expect(200).text;
    for told in ["“Draft &#60;b&#62;”, sent by Ana Souza on", "a1.pdf", &sha256] {
        assert!(page.contains(told), "{told} in {page}");
    }
    assert!(!page.contains("points.pdf"), "{page}");
    house.pass(jiff::SignedDuration::from_mins(11));
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let mail = mails.iter().rev().find(|mail| mail.to == ["rui@certifier.example"]).unwrap();
    let text = mail.text.as_deref().unwrap();
    assert!(text.contains("“Draft <b>”, sent by Ana Souza on") && text.contains(&sha256), "{text}");

    let back = json!({ "returned": [{ "field": "scale", "reason": "Which?" }], "force": true });
    scene.carla.post(&format!("{RUN}/tasks/draft/hand-back"), &back).await.expect(200);
    let decision = scene.rui.get(&at).await.expect(200).body["receipt"]["decision"].clone();
    assert_eq!(decision["reviewed"], Value::Null);
    let page = scene.rui.page(&at).await.expect(200).text;
    assert!(page.contains("It has changed since.") && !page.contains("a1.pdf"), "{page}");

    // The decision stands, and what it was on is not to be read now.
    let work = scene.rui.page(&format!("/p/{}", scene.review.id)).await.expect(200).text;
    assert!(work.contains("“Draft &#60;b&#62;”: Acme Engenharia has sent it back since, to be corrected"), "{work}");
    assert!(!work.contains("/reviewed/") && work.contains("After that, something that was decided on"), "{work}");
    let page = scene.rui.page(&scene.page("draft")).await.expect(409).text;
    assert!(page.contains("What was decided on it stands as it is."), "{page}");
}
