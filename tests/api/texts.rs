//! Texts as people paste them, through every door: what nobody sees goes, what people see stays, and the host gets what
//! was judged.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share};

const BYTES: &[u8] = b"%PDF-1.7 texts";
const DOCUMENTS: &str = "/v1/projects/procurement/runs/kyc";

async fn opened<'a>(house: &'a House, share: &Share) -> Guest<'a> {
    let guest = house.guest();
    guest.open(share).await.expect(200);
    guest
}

/// A share of one task with a required name, a code of fourteen digits, an address and remarks.
async fn asked(house: &House) -> Share {
    let field = |id: &str, kind: &str| json!({ "id": id, "label": id, "type": kind });
    let mut name = field("name", "short_text");
    name["required"] = json!(true);
    let mut code = field("code", "short_text");
    (code["max_length"], code["pattern"]) = (json!(14), json!("[0-9]{14}"));
    let fields = [name, code, field("mail", "email"), field("remarks", "long_text"), field("scan", "file")];
    let flow = json!({ "title": "Texts", "tasks": [{ "id": "texts", "title": "Texts", "fields": fields }] });
    house.staff("carla").share_of(&flow, |terms| terms["scope"]["tasks"] = json!(["texts"])).await
}

/// What the host reads of the task.
async fn host_reads(house: &House) -> Value {
    house.staff("carla").get(DOCUMENTS).await.expect(200).body["tasks"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_reaches_the_host_as_it_was_judged() {
    let house = House::open().await;
    let share = asked(&house).await;
    let guest = opened(&house, &share).await;
    let answers = json!({
        "name": "\u{202e}Ana\u{0} \u{1b}Sou\r\nza\u{200b}",
        "code": "12345678901234 ",
        "mail": "\u{feff}contato@construção.com.br\u{200b}",
        "remarks": "linha 1\u{2028}linha 2\u{b}@\u{2068}Ana\u{2069}",
    });
    let saved = guest.save(&share, "texts", answers).await.expect(200);
    assert_eq!(saved.body["flaws"], Value::Null, "{}", saved.text);
    guest.complete(&share, "texts").await.expect(200);
    let kept = &host_reads(&house).await["answers"];
    assert_eq!(kept["name"], "Ana Sou za");
    assert_eq!(kept["code"], "12345678901234");
    assert_eq!(kept["mail"], "contato@construção.com.br");
    assert_eq!(kept["remarks"], "linha 1\nlinha 2\n@\u{2068}Ana\u{2069}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_visible_is_no_answer() {
    let house = House::open().await;
    let share = asked(&house).await;
    let guest = opened(&house, &share).await;
    for blank in ["\u{200b}", "\u{2800}", "\u{3164}", "\u{feff}", "\u{ad}", "\u{115f}", "\u{2068}\u{2069}"] {
        guest.save(&share, "texts", json!({ "name": blank })).await.expect(200);
        let refused = guest.complete(&share, "texts").await.expect(422);
        assert_eq!(refused.errors(), ["/answers/name required"], "{blank:?}");
    }
    let named = |name: &str| {
        let mut terms = crate::house::terms();
        (terms["scope"]["tasks"], terms["recipient"]["name"]) = (json!(["texts"]), json!(name));
        terms
    };
    let refused = house.staff("carla").post("/v1/shares", &named("\u{3164}")).await.expect(422);
    assert_eq!(refused.errors(), ["/recipient/name invalid"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_outside_ascii_before_the_at_is_named_with_its_place() {
    let house = House::open().await;
    let share = asked(&house).await;
    let guest = opened(&house, &share).await;
    let saved = guest.save(&share, "texts", json!({ "name": "Ana", "mail": "joão@acme.example" })).await.expect(200);
    assert_eq!(saved.body["flaws"][0]["code"], "local_part", "{}", saved.text);
    let detail = saved.body["flaws"][0]["detail"].as_str().unwrap();
    assert_eq!(detail, "has U+00E3 at character 3; mail reaches ASCII alone before the @");
    for (lang, words) in [("en", "without ã (U+00E3), its character 3"), ("pt-BR", "sem ã"), ("es", "sin ã")] {
        let page = guest.page(&format!("/p/{}?fix=texts&lang={lang}", share.id)).await.expect(200);
        assert!(page.text.contains(words), "{lang}: {}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_of_both_sides_take_what_programs_put_into_texts() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = opened(&house, &share).await;
    let path = format!("/p/{}/tasks/documents/comments", share.id);
    for (typed, kept) in [
        ("linha 1\u{2028}linha 2", "linha 1\nlinha 2"),
        ("slide\u{b}text", "slide\ntext"),
        ("Falei com @\u{2068}Ana Souza\u{2069} hoje", "Falei com @\u{2068}Ana Souza\u{2069} hoje"),
        ("\u{202e}Ana\u{0}", "Ana"),
        ("ca\u{303}o 👩\u{200d}👩\u{200d}👧", "cão 👩\u{200d}👩\u{200d}👧"),
    ] {
        guest.post(&path, &json!({ "text": typed })).await.expect(201);
        let staff = json!({ "task": "documents", "text": typed, "visible_to": "guest" });
        carla.post(&format!("/v1/shares/{}/comments", share.id), &staff).await.expect(201);
        let task = guest.task(&share, "documents").await;
        let comments = task["comments"].as_array().unwrap();
        let last: Vec<_> = comments.iter().rev().take(2).map(|comment| comment["text"].clone()).collect();
        assert_eq!(last, [json!(kept), json!(kept)], "{typed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_the_same_from_every_keyboard() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["password"] = json!("contraseña-São")).await;
    let try_it = async |password: &str| -> Reply {
        house.guest().open_with(&share, |body| body["password"] = json!(password)).await
    };
    for typed in ["contrasen\u{303}a-Sa\u{303}o", " contraseña-São \r\n", "\u{feff}contraseña-São\u{200b}"] {
        try_it(typed).await.expect(200);
    }
    assert_eq!(try_it(" \u{3164}").await.expect(422).errors(), ["/password password_missing"], "costs no attempt");
    let trail = carla.trail(&share.id).await;
    assert!(!trail.iter().any(|kind| kind == "share.password_failed"), "{trail:?}");
    let set = format!("/v1/shares/{}/password", share.id);
    for blank in ["        ", "\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}"] {
        carla.post(&set, &json!({ "password": blank })).await.expect(422);
    }
    let refused = carla.post(&set, &json!({ "password": "abcd\u{0}efgh" })).await.expect(422);
    assert_eq!(
        refused.body["errors"][0]["detail"],
        "has U+0000 at character 5, which nobody sees and nobody could type again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_another_alphabet_is_mailed_in_ascii_and_shown_as_people_read_it() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla
        .share(|terms| {
            terms["recipient"]["email"] = json!("\u{200b}contato@construção.com.br\u{feff}");
            terms["delivery"] = json!("email");
        })
        .await;
    house.deliver().await;
    let mail = house.system.cloud.inbox().messages().pop().unwrap();
    assert_eq!(mail.to, ["contato@xn--construo-xza3b.com.br"]);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["recipient"]["email"], "contato@xn--construo-xza3b.com.br");
    let token = mail.text.unwrap().split("#vst1_").nth(1).unwrap().lines().next().unwrap().to_owned();
    let invited = Share { link: format!("#vst1_{token}"), ..share };
    let invitation = house.guest().come(&invited).await.expect(200);
    assert!(invitation.text.contains("contato@construção.com.br"), "{}", invitation.text);
    let mut terms = crate::house::terms();
    terms["recipient"]["email"] = json!("joão@construção.com.br");
    let refused = carla.post("/v1/shares", &terms).await.expect(422);
    assert_eq!(refused.body["errors"][0]["detail"], "has U+00E3 at character 3; mail reaches ASCII alone before the @");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_s_name_is_cleaned_and_its_ending_read_where_people_see_it() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = opened(&house, &share).await;
    let long = format!("{}.pdf", "x".repeat(10_000));
    for (sent, kept) in [
        ("trail.pdf ", "trail.pdf"),
        ("a\r\nX: y.pdf", "a X: y.pdf"),
        ("\u{2068}Ana\u{2069}\u{200b}.pdf\u{feff}", "Ana.pdf"),
        ("relato\u{301}rio\u{202e}.pdf", "relatório.pdf"),
    ] {
        guest.upload(&share, "documents", "articles", sent, BYTES).await.expect(200);
        let uploads = guest.task(&share, "documents").await["uploads"].clone();
        assert_eq!(uploads[0]["name"], kept, "{sent:?}");
        guest.remove(&share, "documents", &uploads[0]["id"]).await.expect(200);
    }
    guest.announce(&share, "documents", "articles", &long, BYTES).await.expect(201);
    let name = guest.task(&share, "documents").await["uploads"][0]["name"].as_str().unwrap().to_owned();
    assert_eq!((name.chars().count(), name.ends_with("….pdf")), (200, true), "{name}");
    let hidden = guest.announce(&share, "documents", "articles", "\u{202e}fdp.exe", BYTES).await.expect(422);
    assert!(hidden.errors().iter().all(|error| error.starts_with("/name file_type")), "{:?}", hidden.errors());
}
