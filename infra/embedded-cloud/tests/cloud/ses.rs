//! SES v2 through its SDK client, and the inbox as a developer reads it.

use aws_sdk_sesv2::error::ProvideErrorMetadata;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageTag};
use embedded_cloud::{EmbeddedCloud, SesFailure};

use crate::clients::{self, NOW, cloud, in_folder};

const SUBJECT: &str = "Fachada <b>\"Norte\"</b> & Cia: ação";
const TEXT: &str = "Olá,\r\n\r\nhttp://localhost:3000/i#vst1_abc\r\n  <eingerückt>\n";
const HTML: &str = "<p>Olá, <a href=\"http://localhost:3000/i#vst1_abc\">open</a></p>";

async fn send(cloud: &EmbeddedCloud) -> Result<String, aws_sdk_sesv2::Error> {
    let content = |text: &str| Content::builder().data(text).charset("UTF-8").build().unwrap();
    let body = Body::builder().text(content(TEXT)).html(content(HTML)).build();
    let message = Message::builder().subject(content(SUBJECT)).body(body).build();
    let destination = Destination::builder().to_addresses("ana@example.com");
    let tag = MessageTag::builder().name("share").value("shr_1");
    let sent = clients::ses(cloud)
        .send_email()
        .from_email_address("Vestibule <noreply@example.com>")
        .destination(destination.cc_addresses("bo@example.com").build())
        .reply_to_addresses("owner@example.com")
        .content(EmailContent::builder().simple(message).build())
        .email_tags(tag.build().unwrap())
        .configuration_set_name("no-tracking")
        .send()
        .await?;
    Ok(sent.message_id.unwrap())
}

#[tokio::test]
async fn a_message_arrives_exactly_as_sent() {
    let cloud = cloud().await;
    let id = send(&cloud).await.unwrap();
    let messages = cloud.inbox().messages();
    let [message] = messages.as_slice() else {
        panic!("{} messages", messages.len());
    };
    assert_eq!(message.id, id);
    assert_eq!(message.at.to_string(), NOW);
    assert_eq!(message.from, "Vestibule <noreply@example.com>");
    assert_eq!(message.to, ["ana@example.com"]);
    assert_eq!(message.subject, SUBJECT);
    assert_eq!(message.text.as_deref(), Some(TEXT));
    assert_eq!(message.html.as_deref(), Some(HTML));
    assert_eq!(message.tags, [("share".to_owned(), "shr_1".to_owned())]);
    assert_eq!(message.raw["ConfigurationSetName"], "no-tracking");
}

#[tokio::test]
async fn the_pages_show_it_escaped_and_sandboxed() {
    let cloud = cloud().await;
    let id = send(&cloud).await.unwrap();
    let services = cloud.endpoints().services.clone();
    let get = |path: String| {
        let url = format!("{services}{path}");
        async move { reqwest::get(url).await.unwrap().text().await.unwrap() }
    };
    let escaped = "Fachada &lt;b&gt;&quot;Norte&quot;&lt;/b&gt; &amp; Cia: ação";
    let list = get("/inbox".into()).await;
    assert!(list.contains(&format!("<a href=\"/inbox/{id}\">{escaped}</a>")));
    assert!(list.contains("ana@example.com") && list.contains("2026-11-22 12:00:00 UTC"));

    let page = get(format!("/inbox/{id}")).await;
    assert!(page.contains(&format!("<h1>{escaped}</h1>")));
    assert!(page.contains("bo@example.com") && page.contains("owner@example.com"));
    assert!(page.contains("  &lt;eingerückt&gt;"));
    assert!(page.contains("sandbox=\"allow-popups "));
    assert!(!page.contains("allow-scripts") && !page.contains("<script"));
    assert!(page.contains("srcdoc=\"&lt;base target=&quot;_top&quot;&gt;&lt;p&gt;Olá, &lt;a href=&quot;http://"));

    let one: serde_json::Value = serde_json::from_str(&get(format!("/inbox/{id}.json")).await).unwrap();
    assert_eq!(one["html"], HTML);
    assert_eq!(one["tags"][0][1], "shr_1");
    let all: serde_json::Value = serde_json::from_str(&get("/inbox.json".into()).await).unwrap();
    assert_eq!(all, serde_json::json!([one]));
    let missing = reqwest::get(format!("{services}/inbox/nothing")).await.unwrap();
    assert_eq!(missing.status(), 404);
}

#[tokio::test]
async fn a_restart_finds_the_messages_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let first = send(&cloud).await.unwrap();
    let second = send(&cloud).await.unwrap();
    cloud.stop().await;

    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let third = send(&cloud).await.unwrap();
    let ids: Vec<_> = cloud.inbox().messages().into_iter().map(|message| message.id).collect();
    assert_eq!(ids, [first, second, third]);
    assert_eq!(cloud.inbox().messages()[0].text.as_deref(), Some(TEXT));
}

#[tokio::test]
async fn it_fails_the_way_it_is_told_to() {
    let cloud = cloud().await;
    let failures = [
        (SesFailure::Throttled, "TooManyRequestsException"),
        (SesFailure::MessageRejected, "MessageRejected"),
        (SesFailure::UnverifiedIdentity, "MessageRejected"),
        (SesFailure::SendingPaused, "SendingPausedException"),
        (SesFailure::Outage, "InternalServiceErrorException"),
    ];
    for (failure, code) in failures {
        cloud.inbox().refuse_with(Some(failure));
        let error = send(&cloud).await.unwrap_err();
        assert_eq!(error.code(), Some(code), "{failure:?}");
    }
    cloud.inbox().refuse_with(Some(SesFailure::Throttled));
    let throttled = send(&cloud).await.unwrap_err();
    assert!(matches!(throttled, aws_sdk_sesv2::Error::TooManyRequestsException(_)));
    assert!(cloud.inbox().messages().is_empty());
    cloud.inbox().refuse_with(None);
    send(&cloud).await.unwrap();
}

#[tokio::test]
async fn a_message_to_nobody_is_refused() {
    let cloud = cloud().await;
    let content = Content::builder().data("x").build().unwrap();
    let body = Body::builder().text(content.clone()).build();
    let message = Message::builder().subject(content).body(body).build();
    let send = clients::ses(&cloud).send_email().from_email_address("a@example.com");
    let error = send.content(EmailContent::builder().simple(message).build()).send().await;
    assert!(error.unwrap_err().into_service_error().is_bad_request_exception());
}

#[tokio::test]
async fn another_name_of_this_machine_opens_nothing() {
    let cloud = cloud().await;
    let request = reqwest::Client::new().get(format!("{}/inbox", cloud.endpoints().services));
    let answer = request.header("host", "rebound.example:8002").send().await.unwrap();
    assert_eq!(answer.status(), 421);
}
