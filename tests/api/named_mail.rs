//! Hostile names in mails and in the headers of downloads: text there too, and never a line of its own.

use embedded_cloud::Message;
use serde_json::json;

use crate::house::{HOSTILE, House, Reply, Share, elements};

/// The invitation to somebody of this name, and the notice that they ask for a new link.
async fn mails(name: &str) -> Vec<Message> {
    let house = House::open().await;
    let carla = house.staff("carla");
    let flow = json!({ "title": name, "tasks": [{ "id": "sign", "title": name }] });
    carla.put("/v1/projects/procurement/runs/names", &flow).await.expect(201);
    let share = carla
        .share(|terms| {
            terms["scope"] = json!({ "type": "tasks", "run": "names", "tasks": ["sign"] });
            terms["recipient"]["name"] = json!(name);
            terms["instructions"] = json!(format!("{name}\n\n{name}"));
            terms["label"] = json!(name);
            terms["delivery"] = json!("email");
        })
        .await;
    house.deliver().await;
    let invitation = house.system.cloud.inbox().messages().pop().unwrap();
    let text = invitation.text.clone().unwrap();
    let token = text.split("#vst1_").nth(1).unwrap().lines().next().unwrap();
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    let dead = Share { link: format!("#vst1_{token}"), ..share };
    let guest = house.guest();
    guest.peek(&dead).await.expect(410);
    guest.post(&format!("{}/request", dead.door()), &json!({})).await.expect(202);
    house.deliver().await;
    house.system.cloud.inbox().messages()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_text_in_every_mail_and_a_line_in_no_header() {
    let plain = mails("plain").await;
    assert_eq!(plain.len(), 2);
    for (name, escaped) in HOSTILE {
        let sent = mails(name).await;
        assert_eq!(sent[0].to, ["ana@supplier.example"]);
        assert_eq!(sent[1].to, ["carla@acme.example"]);
        for (mail, like) in sent.iter().zip(&plain) {
            assert_eq!(
                (&mail.to, &mail.from, mail.raw["Destination"].clone()),
                (&like.to, &like.from, like.raw["Destination"].clone())
            );
            assert!(mail.subject.contains(name) && !mail.subject.contains(char::is_control), "{}", mail.subject);
            let html = mail.html.as_deref().unwrap();
            assert_eq!(elements(html), elements(like.html.as_deref().unwrap()), "{name}");
            assert!(html.matches(escaped).count() >= 3, "{html}");
            assert!(name == escaped || !html.contains(name), "{html}");
            assert!(mail.text.as_deref().unwrap().contains(name), "plain text is as it was typed");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_is_one_line_however_long_the_title() {
    let sent = mails(&"Ω".repeat(120)).await;
    for mail in sent {
        assert!(!mail.subject.contains(['\r', '\n']), "{}", mail.subject);
        assert!(mail.subject.contains(&"Ω".repeat(60)), "{}", mail.subject);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_saved_under_its_name_with_anything_in_it() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let bytes = b"%PDF-1.7 named";
    for (name, disposition) in [
        (
            "contrato \"final\"; filename=evil.exe.pdf",
            "attachment; filename=\"contrato _final__ filename_evil.exe.pdf\"; \
             filename*=UTF-8''contrato%20%22final%22%3B%20filename%3Devil.exe.pdf",
        ),
        (
            "../../etc/passwd.pdf",
            "attachment; filename=\".._.._etc_passwd.pdf\"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd.pdf",
        ),
        (
            "C:\\boot\\ção 👩.pdf",
            "attachment; filename=\"C__boot___o _.pdf\"; \
             filename*=UTF-8''C%3A%5Cboot%5C%C3%A7%C3%A3o%20%F0%9F%91%A9.pdf",
        ),
        (
            "<img src=x>%0d%0aX: y.pdf",
            "attachment; filename=\"_img src_x__0d_0aX_ y.pdf\"; \
             filename*=UTF-8''%3Cimg%20src%3Dx%3E%250d%250aX%3A%20y.pdf",
        ),
    ] {
        let settled = guest.upload(&share, "documents", "articles", name, bytes).await.expect(200).body;
        assert_eq!(settled["name"], name);
        let id = settled["id"].as_str().unwrap();
        let path = format!("/p/{}/tasks/documents", share.id);
        let way_out = guest.post(&format!("{path}/files/{id}/download"), &json!({})).await.expect(200).body;
        let url = way_out["url"].as_str().unwrap();
        let key = url.split('?').next().unwrap();
        assert!(key.ends_with(&format!("/documents/{}/{id}", share.id)), "{key}");
        let file = Reply::of(house.http().get(url)).await.expect(200);
        assert_eq!(file.header("content-disposition"), disposition);
        assert_eq!((file.header("content-type"), file.text.as_bytes()), ("application/pdf", &bytes[..]));
        guest.post(&format!("{path}/uploads/{id}/remove"), &json!({})).await.expect(200);
    }
}
