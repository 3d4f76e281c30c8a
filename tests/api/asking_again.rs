//! The code is asked for once more: the page says what became of that, and nothing that was filled in is typed twice.

use jiff::SignedDuration;
use serde_json::json;

use crate::house::{House, Reply};

const MONDAY: &str = "2026-11-23T12:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_again_is_told_whether_it_left_and_keeps_what_they_filled_in() {
    let house = House::at(MONDAY).await;
    let password = "correct horse battery";
    let carla = house.staff("carla");
    let share = carla.share(|terms| {
        terms["code"] = json!(true);
        terms["who_opens"] = json!(true);
        terms["password"] = json!(password);
    });
    let (share, guest) = (share.await, house.guest());
    guest.come(&share).await.expect(200);
    let (door, ask) = (share.door(), format!("{}/code", share.door()));
    assert_eq!(guest.form(&ask, &[]).await.expect(303).header("location"), format!("{door}#code"));
    let just_sent = guest.form(&ask, &[]).await.expect(303);
    assert_eq!(just_sent.header("location"), format!("{door}?code=just_sent#code"));
    let page = guest.page(&format!("{door}?code=just_sent")).await.expect(200).text;
    assert!(page.contains("sent just now") && page.contains("by 09:01 (São Paulo time)"), "{page}");
    let (_, notice) = page.split_once("name=\"notice\" value=\"").unwrap();
    let notice = notice.split('"').next().unwrap().to_owned();
    let filled = [
        ("notice", &*notice),
        ("consent", "yes"),
        ("name", "Rosa <i>"),
        ("email", "Rosa <rosa@supplier.example>"),
        ("code", "12"),
    ];
    let page = guest.form(&ask, &filled).await.expect(200).text;
    for kept in ["sent just now", "value=\"Rosa &#60;i&#62;\"", "value=\"12\"", "required checked"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    house.pass(SignedDuration::from_secs(31));
    let page = guest.form(&ask, &filled).await.expect(200).text;
    assert!(page.contains("The same code is on its way again."), "{page}");
    let again = guest.ask_code(&share).await.expect(202).body;
    assert_eq!((&again["mailed"], &again["again_at"]), (&json!(true), &json!("2026-11-23T12:00:30Z")));

    let code = house.mailed_code().await;
    let notice = guest.get(&door).await.body["notice"]["sha256"].as_str().unwrap().to_owned();
    let mut fields = vec![("notice", &*notice), ("consent", "yes"), ("code", &*code)];
    fields.extend([("name", "Rosa"), ("email", "Rosa <rosa@supplier.example>"), ("password", "wrong horse battery")]);
    let page = guest.form(&door, &fields).await.expect(422).text;
    assert!(page.contains("This is not the password") && page.contains(&format!("value=\"{code}\"")), "{page}");
    assert!(!page.contains("wrong horse"), "{page}");
    *fields.last_mut().unwrap() = ("password", password);
    guest.form(&door, &fields).await.expect(303);
    let records = carla.records(&share.id).await;
    let who = records.iter().find(|record| record["kind"] == "share.identified").unwrap();
    assert!(who.to_string().contains("rosa@supplier.example"), "{who}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_chooses_another_language_keeps_what_they_filled_in_and_opens_nothing() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["who_opens"] = json!(true)).await;
    let guest = house.guest();
    guest.come(&share).await.expect(200);
    let notice = guest.get(&share.door()).await.body["notice"]["sha256"].as_str().unwrap().to_owned();
    let filled = [("notice", &*notice), ("consent", "yes"), ("name", "Rosa"), ("email", "rosa@supplier.example")];
    let in_spanish = format!("{}?lang=es", share.door());
    let page = guest.form(&in_spanish, &filled).await.expect(200);
    guest.keep(&page);
    for kept in ["<html lang=\"es\"", "value=\"Rosa\"", "value=\"rosa@supplier.example\"", "required checked"] {
        assert!(page.text.contains(kept), "{kept}: {}", page.text);
    }
    let empty = guest.form(&in_spanish, &[]).await.expect(200).text;
    assert!(empty.contains("<html lang=\"es\"") && !empty.contains("Rosa"), "{empty}");
    let accesses = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body["accesses"].clone();
    assert_eq!(accesses["used"], 0);
    let foreign = guest.bare("POST", &in_spanish).header("accept", "text/html").header("sec-fetch-site", "cross-site");
    let foreign = Reply::of(foreign.form(&filled)).await;
    assert!(!foreign.text.contains("Rosa"), "nobody else fills in our pages: {}", foreign.text);
}
