//! Mails as they leave: the guest's link in the guest's language, and what the owner is told.

use embedded_cloud::Message;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{House, Reply, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn invited(staff: &Staff<'_>, change: impl FnOnce(&mut Value)) -> Share {
    staff
        .share(|terms| {
            terms["delivery"] = json!("email");
            change(terms);
        })
        .await
}

/// Delivers everything, and returns the latest mail.
async fn latest(house: &House) -> Message {
    assert_eq!(house.deliver().await, 0);
    house.system.cloud.inbox().messages().pop().unwrap()
}

/// The same, to an address.
async fn latest_to(house: &House, address: &str) -> Message {
    assert_eq!(house.deliver().await, 0);
    house.system.cloud.inbox().messages().into_iter().rfind(|mail| mail.to == [address]).unwrap()
}

/// The share with the link that a mail carries, which stands alone on its line.
fn linked(house: &House, share: &Share, mail: &Message) -> Share {
    let start = format!("{}/i#vst1_", house.system.origin);
    let text = mail.text.as_deref().unwrap();
    let lines: Vec<_> = text.lines().filter(|line| line.contains("#vst1_")).collect();
    assert_eq!(lines.len(), 1, "{text}");
    assert!(lines[0].starts_with(&start) && !lines[0].contains(' '), "{text}");
    Share { link: lines[0].to_owned(), ..share.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invitation_speaks_the_guests_language_in_text_and_html() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for (locale, sender, subject, until, days) in [
        (
            "en",
            "\"Acme Engenharia via Vestibule\"",
            "Acme Engenharia needs 2 things from you for “Supplier onboarding”",
            "Monday 30 November 2026, 09:00 (São Paulo time)",
            "in 7 days",
        ),
        (
            "pt-BR",
            "\"Acme Engenharia via Vestibule\"",
            "Acme Engenharia precisa de 2 coisas de você para “Supplier onboarding”",
            "segunda-feira, 30 de novembro de 2026, 09:00 (horário de São Paulo)",
            "em 7 dias",
        ),
        (
            "es",
            // “Acme Engenharia vía Vestibule”
            "=?utf-8?b?QWNtZSBFbmdlbmhhcmlhIHbDrWEgVmVzdGlidWxl?=",
            "Acme Engenharia necesita 2 cosas de usted para «Supplier onboarding»",
            "lunes 30 de noviembre de 2026, 09:00 (hora de São Paulo)",
            "dentro de 7 días",
        ),
    ] {
        let share = invited(&carla, |terms| terms["recipient"]["locale"] = json!(locale)).await;
        let mail = latest(&house).await;
        assert_eq!(mail.subject, subject);
        assert_eq!(
            (mail.from.as_str(), mail.to.as_slice()),
            (format!("{sender} <no-reply@vestibule.example>").as_str(), &["ana@supplier.example".to_owned()][..])
        );
        let tag = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(mail.tags, [tag("share", &share.id), tag("link", "1"), tag("mail", "invitation")]);
        let share = linked(&house, &share, &mail);
        let (text, html) = (mail.text.unwrap(), mail.html.unwrap());
        assert!(text.lines().any(|line| line == share.token()), "the code to paste: {text}");
        assert!(html.contains(&format!("<html lang=\"{locale}\"")) && html.contains(&share.link), "{html}");
        for part in [&text, &html] {
            assert!(part.contains(until) && !part.contains(days), "{part}");
            for private in ["legal_name", &share.id] {
                assert!(!part.contains(private), "{private}: {part}");
            }
            assert!(part.contains("Company documents"), "{part}");
        }
        house.guest().open(&share).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn instructions_cannot_pass_for_the_mail_itself() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let instructions = "Dear Ana,\r\n</p><script>alert(1)</script>\n<a href=\"https://evil.example/i#vst1_x\">here</a>\n\
        https://evil.example/i#vst9_x\n\u{a0}.\nBcc: all@supplier.example";
    let share = invited(&carla, |terms| {
        terms["instructions"] = json!(instructions);
        terms["recipient"]["name"] = json!("Ana <b>Souza</b> {{7*7}}");
    })
    .await;

    let mail = latest(&house).await;

    let html = mail.html.as_deref().unwrap();
    for tag in ["<script", "<b>", "href=\"https://evil"] {
        assert!(!html.contains(tag), "{tag}: {html}");
    }
    assert!(html.contains("{{7*7}}"), "{html}");
    let text = mail.text.as_deref().unwrap();
    for line in text.lines().filter(|line| line.contains("evil.example") || line.contains("Bcc")) {
        assert!(line.starts_with("> "), "{text}");
    }
    assert_eq!(mail.to, ["ana@supplier.example"]);
    let start = format!("{}/i#vst1_", house.system.origin);
    let link = text.lines().find(|line| line.starts_with(&start)).unwrap();
    house.guest().open(&Share { link: link.to_owned(), ..share }).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_its_creator_carries_is_mailed_to_nobody_and_the_trail_says_so() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.system.cloud.inbox().messages().len(), 0);
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    assert_eq!(activity["records"][0]["facts"]["delivery"], "link");
    assert_eq!(activity["records"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_invited_to_a_share_that_died_or_changed_hands_before_the_mail_left() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let revoked = invited(&carla, |_| {}).await;
    carla.post(&format!("/v1/shares/{}/revoke", revoked.id), &json!({})).await.expect(200);
    let carried = invited(&carla, |_| {}).await;
    let rotate = format!("/v1/shares/{}/rotate", carried.id);
    let link = carla.post(&rotate, &json!({ "delivery": "link" })).await.expect(200).body["link"].clone();
    invited(&carla, |terms| terms["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" })).await;
    house.pass(SignedDuration::from_hours(1));

    assert_eq!(house.deliver().await, 0);

    assert_eq!(house.system.cloud.inbox().messages().len(), 0);
    assert_eq!(house.state("OUTBOX#").await.len(), 0, "nothing waits for ever");
    assert_eq!(carla.trail(&carried.id).await, ["share.created", "share.rotated"]);
    let carried = Share { link: link.as_str().unwrap().to_owned(), ..carried };
    house.guest().open(&carried).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_link_is_mailed_anew_and_the_old_one_is_over() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = invited(&carla, |_| {}).await;
    let old = linked(&house, &share, &latest(&house).await);
    house.guest().open(&old).await.expect(200);

    let rotated = carla.post(&format!("/v1/shares/{}/rotate", share.id), &json!({})).await.expect(200);
    assert_eq!(rotated.body["link"], Value::Null, "the guest alone gets it");
    assert_eq!(rotated.body["invited_at"], Value::Null, "nobody has been told of the new one yet");
    let new = linked(&house, &share, &latest(&house).await);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200);
    assert_eq!(shown.body["invited_at"], MONDAY);

    assert_ne!(new.link, old.link);
    assert_eq!(house.guest().peek(&old).await.expect(410).body["reason"], "replaced");
    house.guest().open(&new).await.expect(200);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "share.invited").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_that_everything_is_completed_but_not_what_was_answered() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["scope"]["tasks"] = json!(["details", "documents"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.system.cloud.inbox().messages().len(), 0, "not before the last task");
    guest.upload(&share, "documents", "articles", "estatuto.pdf", b"articles").await.expect(200);
    guest.complete(&share, "documents").await.expect(200);

    let mail = latest_to(&house, "carla@acme.example").await;

    assert_eq!(mail.to, ["carla@acme.example"]);
    assert_eq!(mail.subject, "Ana Souza has completed their part of “Supplier onboarding”");
    for part in [mail.text.unwrap(), mail.html.unwrap()] {
        assert!(part.contains("Monday 23 November 2026, 09:00 (São Paulo time)"), "{part}");
        for private in ["Souza Metais", "estatuto", "vst1_"] {
            assert!(!part.contains(private), "{private}: {part}");
        }
    }
    guest.complete(&share, "documents").await.expect(200);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.system.cloud.inbox().messages().len(), 2, "and the receipt to the guest");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_once_that_somebody_tries_passwords() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["password"] = json!("correct horse")).await;
    let guest = house.guest();
    for _ in 0..5 {
        guest.open_with(&share, |o| o["password"] = json!("battery staple")).await.expect(422);
    }
    guest.open_with(&share, |o| o["password"] = json!("battery staple")).await.expect(429);
    house.pass(SignedDuration::from_secs(30));
    guest.open_with(&share, |o| o["password"] = json!("battery staple")).await.expect(422);

    let mail = latest(&house).await;

    assert_eq!(house.system.cloud.inbox().messages().len(), 1);
    assert_eq!(mail.to, ["carla@acme.example"]);
    assert_eq!(mail.subject, "Wrong passwords on the link of Ana Souza");
    let text = mail.text.unwrap();
    assert!(!text.contains("battery") && !text.contains("correct horse"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_a_guest_chooses_is_kept_for_all_pages_of_all_shares_also_without_script() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (one, other) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let guest = house.guest();
    let speaks = |reply: &Reply, locale: &str| {
        assert!(reply.text.contains(&format!("<html lang=\"{locale}\"")), "{}", reply.text);
    };
    speaks(&guest.come(&one).await.expect(200), "en");
    let chosen = guest.page(&format!("/i/{}?lang=es", one.id)).await.expect(200);
    speaks(&chosen, "es");
    guest.keep(&chosen);
    speaks(&guest.come(&other).await.expect(200), "es");
    guest.open(&one).await.expect(200);
    speaks(&guest.page(&format!("/p/{}", one.id)).await.expect(200), "es");
    speaks(&guest.page("/nowhere").await.expect(404), "es");
    carla.post(&format!("/v1/shares/{}/revoke", one.id), &json!({})).await.expect(200);
    speaks(&guest.page(&format!("/p/{}", one.id)).await.expect(410), "es");
    for nonsense in ["tlh", "es%0d%0aSet-Cookie:a=b", ""] {
        let reply = guest.page(&format!("/i/{}?lang={nonsense}", other.id)).await;
        let cookies: Vec<_> = reply.headers.get_all("set-cookie").iter().collect();
        assert!(cookies.is_empty(), "{nonsense}: {cookies:?}");
    }
}
