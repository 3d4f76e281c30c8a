//! Guests whose browsers run no scripts: whichever button they press, nothing that they typed is lost.

use serde_json::{Value, json};

use crate::{
    faulty::{Extent, Fault, Faults},
    house::{Guest, House, Reply, Share, Staff, forms},
};

const LONG: &str = "A name that is far too long. ";

struct Typist<'a> {
    carla: Staff<'a>,
    guest: Guest<'a>,
    share: Share,
}

/// A guest of two tasks, both open.
async fn typist(house: &House) -> Typist<'_> {
    let carla = house.staff("carla");
    let fields = json!([
        { "id": "name", "label": "Legal name", "type": "short_text", "required": true },
        { "id": "about", "label": "About", "type": "long_text" },
        { "id": "seen", "label": "Seen", "type": "checkbox" },
    ]);
    let flow = json!({ "title": "Two", "tasks": [
        { "id": "one", "title": "One", "fields": fields }, { "id": "two", "title": "Two", "fields": fields },
    ] });
    let share = carla.share_of(&flow, |terms| terms["scope"]["tasks"] = json!(["one", "two"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    Typist { carla, guest, share }
}

impl Typist<'_> {
    /// Presses a button of a task, with what was typed on the page as it was when nothing was answered.
    async fn press(&self, path: &str, typed: &[(&str, &str)]) -> Reply {
        let csrf = self.guest.csrf()[&self.share.id].clone();
        let mut fields = vec![("csrf", csrf.as_str()), ("lang", "en"), ("base:one", "0"), ("base:two", "0")];
        fields.extend(typed);
        self.guest.form(&format!("/p/{}/tasks/{path}", self.share.id), &fields).await
    }

    async fn held(&self, task: &str) -> Value {
        self.guest.task(&self.share, task).await
    }
}

/// The value of a control on a page.
fn value<'a>(page: &'a str, name: &str) -> &'a str {
    let from = page.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("{name} in {page}"));
    match from.split_once('>').unwrap() {
        (tag, _) if tag.contains(" value=\"") => tag.split(" value=\"").nth(1).unwrap().split('"').next().unwrap(),
        (_, inside) => inside.split("</textarea>").next().unwrap().trim_start_matches('\n'),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_too_long_comes_back_in_its_field_with_its_flaw() {
    let house = House::open().await;
    let typist = typist(&house).await;
    let long = LONG.repeat(50);
    let typed = [("answers:one:name", &*long), ("answers:one:about", "Metals\r\nsince 1907")];
    let page = typist.press("one/draft", &typed).await.expect(422).text;
    assert_eq!(value(&page, "answers:one:name"), long.trim());
    let flaw = "Shorten “Legal name” to 1000 characters or fewer";
    assert_eq!(page.matches(flaw).count(), 4, "beside it, on top, and for the scripts of both tasks: {page}");
    assert!(page.contains("<title>Error: "), "{page}");
    let task = typist.held("one").await;
    assert_eq!(task["answers"], json!({ "about": "Metals\nsince 1907" }), "the others are kept");
    assert_eq!(value(&page, "base:one"), "1", "so that the next try is no conflict");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_that_cannot_be_added_comes_back_in_its_box() {
    let house = House::open().await;
    let typist = typist(&house).await;
    let long = "Which year? ".repeat(200);
    for (text, flaw) in
        [(&*long, "Shorten the comment to 2000 characters or fewer"), (" \u{200b}", "Write a comment first")]
    {
        let typed = [("comment:one", text), ("answers:one:name", "Souza"), ("comment:two", "Half a")];
        let page = typist.press("one/comments", &typed).await.expect(422).text;
        assert_eq!((value(&page, "comment:one"), value(&page, "comment:two")), (text, "Half a"));
        assert!(page.contains(flaw) && page.contains("#comment-one"), "{flaw}: {page}");
    }
    let task = typist.held("one").await;
    assert_eq!((&task["answers"]["name"], &task["comments"]), (&json!("Souza"), &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_button_of_the_page_saves_all_that_was_typed_on_it() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let typist = typist(&house).await;
    let path = format!("/p/{}", typist.share.id);
    for (n, (button, then, leads)) in [
        ("one/comments", "", format!("{path}?cursor=one#task-one")),
        ("one/draft", "", format!("{path}?cursor=one&saved=2026-11-23T12:00:00Z#save-one")),
        ("one/draft", "check", format!("{path}?check=one")),
        ("one/draft", "es", format!("{path}?cursor=one&lang=es")),
        ("one/draft", "tasks:two", format!("{path}?cursor=two")),
        ("one/draft", "tasks:", path.clone()),
    ]
    .into_iter()
    .enumerate()
    {
        let (one, two) = (format!("One {n}"), format!("Two {n}"));
        let versions = [typist.held("one").await, typist.held("two").await].map(|task| task["version"].to_string());
        let typed = [("then", then), ("answers:one:name", &*one), ("answers:two:name", &*two), ("comment:one", "Hi")];
        let typed = if n == 0 { &typed[..] } else { &typed[..3] };
        let csrf = typist.guest.csrf()[&typist.share.id].clone();
        let mut fields =
            vec![("csrf", &*csrf), ("lang", "en"), ("base:one", &*versions[0]), ("base:two", &*versions[1])];
        fields.extend(typed);
        let sent = typist.guest.form(&format!("{path}/tasks/{button}"), &fields).await.expect(303);
        assert_eq!(sent.header("location"), leads);
        let names = [typist.held("one").await, typist.held("two").await].map(|task| task["answers"]["name"].clone());
        assert_eq!(names, [json!(one), json!(two)]);
    }
    assert_eq!(typist.held("one").await["comments"][0]["text"], "Hi");
    let kinds = typist.carla.trail(&typist.share.id).await;
    let changes = kinds.iter().filter(|kind| *kind == "share.field_changed").count();
    assert_eq!(changes, 12, "boxes that nobody touched are no change: {kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_after_its_save_button_says_when_it_was_saved_while_that_is_news() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let typist = typist(&house).await;
    let sent = typist.press("one/draft", &[("answers:one:name", "Souza")]).await.expect(303);
    let (address, _) = sent.header("location").split_once('#').unwrap();
    let page = async |address: &str| typist.guest.page(address).await.expect(200).text;
    let said = "data-saved>Saved 09:00 (São Paulo time)</p>";
    assert_eq!(page(address).await.matches(said).count(), 1, "the other task was not saved by its button");
    assert_eq!(page(&format!("/p/{}", typist.share.id)).await.matches("data-saved></p>").count(), 2);
    house.pass(jiff::SignedDuration::from_mins(10));
    assert_eq!(page(address).await.matches("data-saved></p>").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_beside_another_button_is_neither_added_nor_lost() {
    let house = House::open().await;
    let typist = typist(&house).await;
    let typed = [("then", "check"), ("answers:one:name", "Souza"), ("comment:one", "Half a thought")];
    let page = typist.press("one/draft", &typed).await.expect(422).text;
    assert_eq!(value(&page, "comment:one"), "Half a thought");
    assert!(page.contains("You have written a comment that is not added yet"), "{page}");
    let task = typist.held("one").await;
    assert_eq!((&task["answers"]["name"], &task["comments"]), (&json!("Souza"), &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_changed_stands_beside_what_was_typed() {
    let house = House::open().await;
    let typist = typist(&house).await;
    typist.guest.save(&typist.share, "one", json!({ "name": "Theirs" })).await.expect(200);
    let typed = [("answers:one:name", "Mine"), ("answers:one:about", "Metals")];
    let page = typist.press("one/draft", &typed).await.expect(422).text;
    assert_eq!(value(&page, "answers:one:name"), "Mine");
    assert!(page.contains("There it says “Theirs”"), "{page}");
    assert_eq!(typist.held("one").await["answers"], json!({ "name": "Theirs", "about": "Metals" }));
    let csrf = typist.guest.csrf()[&typist.share.id].clone();
    let again = [("csrf", &*csrf), ("base:one", value(&page, "base:one")), ("answers:one:name", "Mine")];
    let path = format!("/p/{}/tasks/one/draft", typist.share.id);
    typist.guest.form(&path, &again).await.expect(303);
    assert_eq!(typist.held("one").await["answers"]["name"], "Mine");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_into_a_task_that_was_sent_meanwhile_is_shown_to_be_copied() {
    let house = House::open().await;
    let typist = typist(&house).await;
    typist.guest.save(&typist.share, "one", json!({ "name": "Souza" })).await.expect(200);
    typist.guest.complete(&typist.share, "one").await.expect(200);
    let typed = [("answers:one:name", "Souza Metais"), ("comment:one", "One more thing")];
    let page = typist.press("one/draft", &typed).await.expect(422).text;
    assert!(page.contains("What you typed is not saved") && page.contains("This was sent already, at"), "{page}");
    assert!(page.contains("Legal name: Souza Metais") && page.contains("One more thing"), "{page}");
    assert!(!page.contains("name=\"answers:one:name\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_link_gives_back_what_was_typed() {
    let house = House::open().await;
    let typist = typist(&house).await;
    typist.carla.post(&format!("/v1/shares/{}/revoke", typist.share.id), &json!({})).await.expect(200);
    let typed = [("answers:one:about", "<b>Metals</b> since 1907"), ("comment:two", "Half a thought")];
    let page = typist.press("one/draft", &typed).await.expect(410).text;
    assert!(page.contains("This link has been withdrawn") && page.contains("Half a thought"), "{page}");
    assert!(page.contains("&#60;b&#62;Metals&#60;/b&#62; since 1907"), "{page}");
    typist.press("one/draft", &[]).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_nothing_answers_can_be_sent_again() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let typist = typist(&house).await;
    let typed = [("answers:one:about", "Metals\r\nsince 1907"), ("comment:one", "Half a thought")];
    faults.arm(1, Extent::Onwards, Fault::Before);
    let page = typist.press("one/comments", &typed).await.expect(503).text;
    faults.heal();
    assert!(page.contains("Try again") && page.contains("Half a thought"), "{page}");
    let [again] = <[_; 1]>::try_from(forms(&page)).unwrap();
    let fields: Vec<_> = again.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    typist.guest.form(&again.action, &fields).await.expect(303);
    let task = typist.held("one").await;
    assert_eq!(
        (&task["answers"]["about"], &task["comments"][0]["text"]),
        (&json!("Metals\nsince 1907"), &json!("Half a thought"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_puts_words_into_our_pages() {
    let house = House::open().await;
    let typist = typist(&house).await;
    let path = format!("/p/{}/tasks/one/comments", typist.share.id);
    let foreign = typist.guest.bare("POST", &path).header("accept", "text/html").header("sec-fetch-site", "cross-site");
    let answer = Reply::of(foreign.form(&[("comment:one", "Call this number")])).await.expect(303);
    assert!(!answer.text.contains("Call this number"), "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_say_of_a_task_that_is_sent_is_in_sight() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let typist = typist(&house).await;
    let folded = "<section class=\"task done\"";
    let details = |page: &str| page.split(folded).nth(1).unwrap().split("<summary>").next().unwrap().to_owned();
    let comments = format!("/v1/shares/{}/comments", typist.share.id);
    let comment = |text: &str| json!({ "task": "one", "text": text, "visible_to": "guest" });
    typist.carla.post(&comments, &comment("Before")).await.expect(201);
    house.pass(jiff::SignedDuration::from_mins(1));
    typist.guest.save(&typist.share, "one", json!({ "name": "Souza" })).await.expect(200);
    typist.guest.complete(&typist.share, "one").await.expect(200);
    let page = typist.guest.page(&format!("/p/{}", typist.share.id)).await.expect(200).text;
    assert!(details(&page).ends_with("<details>"), "{}", details(&page));
    house.pass(jiff::SignedDuration::from_mins(1));
    typist.carla.post(&comments, &comment("After")).await.expect(201);
    let page = typist.guest.page(&format!("/p/{}", typist.share.id)).await.expect(200).text;
    assert!(details(&page).ends_with("<details open>"), "{}", details(&page));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_on_a_page_that_begins_late_is_kept_whichever_of_its_buttons_is_pressed() {
    let house = House::open().await;
    // A page holds some 15 tasks of such descriptions.
    let help = "\"".repeat(500);
    let field = |n: usize| json!({ "id": format!("f{n}"), "label": "F", "help": help, "type": "short_text" });
    let fields: Vec<_> = (0..60).map(field).collect();
    let names: Vec<_> = (10..50).map(|n| format!("t{n}")).collect();
    let tasks: Vec<_> = names.iter().map(|name| json!({ "id": name, "title": name, "fields": fields })).collect();
    let flow = json!({ "title": "Large", "tasks": tasks });
    let carla = house.staff("carla");
    let share = carla.share_of(&flow, |terms| terms["scope"]["tasks"] = json!(names)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let shown = guest.get(&format!("/p/{}?cursor=t30", share.id)).await.expect(200).body;
    let shown: Vec<_> = shown["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_str().unwrap()).collect();
    assert!(shown.len() < 20 && shown.contains(&"t30") && shown.contains(&"t33"), "{shown:?}");

    let csrf = guest.csrf()[&share.id].clone();
    let bases: Vec<_> = shown.iter().map(|task| format!("base:{task}")).collect();
    let mut typed = vec![("csrf", csrf.as_str()), ("lang", "en")];
    typed.extend(bases.iter().map(|base| (base.as_str(), "0")));
    typed.extend([("answers:t30:f0", "Souza"), ("answers:t33:f0", "Lima")]);
    guest.form(&format!("/p/{}/tasks/t33/draft", share.id), &typed).await.expect(303);

    let held = guest.get(&format!("/p/{}?cursor=t30", share.id)).await.expect(200).body;
    let answer = |task: &str| {
        let tasks = held["tasks"].as_array().unwrap();
        tasks.iter().find(|of| of["id"] == task).unwrap()["answers"]["f0"].clone()
    };
    assert_eq!([answer("t30"), answer("t33")], [json!("Souza"), json!("Lima")]);
}
