//! What is written beside a document: between one guest and staff, once, and not without end.

use serde_json::json;

use super::{BYTES, document, flaws, opened, path, read, share};
use crate::house::{House, Reply, at_once, statuses};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_beside_a_document_is_between_one_guest_and_staff() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let mine = share(&carla, "WALL-1", |_| {}).await;
    let theirs = share(&carla, "WALL-1", |terms| {
        terms["recipient"] = json!({ "name": "Bento Reis", "email": "bento@reis.example" });
    });
    let theirs = theirs.await;
    let (ana, bento) = (opened(&house, &mine).await, opened(&house, &theirs).await);
    let seen = read(&ana, &mine).await;
    let comments = format!("{}/comments", path(&mine, &seen));
    let question = json!({ "id": "cmt_0000000000000000000007", "text": "Which datum\u{200b} is this?" });
    for _ in 0..2 {
        let added = ana.post(&comments, &question).await.expect(201).body;
        assert_eq!(added["id"], question["id"], "once, however often it is sent");
    }
    let staff = format!("/v1/shares/{}/comments", mine.id);
    let answer = json!({ "text": "Mean sea level.", "visible_to": "guest" });
    carla.post(&staff, &answer).await.expect(201);
    carla.post(&staff, &json!({ "text": "They asked before.", "visible_to": "internal" })).await.expect(201);
    let read_by_ana: Vec<_> = read(&ana, &mine).await["comments"].as_array().unwrap().clone();
    let texts: Vec<_> = read_by_ana.iter().map(|comment| comment["text"].clone()).collect();
    assert_eq!(texts, ["Which datum is this?", "Mean sea level."]);
    assert_eq!(read(&bento, &theirs).await["comments"], json!([]));
    let mut page = carla.get(&staff).await.expect(200).body;
    assert_eq!(page["left_out"], 0);
    let all = page["comments"].take();
    let visible: Vec<_> = all.as_array().unwrap().iter().map(|comment| comment["visible_to"].clone()).collect();
    assert_eq!(visible, ["guest", "guest", "internal"]);
    // Of a task there is none beside a document, and of a share of tasks a task has to be named.
    let of_task = json!({ "task": "documents", "text": "Hello", "visible_to": "guest" });
    carla.post(&staff, &of_task).await.expect(404);
    let of_tasks = carla.share(|_| {}).await;
    let refused = carla.post(&format!("/v1/shares/{}/comments", of_tasks.id), &answer).await.expect(422);
    assert_eq!(flaws(&refused), [("/task", "invalid")]);
    // Their creator and their guest are mailed what the other wrote.
    house.pass(jiff::SignedDuration::from_mins(11));
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let told = |to: &str, text: &str| {
        mails.iter().any(|mail| mail.to == [to] && mail.text.as_deref().is_some_and(|said| said.contains(text)))
    };
    assert!(told("carla@acme.example", "Which datum is this?"), "{mails:?}");
    assert!(told("ana@supplier.example", "Mean sea level.") && !told("ana@supplier.example", "They asked before."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_without_scripts_comments_and_gets_back_what_could_not_be_kept() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let shared = share(&carla, "WALL-1", |_| {}).await;
    let guest = opened(&house, &shared).await;
    let page = guest.page(&format!("/p/{}", shared.id)).await.expect(200).text;
    let forms = crate::house::forms(&page);
    let form = forms.iter().find(|form| form.action.ends_with("/comments")).unwrap();
    let with = |text: &str| {
        let mut fields = form.fields.clone();
        fields.retain(|(name, _)| name != "text");
        fields.push(("text".to_owned(), text.to_owned()));
        fields
    };
    let send = async |text: &str| {
        let fields = with(text);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        guest.form(&form.action, &fields).await
    };
    let long = "x".repeat(2_001);
    let back = send(&long).await.expect(422).text;
    assert!(back.contains(&long) && back.contains("Shorten the comment to 2000 characters or fewer"), "{back}");
    assert!(send(" ").await.expect(422).text.contains("Write a comment first"));
    for _ in 0..2 {
        let sent = send("Which datum is this?\r\nAsk us.").await;
        assert_eq!((sent.status, sent.header("location")), (303, format!("/p/{}#comments", shared.id).as_str()));
    }
    let comments = read(&guest, &shared).await["comments"].take();
    assert_eq!(comments.as_array().unwrap().len(), 1, "the button was pressed twice");
    assert_eq!(comments[0]["text"], "Which datum is this?\nAsk us.");
    let download = forms.iter().find(|form| form.action.ends_with("/download")).unwrap();
    let fields: Vec<_> = download.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let led = guest.form(&download.action, &fields).await;
    assert_eq!(led.status, 303);
    assert_eq!(Reply::of(house.http().get(led.header("location"))).await.expect(200).text.as_bytes(), BYTES);
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_at_once_are_all_there_and_count() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let shared = share(&carla, "WALL-1", |_| {}).await;
    let guest = opened(&house, &shared).await;
    let seen = read(&guest, &shared).await;
    let comments = format!("{}/comments", path(&shared, &seen));
    let write = |n: usize| guest.request("POST", &comments).json(&json!({ "text": format!("Comment {n}") }));
    assert_eq!(statuses(&at_once((0..8).map(write).collect()).await), [(201, 8)]);
    for n in 8..100 {
        guest.post(&comments, &json!({ "text": format!("Comment {n}") })).await.expect(201);
    }
    let refused = guest.post(&comments, &json!({ "text": "One more" })).await.expect(409).body;
    assert_eq!(refused["code"], "too_many");
    assert_eq!(read(&guest, &shared).await["comments"].as_array().unwrap().len(), 100);
}
