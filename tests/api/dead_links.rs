//! Links that worked once: each says why it no longer does, in the guest's language.

use jiff::SignedDuration;
use serde_json::json;

use crate::house::{Guest, House, Share};

const REASONS: [&str; 4] = ["revoked", "exhausted", "expired", "completed"];

/// In the order of [`REASONS`].
const TITLES: [(&str, [&str; 4]); 3] = [
    (
        "en",
        [
            "This link has been revoked",
            "This link has been opened as often as it may",
            "This link has expired",
            "This is already completed",
        ],
    ),
    (
        "pt-BR",
        [
            "Este link foi revogado",
            "Este link já foi aberto tantas vezes quanto podia",
            "Este link expirou",
            "Isto já está concluído",
        ],
    ),
    (
        "es",
        [
            "Este enlace ha sido revocado",
            "Este enlace ya se ha abierto tantas veces como se podía",
            "Este enlace ha caducado",
            "Esto ya está completado",
        ],
    ),
];

/// A share that is dead of that reason, some of them only after nine days, and a guest who had opened it.
async fn dying<'a>(house: &'a House, locale: &str, reason: &str) -> (Share, Guest<'a>) {
    let carla = house.staff("carla");
    let run = format!("{locale}-{reason}");
    let flow = json!({ "title": "Flow", "tasks": [{ "id": "sign", "title": "Sign" }] });
    carla.put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
    let share = carla
        .share(|terms| {
            terms["recipient"]["locale"] = json!(locale);
            terms["scope"] = json!({ "type": "tasks", "run": run, "tasks": ["sign"] });
            if reason == "exhausted" {
                terms["max_accesses"] = json!(1);
            }
        })
        .await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    match reason {
        "completed" => drop(guest.complete(&share, "sign").await.expect(200)),
        "revoked" => drop(carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200)),
        _ => {}
    }
    (share, guest)
}

/// Where the link is shown, and where its session would be used.
async fn says_so(house: &House, share: &Share, reason: &str, title: &str) {
    let guest = house.guest();
    for told in [guest.peek(share).await, guest.post(&share.door(), &json!({})).await] {
        let told = told.expect(410);
        assert_eq!((told.problem(), &told.body["reason"]), ("gone", &json!(reason)));
    }
    for page in [guest.come(share).await, guest.follow(guest.form(&share.door(), &[]).await).await] {
        let page = page.expect(410);
        assert!(page.text.contains(&format!("<h1>{title}</h1>")), "{}", page.text);
        let form = format!(r#"<form method="post" action="{}/request""#, share.door());
        assert!(page.text.contains(&form), "it offers to ask for a new link");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_dead_link_says_its_reason_in_the_guest_s_language() {
    let house = House::open().await;
    let mut dead = Vec::new();
    for (locale, titles) in TITLES {
        for (reason, title) in REASONS.into_iter().zip(titles) {
            dead.push((dying(&house, locale, reason).await.0, reason, title));
        }
    }
    for (share, reason, title) in dead.iter().filter(|(_, reason, _)| ["revoked", "exhausted"].contains(reason)) {
        says_so(&house, share, reason, title).await;
    }
    house.pass(SignedDuration::from_hours(9 * 24));
    for (share, reason, title) in dead.iter().filter(|(_, reason, _)| ["expired", "completed"].contains(reason)) {
        says_so(&house, share, reason, title).await;
    }
    for (share, ..) in dead.iter().filter(|(_, reason, _)| *reason == "exhausted") {
        let told = house.guest().peek(share).await.expect(410);
        assert_eq!(told.body["reason"], "expired", "an expiry outranks a spent access count");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_is_in_learns_why_they_no_longer_are() {
    let house = House::open().await;
    let (revoked, guest) = dying(&house, "es", "revoked").await;
    let page = guest.page(&format!("/p/{}", revoked.id)).await.expect(410);
    assert!(page.text.contains("<h1>Este enlace ha sido revocado</h1>"), "{}", page.text);
    assert!(!page.text.contains("vst1_"), "a page below /p knows no link");

    let (exhausted, guest) = dying(&house, "en", "exhausted").await;
    guest.get(&format!("/p/{}", exhausted.id)).await.expect(200);

    let (expired, _) = dying(&house, "pt-BR", "expired").await;
    house.pass(SignedDuration::from_hours(7 * 24 - 1));
    let late = house.guest();
    late.open(&expired).await.expect(200);
    house.pass(SignedDuration::from_hours(2));
    let page = late.page(&format!("/p/{}", expired.id)).await.expect(410);
    assert!(page.text.contains("<h1>Este link expirou</h1>"), "{}", page.text);
    let told = late.complete(&expired, "sign").await.expect(410);
    assert_eq!(told.body["reason"], "expired");
}
