//! Numbers, days and phone numbers as guests type them, as their pages say them back, and as hosts get them.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share, Staff};

fn flow(fields: &Value) -> Value {
    json!({ "title": "Values", "tasks": [{ "id": "sheet", "title": "Sheet", "fields": fields }] })
}

async fn opened<'a>(house: &'a House, locale: &str, fields: Value) -> (Staff<'a>, Share, Guest<'a>) {
    let carla = house.staff("carla");
    let share = carla
        .share_of(&flow(&fields), |terms| {
            terms["scope"]["tasks"] = json!(["sheet"]);
            terms["recipient"]["locale"] = json!(locale);
        })
        .await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (carla, share, guest)
}

/// As the script of a page in a language sends it.
async fn typed(guest: &Guest<'_>, share: &Share, (lang, field, text): (&str, &str, &str)) -> Value {
    let version = guest.task(share, "sheet").await["version"].clone();
    let draft = json!({ "base": version, "answers": { field: text }, "lang": lang });
    guest.post(&format!("/p/{}/tasks/sheet/draft", share.id), &draft).await.expect(200).body
}

async fn kept(guest: &Guest<'_>, share: &Share, field: &str) -> String {
    guest.task(share, "sheet").await["answers"][field].as_str().unwrap_or_default().to_owned()
}

/// Without what isolates a value from the direction of what is around it.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_can_be_meant_in_two_ways_is_said_back_in_words() {
    let house = House::open().await;
    let amount = json!([{ "id": "amount", "label": "Amount", "type": "number", "required": true }]);
    let (_, share, guest) = opened(&house, "es", amount).await;
    for (lang, text, number, reading) in [
        ("en", "1.500", "1.500", "Read as 1 and 500 thousandths. For 1500, type 1500."),
        ("es", "1,500", "1.500", "Se lee como 1 y 500 milésimas. Para 1500, escriba 1500."),
        ("es", "1.500", "1500", "Se lee como el número entero 1500. Para 1,5, escriba 1,5."),
        ("pt-BR", "1.500", "1500", "Lido como o número inteiro 1500. Para 1,5, digite 1,5."),
        ("es", "1 500", "1500", ""),
        ("es", "1\u{202f}500,25", "1500.25", ""),
        ("en", "1\u{a0}500", "1500", ""),
    ] {
        let saved = typed(&guest, &share, (lang, "amount", text)).await;
        let said = saved["readings"]["amount"].as_str().unwrap_or_default();
        assert_eq!((kept(&guest, &share, "amount").await.as_str(), plain(said).as_str()), (number, reading), "{text}");
        assert_eq!(saved["flaws"], Value::Null, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_with_words_is_offered_without_them_only_where_it_stays_the_same() {
    let house = House::open().await;
    let amount = json!([{ "id": "amount", "label": "Amount", "type": "number", "required": true }]);
    let (_, share, guest) = opened(&house, "pt-BR", amount).await;
    let in_full =
        "Digite o número completo, em algarismos, por exemplo 1500000 ou -500, sem palavras nem outros sinais.";
    for (text, reading) in
        [("R$ 1.500,50", "Digite só o número, 1.500,50, sem R$."), ("1,5 mi", in_full), ("(500)", in_full)]
    {
        let saved = typed(&guest, &share, ("pt-BR", "amount", text)).await;
        assert_eq!(saved["flaws"][0]["code"], "not_a_number", "{text}");
        assert_eq!(plain(saved["readings"]["amount"].as_str().unwrap()), reading, "{text}");
        let page = plain(&guest.page(&format!("/p/{}", share.id)).await.expect(200).text);
        assert!(page.contains(reading), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_scripts_says_how_it_read_a_number_and_so_do_the_check_and_the_receipt() {
    let house = House::open().await;
    let amount = json!([{ "id": "amount", "label": "Importe", "type": "number", "required": true }]);
    let (carla, share, guest) = opened(&house, "es", amount).await;
    let page = format!("/p/{}", share.id);
    for (text, beside, figures) in [
        ("1,500", "Se lee como 1 y 500 milésimas. Para 1500, escriba 1500.", "1,500 (1 y 500 milésimas)"),
        ("1.500", "Se lee como el número entero 1500.", "1500 (número entero)"),
    ] {
        let version = guest.task(&share, "sheet").await["version"].to_string();
        let csrf = guest.csrf()[&share.id].clone();
        let form = [("csrf", csrf.as_str()), ("base:sheet", &version), ("lang", "es"), ("answers:sheet:amount", text)];
        guest.form(&format!("{page}/tasks/sheet/draft"), &form).await.expect(303);
        let shown = plain(&guest.page(&page).await.expect(200).text);
        assert!(shown.contains(beside), "{shown}");
        let checked = plain(&guest.page(&format!("{page}?check=sheet")).await.expect(200).text);
        assert!(checked.contains(figures), "{checked}");
    }
    guest.complete(&share, "sheet").await.expect(200);
    let receipt = plain(&guest.page(&format!("{page}/tasks/sheet/receipt")).await.expect(200).text);
    assert!(receipt.contains("1500 (número entero)"), "{receipt}");
    let run = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(run["tasks"][0]["answers"]["amount"], "1500", "the host gets a plain decimal");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_plain_day_of_our_times_answers_a_date() {
    let house = House::open().await;
    let day = json!([{ "id": "day", "label": "Day", "type": "date", "required": true }]);
    let (carla, share, guest) = opened(&house, "en", day).await;
    for (text, code) in [
        ("20261122", "not_a_date"),
        ("2026-11-22T10:00:00+05:00", "not_a_date"),
        ("2026-11-22T10:00:00[America/Sao_Paulo]", "not_a_date"),
        ("-000001-01-01", "not_a_date"),
        ("0026-11-22", "before"),
        ("2201-01-01", "after"),
    ] {
        let saved = guest.save(&share, "sheet", json!({ "day": text })).await.expect(200).body;
        assert_eq!(saved["flaws"][0]["code"], code, "{text}");
        assert_eq!(guest.complete(&share, "sheet").await.expect(422).errors(), [format!("/answers/day {code}")]);
    }
    let saved = typed(&guest, &share, ("es", "day", "5/6/2026")).await;
    assert_eq!(plain(saved["readings"]["day"].as_str().unwrap()), "Se lee como 5 de junio de 2026.");
    let saved = typed(&guest, &share, ("en", "day", "5/6/2026")).await;
    assert_eq!(saved["flaws"][0]["code"], "not_a_date", "in English nobody knows which is the month");
    for (lang, text) in [("pt-BR", "sexta-feira, 5 de junho de 2026"), ("en", "2026/6/5")] {
        assert_eq!(typed(&guest, &share, (lang, "day", text)).await["flaws"], Value::Null, "{text}");
        assert_eq!(kept(&guest, &share, "day").await, "2026-06-05", "{text}");
    }
    typed(&guest, &share, ("pt-BR", "day", "05/06/2026")).await;
    guest.complete(&share, "sheet").await.expect(200);
    let run = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(run["tasks"][0]["answers"]["day"], "2026-06-05");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_number_comes_clean_and_with_what_machines_dial() {
    let house = House::open().await;
    let phone = json!([{ "id": "phone", "label": "Phone", "type": "phone", "required": true }]);
    let (carla, share, guest) = opened(&house, "en", phone).await;
    for (text, clean, machine) in [
        ("\u{202a}+55 11 91234-5678\u{202c}", "+55 11 91234-5678", json!({ "e164": "+5511912345678" })),
        ("+55\u{a0}11\u{a0}91234\u{2011}5678", "+55 11 91234-5678", json!({ "e164": "+5511912345678" })),
        ("０９０－１２３４－５６７８", "090-1234-5678", Value::Null),
        ("+34 912 345 678 ext. 12", "+34 912 345 678 ext. 12", json!({ "e164": "+34912345678", "extension": "12" })),
        (
            "Tel.: +55 11 3456-7890 r. 21",
            "+55 11 3456-7890 r. 21",
            json!({ "e164": "+551134567890", "extension": "21" }),
        ),
        ("+55 11 91234-5678 (WhatsApp)", "+55 11 91234-5678", json!({ "e164": "+5511912345678" })),
    ] {
        let saved = guest.save(&share, "sheet", json!({ "phone": text })).await.expect(200).body;
        assert_eq!(saved["flaws"], Value::Null, "{text}");
        let task = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body["tasks"][0].clone();
        assert_eq!((&task["answers"]["phone"], &task["phones"]["phone"]), (&json!(clean), &machine), "{text}");
    }
    guest.complete(&share, "sheet").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn bounds_are_exact_or_refused_and_never_a_failure() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let push = async |name: &str, bounds: &str| {
        let field = format!(r#"{{"id":"n","label":"N","type":"number",{bounds}}}"#);
        let body = format!(r#"{{"title":"T","tasks":[{{"id":"sheet","title":"S","fields":[{field}]}}]}}"#);
        let request = carla.request("PUT", &format!("/v1/projects/procurement/runs/{name}"));
        Reply::of(request.header("content-type", "application/json").body(body)).await
    };
    for (bounds, pointer) in [
        (r#""max":1e126"#, "/tasks/0/fields/0/max field"),
        (r#""max":1e-131"#, "/tasks/0/fields/0/max field"),
        (r#""min":1e30"#, "/tasks/0/fields/0/min field"),
        (r#""min":2,"max":1.9999999999999999999999"#, "/tasks/0/fields/0/min field"),
    ] {
        assert_eq!(push("odd", bounds).await.expect(422).errors(), [pointer], "{bounds}");
    }
    for far in [r#""max":1e999"#, r#""max":1e-999"#, r#""max":"1""#] {
        push("odd", far).await.expect(400);
    }
    for exact in ["9007199254740993", "0.1234567890123456789", "123456789012345678901234567890", "2.50", "1e-30"] {
        let pushed = push("exact", &format!(r#""max":{exact}"#)).await;
        assert!(matches!(pushed.status, 200 | 201), "{}", pushed.text);
        let written = if exact == "1e-30" { "0.000000000000000000000000000001" } else { exact };
        let read = carla.get("/v1/projects/procurement/runs/exact").await.expect(200);
        let again = push("exact", &format!(r#""max":{exact}"#)).await.expect(200);
        for shown in [pushed, read, again] {
            assert!(shown.text.contains(&format!(r#""max":{written}"#)), "{exact}: {}", shown.text);
        }
    }
    let bound = json!([{ "id": "n", "label": "N", "type": "number", "max": 9_007_199_254_740_992_u64 }]);
    let (_, share, guest) = opened(&house, "en", bound).await;
    for (text, flaw) in [("9007199254740992", Value::Null), ("9007199254740993", json!("above"))] {
        let saved = guest.save(&share, "sheet", json!({ "n": text })).await.expect(200).body;
        assert_eq!(saved["flaws"][0]["code"], flaw, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_with_a_word_processor_s_hyphens_reaches_the_host_as_its_pattern_takes_it() {
    let house = House::open().await;
    let cep =
        json!({ "id": "cep", "label": "CEP", "type": "short_text", "pattern": "[0-9]{5}-[0-9]{3}", "required": true });
    let (carla, share, guest) = opened(&house, "pt-BR", json!([cep])).await;
    for text in ["01310\u{2011}100", "01310\u{2013}100", "０１３１０－１００", "\u{a0}01310\u{2212}100"] {
        let saved = typed(&guest, &share, ("pt-BR", "cep", text)).await;
        assert_eq!(saved["flaws"], Value::Null, "{text}");
        assert_eq!(kept(&guest, &share, "cep").await, "01310-100", "{text}");
        typed(&guest, &share, ("pt-BR", "cep", "01310\u{2011}10")).await;
        assert_eq!(kept(&guest, &share, "cep").await, "01310\u{2011}10", "what is wrong stays as it was typed");
    }
    guest.save(&share, "sheet", json!({ "cep": "01310\u{2010}100" })).await.expect(200);
    guest.complete(&share, "sheet").await.expect(200);
    let run = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(run["tasks"][0]["answers"]["cep"], "01310-100", "what was judged is what the host gets");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_from_a_mail_program_reaches_the_host_alone() {
    let house = House::open().await;
    let email = json!([{ "id": "email", "label": "E-mail", "type": "email", "required": true }]);
    let (carla, share, guest) = opened(&house, "pt-BR", email).await;
    for (text, address) in [
        ("João Silva <joao@x.com.br>", "joao@x.com.br"),
        ("<ana@x.com.br>", "ana@x.com.br"),
        ("mailto:joao@x.com.br", "joao@x.com.br"),
        ("ana@x.com.br;", "ana@x.com.br"),
    ] {
        let saved = typed(&guest, &share, ("pt-BR", "email", text)).await;
        assert_eq!((kept(&guest, &share, "email").await.as_str(), &saved["flaws"]), (address, &Value::Null), "{text}");
    }
    guest.complete(&share, "sheet").await.expect(200);
    let run = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(run["tasks"][0]["answers"]["email"], "ana@x.com.br");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_addresses_the_flaw_is_not_told_by_the_accent_in_a_name() {
    let house = House::open().await;
    let email = json!([{ "id": "email", "label": "E-mail", "type": "email", "required": true }]);
    let (_, share, guest) = opened(&house, "pt-BR", email).await;
    for (text, code) in [
        ("João <joao@x.com.br>, Ana <ana@x.com.br>", "not_an_email"),
        ("João joao@x.com.br", "not_an_email"),
        ("Ângela <joão@x.com.br>", "local_part"),
    ] {
        let saved = typed(&guest, &share, ("pt-BR", "email", text)).await;
        assert_eq!(saved["flaws"][0]["code"], code, "{text}");
    }
    let page = plain(&guest.page(&format!("/p/{}", share.id)).await.expect(200).text);
    assert!(page.contains("sem ã (U+00E3), o caractere 3"), "the place is the address's: {page}");
}
