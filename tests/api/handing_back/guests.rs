//! Several guests of one task: who is asked, and who is told.

use super::*;

fn bruno(terms: &mut Value) {
    terms["scope"]["tasks"] = json!(["documents"]);
    terms["recipient"] = json!({ "name": "Bruno Lima", "email": "bruno@lima.example", "locale": "es" });
    terms["delivery"] = json!("email");
}

/// Bruno sends a file and writes; Ana sends one and completes the task.
async fn together<'a>(house: &'a House, staff: [&Staff<'_>; 2]) -> ([Share; 2], [Guest<'a>; 2], [Value; 2]) {
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await;
    let [ana, bruno_by] = staff;
    let for_ana = |terms: &mut Value| {
        terms["scope"]["tasks"] = json!(["documents"]);
        terms["delivery"] = json!("email");
    };
    let shares = [ana.create(for_ana).await, bruno_by.create(bruno).await];
    let [to_ana, to_bruno] = shares;
    let shares = [mailed(house, to_ana).await, mailed(house, to_bruno).await];
    let guests = [house.guest(), house.guest()];
    let mut files = vec![];
    for (guest, (share, name)) in guests.iter().zip(shares.iter().zip(["ana.pdf", "bruno.pdf"])) {
        guest.open(share).await.expect(200);
        let sent = guest.upload(share, "documents", "articles", name, name.as_bytes()).await.expect(200).body;
        files.push(sent["id"].clone());
    }
    guests[0].complete(&shares[0], "documents").await.expect(200);
    house.deliver().await;
    (shares, guests, files.try_into().unwrap())
}

/// The mails that come of something, by address.
async fn mails(house: &House, before: usize) -> Vec<(String, String)> {
    house.deliver().await;
    let mut mails: Vec<_> = house.system.cloud.inbox().messages().drain(before..).collect();
    mails.sort_by_key(|mail| mail.to.concat());
    mails.into_iter().map(|mail| (mail.to.concat(), mail.text.unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sent_the_file_is_asked_beside_who_completed_the_task() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let ([ana, bruno], [_, guest], [_, file]) = together(&house, [&carla, &carla]).await;
    let before = house.system.cloud.inbox().messages().len();
    let answer = hand_back(&carla, "documents", &[returned(("file", &file), STAMP)]).await.expect(200).body;
    let asked: Vec<_> = answer["asked"].as_array().unwrap().iter().map(|asked| asked["share"].clone()).collect();
    assert_eq!(asked, [json!(ana.id), json!(bruno.id)]);
    for share in [&ana, &bruno] {
        let trail = carla.trail(&share.id).await;
        assert!(trail.contains(&"share.handed_back".to_owned()), "{trail:?}");
    }
    let mails = mails(&house, before).await;
    let [(_, to_ana), (_, to_bruno)] = <[_; 2]>::try_from(mails).unwrap();
    assert!(!to_ana.contains("bruno.pdf") && !to_ana.contains(STAMP), "files of others are not named: {to_ana}");
    assert!(
        to_ana.contains("Files that somebody else sent are handed back to them; of what you sent, nothing is."),
        "{to_ana}"
    );
    assert!(to_bruno.contains("bruno.pdf") && to_bruno.contains(STAMP), "{to_bruno}");
    let page = guest.task(&bruno, "documents").await;
    assert_eq!((&page["state"], &page["open"]), (&json!("open"), &json!(["articles"])));
    guest.upload(&bruno, "documents", "articles", "bruno.pdf", b"better").await.expect(200);
    let receipt = guest.complete(&bruno, "documents").await.expect(200).body["receipt"].clone();
    assert_eq!((&receipt["round"], &receipt["earlier"][0]["record"]), (&json!(2), &Value::Null), "that was Ana's");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_took_part_is_told_and_so_is_the_creator_where_another_member_hands_back() {
    let house = House::at(MONDAY).await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    let ([ana, bruno], _, [file, _]) = together(&house, [&ivo, &carla]).await;
    let before = house.system.cloud.inbox().messages().len();
    let answer = hand_back(&carla, "documents", &[returned(("file", &file), STAMP)]).await.expect(200).body;
    assert_eq!(answer["asked"].as_array().unwrap().len(), 1);
    let mails = mails(&house, before).await;
    let to: Vec<_> = mails.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["ana@supplier.example", "bruno@lima.example", "ivo@acme.example"]);
    assert!(mails[1].1.contains("ha devuelto algo de «Company documents» a otra persona"), "{}", mails[1].1);
    assert!(!mails[1].1.contains("/i#") && !mails[1].1.contains(STAMP), "{}", mails[1].1);
    assert!(mails[2].1.contains("Carla Mendes has handed something back to Ana Souza"), "{}", mails[2].1);
    let trail = carla.trail(&bruno.id).await;
    assert!(!trail.contains(&"share.handed_back".to_owned()), "nothing is asked of Bruno: {trail:?}");
    let refused = hand_back(&ivo, "documents", &[returned(("file", &file), STAMP)]).await.expect(409);
    assert_eq!(refused.body["code"], "not_completed", "{}", ana.id);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_guest_sent_is_accepted_by_who_manages_their_share_and_is_on_record_there() {
    let house = House::at(MONDAY).await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    let ([ana, bruno], _, [own, file]) = together(&house, [&ivo, &carla]).await;
    for named in [json!({ "file": file }), json!({ "field": "articles" })] {
        accept(&ivo, "documents", named).await.expect(403);
    }
    accept(&ivo, "documents", json!({ "file": own })).await.expect(200);
    let accepted = async |share: &Share| -> Vec<Value> {
        let records = carla.records(&share.id).await;
        let of = |record: &&Value| record["kind"] == "share.accepted";
        records.iter().filter(of).map(|record| record["facts"]["files"].clone()).collect()
    };
    assert_eq!((accepted(&ana).await, accepted(&bruno).await), (vec![json!([own])], vec![]));
    let both = json!({ "accepted": [{ "file": file }], "returned": [returned(("file", &own), STAMP)] });
    let path = "/v1/projects/procurement/runs/kyc/tasks/documents/hand-back";
    assert_eq!(carla.post(path, &both).await.expect(422).errors(), ["/returned/0 accepted"]);
    accept(&carla, "documents", json!({ "file": file })).await.expect(200);
    assert_eq!(
        (accepted(&ana).await, accepted(&bruno).await),
        (vec![json!([own]), json!([file])], vec![json!([file])])
    );
    accept(&ivo, "documents", json!({ "file": file })).await.expect(200);
    assert_eq!(accepted(&bruno).await.len(), 1, "it stands, so nothing is accepted");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_accepted_beside_what_comes_back_is_on_record_and_nothing_is_asked_of_who_sent_it() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let ([ana, bruno], _, [own, file]) = together(&house, [&carla, &carla]).await;
    let both = json!({ "accepted": [{ "file": file }], "returned": [returned(("file", &own), STAMP)] });
    let path = "/v1/projects/procurement/runs/kyc/tasks/documents/hand-back";
    let answer = carla.post(path, &both).await.expect(200).body;
    let asked: Vec<_> = answer["asked"].as_array().unwrap().iter().map(|asked| asked["share"].clone()).collect();
    assert_eq!(asked, [json!(ana.id)]);
    let trail = carla.trail(&ana.id).await;
    assert_eq!(trail[trail.len() - 2..], ["share.handed_back", "share.accepted"]);
    let trail = carla.trail(&bruno.id).await;
    assert_eq!(trail.last().unwrap(), "share.accepted");
    assert!(!trail.contains(&"share.handed_back".to_owned()), "{trail:?}");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_another_guest_takes_the_right_to_their_share_and_does_without_it_once_it_is_revoked() {
    let house = House::at(MONDAY).await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    let ([ana, bruno], [guest, _], [_, file]) = together(&house, [&ivo, &carla]).await;
    let items = [returned(("file", &file), STAMP)];
    hand_back(&ivo, "documents", &items).await.expect(403);
    carla.post(&format!("/v1/shares/{}/revoke", bruno.id), &json!({})).await.expect(200);
    let answer = hand_back(&carla, "documents", &items).await.expect(200).body;
    assert_eq!(answer["asked"].as_array().unwrap().len(), 1, "who completed it can send another file: {answer}");
    guest.upload(&ana, "documents", "articles", "other.pdf", b"other").await.expect(200);
    guest.complete(&ana, "documents").await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_given_again_only_to_who_still_manages_the_share() {
    let house = House::at(MONDAY).await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    completed(&house, &ivo, |_| {}).await;
    let body = json!({ "returned": [returned(("field", &json!("remarks")), "Say more.")] });
    for _ in 0..2 {
        carla.post_once(&path("documents"), "one", &body).await.expect(200);
    }
    let initiator = json!({ "roles": { "procurement": "initiator" } });
    house.staff("olivia").patch("/v1/members/carla", &initiator).await.expect(200);
    carla.post_once(&path("documents"), "one", &body).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_closed_by_who_was_asked_or_by_somebody_who_answers_anew() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let ([ana, bruno], [to_ana, other], [file, _]) = together(&house, [&carla, &carla]).await;
    let answer = hand_back(&carla, "documents", &[returned(("file", &file), STAMP)]).await.expect(200).body;
    assert_eq!(answer["asked"].as_array().unwrap().len(), 1, "Bruno is not asked");
    let refused = other.complete(&bruno, "documents").await.expect(422);
    let [error] = refused.body["errors"].as_array().unwrap().as_slice() else { panic!("{}", refused.text) };
    assert_eq!(error["code"], "left_to_others");
    let check = other.page(&format!("/p/{}?check=documents", bruno.id)).await.expect(200);
    assert!(check.text.contains("se devolvió a otra persona"), "{}", check.text);
    assert_eq!(other.task(&bruno, "documents").await["state"], "open");
    let receipt = to_ana.complete(&ana, "documents").await.expect(200).body;
    assert_eq!(receipt["receipt"]["round"], 2, "{receipt}");

    let again = other.complete(&bruno, "documents").await.expect(409);
    assert_eq!(again.body["code"], "task_done");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_another_file_may_close_a_round_that_others_were_asked_for() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let ([_, bruno], [_, other], [file, _]) = together(&house, [&carla, &carla]).await;
    hand_back(&carla, "documents", &[returned(("file", &file), STAMP)]).await.expect(200);
    other.upload(&bruno, "documents", "articles", "clear.pdf", b"%PDF-1.7 clear").await.expect(200);
    other.complete(&bruno, "documents").await.expect(200);
    house.balance().await;
}
