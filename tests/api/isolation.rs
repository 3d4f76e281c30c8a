//! Two guests, each with a link of their own: neither reaches what is the other's.

use serde_json::{Value, json};
use vestibule_cloud::meter::Counts;

use crate::house::{Guest, House, Reply, Share, Visit, run};

const BYTES: &[u8] = b"%PDF-1.7 articles";

async fn act(guest: &Guest<'_>, (method, path, body): &(&str, String, Value)) -> Reply {
    let request = guest.request(method, path);
    Reply::of(if *method == "GET" { request } else { request.json(body) }).await
}

/// Two shares of the same tasks, both opened; the second guest has uploaded a file and completed a task.
struct Pair<'a> {
    a: (Share, Guest<'a>),
    b: (Share, Guest<'a>),
    /// Of the second.
    upload: String,
    file: String,
}

impl<'a> Pair<'a> {
    async fn of(house: &'a House) -> Self {
        let carla = house.staff("carla");
        let file = carla.reference_file("terms.pdf", BYTES).await;
        let mut flow = run();
        flow["tasks"][0]["references"] = json!([file]);
        let mut opened = Vec::new();
        for (name, email) in [("Ana Souza", "ana@supplier.example"), ("Bento Reis", "bento@reis.example")] {
            let share = carla.share(|terms| terms["recipient"] = json!({ "name": name, "email": email })).await;
            let guest = house.guest();
            guest.open(&share).await.expect(200);
            opened.push((share, guest));
        }
        carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(200);
        let (b, a) = (opened.pop().unwrap(), opened.pop().unwrap());
        let settled = b.1.upload(&b.0, "documents", "articles", "bento.pdf", BYTES).await.expect(200);
        b.1.save(&b.0, "details", json!({ "legal_name": "Reis & Filhos" })).await.expect(200);
        b.1.complete(&b.0, "details").await.expect(200);
        let upload = settled.body["id"].as_str().unwrap().to_owned();
        house.system.meter.take();
        Self { a, b, upload, file }
    }

    /// Everything of the second guest's, in the task that is open and in the one that has a receipt.
    fn visits(&self) -> [Visit<'_>; 2] {
        let of = |task| Visit { share: &self.b.0.id, task, upload: &self.upload, file: &self.file };
        [of("documents"), of("details")]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_one_share_is_none_of_another() {
    let house = House::open().await;
    let pair = Pair::of(&house).await;
    let carla = house.staff("carla");
    let trail = carla.trail(&pair.b.0.id).await;
    let (stranger, guest) = (house.guest(), &pair.a.1);
    // The second share's own token would have to be guessed; the first's is at hand.
    let csrf = guest.csrf()[&pair.a.0.id].clone();
    guest.csrf().insert(pair.b.0.id.clone(), csrf);
    house.system.meter.take();
    for visit in pair.visits() {
        for asked in visit.all() {
            let mut told = act(guest, &asked).await.expect(404).body;
            let mut strangers = act(&stranger, &asked).await.expect(404).body;
            told["trace_id"] = Value::Null;
            strangers["trace_id"] = Value::Null;
            assert_eq!(told, strangers, "{asked:?}");
        }
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    assert_eq!(carla.trail(&pair.b.0.id).await, trail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_under_another_share_s_name_is_none() {
    let house = House::open().await;
    let pair = Pair::of(&house).await;
    let guest = &pair.a.1;
    let name = |share: &Share| format!("__Host-vst-{}", share.id);
    let sealed = guest.cookies()[&name(&pair.a.0)].clone();
    let others = pair.b.1.cookies()[&name(&pair.b.0)].clone();
    let half = sealed.len() / 2;
    let forged = [
        sealed.clone(),
        sealed.to_uppercase(),
        format!("{}{}", &sealed[..half], &others[half..]),
        format!("{}{}", &others[..others.len() - 64], &sealed[sealed.len() - 64..]),
        others[..others.len() - 2].to_owned(),
        format!("{others}00"),
        String::new(),
    ];
    guest.csrf().insert(pair.b.0.id.clone(), pair.b.1.csrf()[&pair.b.0.id].clone());
    house.system.meter.take();
    for value in forged {
        guest.cookies().insert(name(&pair.b.0), value);
        for asked in pair.visits()[0].all() {
            act(guest, &asked).await.expect(404);
        }
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    guest.cookies().insert(name(&pair.b.0), others);
    guest.get(&format!("/p/{}", pair.b.0.id)).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_outside_the_share_is_told_from_one_that_is_not_there_by_nothing() {
    let house = House::open().await;
    let pair = Pair::of(&house).await;
    let carla = house.staff("carla");
    let (share, guest) = &pair.a;
    let trail = carla.trail(&share.id).await;
    let before = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    let of = |task| Visit { share: &share.id, task, upload: &pair.upload, file: &pair.file };
    let told = async |asked| {
        let mut body = act(guest, &asked).await.expect(404).body;
        body["trace_id"] = Value::Null;
        body
    };
    for task in ["secret", "review"] {
        let both = of(task).all().into_iter().zip(of("nowhere").all());
        for (outside, nowhere) in both.filter(|((_, path, _), _)| path.contains("/tasks/")) {
            let path = outside.1.clone();
            assert_eq!(told(outside).await, told(nowhere).await, "{path}");
        }
    }
    assert_eq!(carla.trail(&share.id).await, trail);
    assert_eq!(carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_guest_s_files_of_the_same_task_do_not_exist() {
    let house = House::open().await;
    let pair = Pair::of(&house).await;
    let carla = house.staff("carla");
    let (share, guest) = &pair.a;
    let visit = Visit { share: &share.id, task: "documents", upload: &pair.upload, file: &pair.upload };
    let trail = carla.trail(&share.id).await;
    for asked in visit.acts().iter().filter(|(_, path, _)| path.contains(&pair.upload)) {
        act(guest, asked).await.expect(404);
    }
    assert_eq!(carla.trail(&share.id).await, trail);
    let theirs = ["bento.pdf", pair.upload.as_str(), pair.b.0.id.as_str()];
    let (path, receipt) = (format!("/p/{}", share.id), format!("/p/{}/tasks/details/receipt", share.id));
    for reply in [guest.get(&path).await.expect(200), guest.page(&path).await.expect(200)] {
        assert!(theirs.iter().all(|t| !reply.text.contains(t)) && !reply.text.contains(&receipt), "{}", reply.text);
    }
    guest.get(&receipt).await.expect(404);
    let led = guest.page(&receipt).await.expect(303);
    assert_eq!(
        led.header("location"),
        format!("{path}?cursor=details#task-details"),
        "to the work, which tells no more"
    );
    guest.upload(share, "documents", "articles", "ana.pdf", BYTES).await.expect(200);
    let receipt = guest.complete(share, "documents").await.expect(200).body;
    let files: Vec<_> = receipt["receipt"]["files"].as_array().unwrap().iter().map(|f| &f["name"]).collect();
    assert_eq!(files, ["ana.pdf"]);
    let page = pair.b.1.page(&format!("/p/{}", pair.b.0.id)).await.expect(200);
    assert!(!page.text.contains("Everything is sent"), "somebody else sent the other half, and the last one");
    let again = guest.page(&format!("/p/{}/tasks/documents/receipt", share.id)).await.expect(200);
    assert!(theirs.iter().all(|t| !again.text.contains(t)), "{}", again.text);
    let flow = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    let files: Vec<_> = flow["tasks"][0]["files"].as_array().unwrap().iter().map(|f| &f["name"]).collect();
    assert_eq!(files, ["bento.pdf", "ana.pdf"], "staff see what every guest sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_links_in_one_browser_do_not_mix() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let one = carla.share(|terms| terms["recipient"]["name"] = json!("Ana")).await;
    let two = carla.share(|terms| terms["recipient"]["name"] = json!("Ana for Bento")).await;
    let guest = house.guest();
    guest.open(&one).await.expect(200);
    guest.open(&two).await.expect(200);
    assert_eq!(guest.cookies().len(), 2);
    for (share, name) in [(&one, "Ana"), (&two, "Ana for Bento"), (&one, "Ana")] {
        let view = guest.get(&format!("/p/{}", share.id)).await.expect(200).body;
        assert_eq!((&view["share"]["id"], &view["share"]["recipient"]["name"]), (&json!(share.id), &json!(name)));
        assert_eq!(view["csrf"], json!(guest.csrf()[&share.id]));
    }
    guest.post(&format!("/p/{}/tasks/details/comments", two.id), &json!({ "text": "for two" })).await.expect(201);
    let commented = carla.get(&format!("/v1/shares/{}/activity", two.id)).await.expect(200);
    assert!(commented.text.contains("share.commented"));
    assert_eq!(carla.trail(&one.id).await, ["share.created", "share.link_opened", "share.consented"]);

    let swapped = guest.csrf()[&one.id].clone();
    guest.csrf().insert(two.id.clone(), swapped);
    let path = format!("/p/{}/tasks/details/comments", two.id);
    guest.post(&path, &json!({ "text": "with the other's token" })).await.expect(403);
    carla.post(&format!("/v1/shares/{}/revoke", one.id), &json!({})).await.expect(200);
    guest.get(&format!("/p/{}", one.id)).await.expect(410);
    guest.get(&format!("/p/{}", two.id)).await.expect(200);
}
