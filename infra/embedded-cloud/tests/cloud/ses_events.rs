//! What SES publishes of a mail, on the default bus and in SES's own form.

use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageTag};
use embedded_cloud::{EmbeddedCloud, PutEvent, SesFailure};
use serde_json::json;

use crate::clients::{self, NOW, cloud};

async fn send(cloud: &EmbeddedCloud, to: &str, set: Option<&str>) -> Option<String> {
    let content = |text: &str| Content::builder().data(text).build().unwrap();
    let message = Message::builder().subject(content("Hello")).body(Body::builder().text(content("x")).build()).build();
    let sent = clients::ses(cloud)
        .send_email()
        .from_email_address("Vestibule <noreply@example.com>")
        .destination(Destination::builder().to_addresses(to).build())
        .content(EmailContent::builder().simple(message).build())
        .email_tags(MessageTag::builder().name("share").value("shr_1").build().unwrap())
        .set_configuration_set_name(set.map(str::to_owned))
        .send()
        .await;
    sent.ok()?.message_id
}

fn told(event: &PutEvent) -> (&str, &str, &str) {
    (event.bus.as_str(), event.source.as_str(), event.detail_type.as_str())
}

#[tokio::test]
async fn every_address_takes_its_mail() {
    let cloud = cloud().await;
    let mut arriving = cloud.bus().arriving();
    let id = send(&cloud, "ana@example.com", Some("set")).await.unwrap();

    let events = cloud.bus().events();
    assert_eq!(events.len(), 1);
    assert_eq!(arriving.recv().await.unwrap(), events[0]);
    assert_eq!(told(&events[0]), ("default", "aws.ses", "Email Delivered"));
    assert_eq!(events[0].at.to_string(), NOW);
    let detail = &events[0].detail;
    assert_eq!(detail["eventType"], "Delivery");
    assert_eq!(detail["mail"]["messageId"], id.as_str());
    assert_eq!(detail["mail"]["timestamp"], "2026-11-22T12:00:00.000Z");
    assert_eq!(detail["mail"]["destination"], json!(["ana@example.com"]));
    assert_eq!(detail["mail"]["commonHeaders"]["subject"], "Hello");
    assert_eq!(detail["mail"]["tags"]["share"], json!(["shr_1"]));
    assert_eq!(detail["mail"]["tags"]["ses:configuration-set"], json!(["set"]));
    assert_eq!(detail["mail"]["tags"]["ses:from-domain"], json!(["example.com"]));
    assert_eq!(detail["delivery"]["recipients"], json!(["ana@example.com"]));
}

#[tokio::test]
async fn the_mailbox_simulator_answers_as_it_does_at_ses() {
    for (to, expected) in [
        ("success@simulator.amazonses.com", ["Email Delivered"].as_slice()),
        ("bounce@simulator.amazonses.com", &["Email Bounced"]),
        ("BOUNCE+label1@simulator.amazonses.com", &["Email Bounced"]),
        ("suppressionlist@simulator.amazonses.com", &["Email Bounced"]),
        ("complaint@simulator.amazonses.com", &["Email Delivered", "Email Complaint Received"]),
        ("ooto@simulator.amazonses.com", &["Email Delivered", "Email Bounced"]),
        ("bounce@example.com", &["Email Delivered"]),
    ] {
        let cloud = cloud().await;
        send(&cloud, to, Some("set")).await.unwrap();
        let events = cloud.bus().events();
        assert_eq!(events.iter().map(|event| event.detail_type.as_str()).collect::<Vec<_>>(), expected, "{to}");
    }
}

#[tokio::test]
async fn a_bounce_and_a_complaint_say_whom_and_why() {
    let cloud = cloud().await;
    send(&cloud, "bounce@simulator.amazonses.com", Some("set")).await.unwrap();
    send(&cloud, "complaint@simulator.amazonses.com", Some("set")).await.unwrap();
    let events = cloud.bus().events();
    let bounce = &events[0].detail["bounce"];
    assert_eq!((&bounce["bounceType"], &bounce["bounceSubType"]), (&json!("Permanent"), &json!("General")));
    assert_eq!(bounce["bouncedRecipients"][0]["emailAddress"], "bounce@simulator.amazonses.com");
    assert_eq!(bounce["bouncedRecipients"][0]["status"], "5.1.1");
    assert_eq!(bounce["timestamp"], "2026-11-22T12:00:00.000Z");
    let complaint = &events[2].detail["complaint"];
    assert_eq!(complaint["complaintFeedbackType"], "abuse");
    assert_eq!(complaint["complainedRecipients"], json!([{ "emailAddress": "complaint@simulator.amazonses.com" }]));
}

#[tokio::test]
async fn nothing_is_heard_of_mails_that_were_refused_or_sent_without_a_configuration_set() {
    let cloud = cloud().await;
    send(&cloud, "ana@example.com", None).await.unwrap();
    cloud.inbox().refuse_with(Some(SesFailure::MessageRejected));
    assert_eq!(send(&cloud, "ana@example.com", Some("set")).await, None);
    assert_eq!(cloud.bus().events(), []);
}
