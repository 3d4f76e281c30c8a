//! Events in the form that the SES developer guide shows, and in forms that it does not.

use serde_json::json;

use super::*;

const SHARE: &str = "shr_0000000000000000000001";

/// As SES publishes it; `about` is the member that tells of the event.
fn event(kind: &str, (name, about): (&str, Value)) -> Value {
    json!({
        "eventType": kind,
        "mail": {
            "timestamp": "2026-11-22T12:00:00.000Z",
            "source": "Vestibule <no-reply@vestibule.example>",
            "sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/vestibule.example",
            "sendingAccountId": "123456789012",
            "messageId": "0100019a-EXAMPLE-000000",
            "destination": ["ana@supplier.example"],
            "headersTruncated": false,
            "headers": [{ "name": "To", "value": "ana@supplier.example" }],
            "commonHeaders": { "to": ["ana@supplier.example"], "subject": "Acme asks for your part" },
            "tags": {
                "ses:operation": ["SendEmail"],
                "ses:configuration-set": ["vestibule"],
                "ses:caller-identity": ["notify"],
                "share": [SHARE],
                "link": ["3"],
                "mail": ["invitation"],
            },
        },
        (name): about,
    })
}

fn bounce(kind: &str, subtype: &str) -> Value {
    let about = json!({
        "bounceType": kind, "bounceSubType": subtype,
        "bouncedRecipients": [{
            "emailAddress": "ana@supplier.example", "action": "failed", "status": "5.1.1",
            "diagnosticCode": "smtp; 550 5.1.1 user unknown",
        }],
        "timestamp": "2026-11-22T12:00:02.000Z",
        "feedbackId": "0100019a-feedback-000000",
        "reportingMTA": "dsn; mta.example.com",
    });
    event("Bounce", ("bounce", about))
}

fn delivered() -> Value {
    let about = json!({
        "timestamp": "2026-11-22T12:00:02.000Z", "processingTimeMillis": 2000,
        "recipients": ["ana@supplier.example"], "smtpResponse": "250 2.6.0 Message received",
        "reportingMTA": "mta.example.com",
    });
    event("Delivery", ("delivery", about))
}

fn outcome(event: &Value) -> MailOutcome {
    read(event).unwrap().unwrap().1.outcome
}

#[test]
fn a_delivery_says_of_which_mail_with_which_link_and_when() {
    let (share, event) = read(&delivered()).unwrap().unwrap();
    assert_eq!(share.to_string(), SHARE);
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let expected = MailEvent {
        message_id: "0100019a-EXAMPLE-000000".into(),
        link: 3,
        sent_at: at("2026-11-22T12:00:00Z"),
        at: at("2026-11-22T12:00:02Z"),
        outcome: MailOutcome::Delivered,
    };
    assert_eq!(event, expected);
}

#[test]
fn each_kind_of_bounce_keeps_its_name() {
    let of = |kind, subtype: &str| MailOutcome::Bounced { kind, subtype: subtype.parse().unwrap() };
    assert_eq!(outcome(&bounce("Permanent", "NoEmail")), of(BounceKind::Permanent, "NoEmail"));
    assert_eq!(outcome(&bounce("Transient", "MailboxFull")), of(BounceKind::Transient, "MailboxFull"));
    assert_eq!(outcome(&bounce("Undetermined", "Undetermined")), of(BounceKind::Undetermined, "Undetermined"));
    assert_eq!(outcome(&bounce("Unheard-of", "")), of(BounceKind::Undetermined, "Undetermined"));
    let leaky = bounce("Permanent", "ana@supplier.example");
    assert_eq!(outcome(&leaky), of(BounceKind::Permanent, "Undetermined"), "no room for an address");
}

#[test]
fn complaints_and_rejections_are_heard_too() {
    let complaint = json!({ "timestamp": "2026-11-22T13:00:00.000Z", "complaintFeedbackType": "abuse" });
    assert_eq!(outcome(&event("Complaint", ("complaint", complaint))), MailOutcome::Complained);
    let rejected = event("Reject", ("reject", json!({ "reason": "Bad content" })));
    let subtype = "BadContent".parse().unwrap();
    assert_eq!(outcome(&rejected), MailOutcome::Bounced { kind: BounceKind::Rejected, subtype });
}

#[test]
fn what_is_not_of_an_invitation_is_foreign() {
    let mut untagged = delivered();
    untagged["mail"].as_object_mut().unwrap().remove("tags");
    let tagged = |name: &str, value: Value| {
        let mut event = delivered();
        event["mail"]["tags"][name] = value;
        event
    };
    let events = [
        json!({}),
        json!(null),
        json!("Delivery"),
        json!({ "mail": { "tags": { "share": SHARE, "mail": "invitation" } } }),
        untagged,
        tagged("mail", json!(["owner_notice"])),
        tagged("mail", json!([])),
        tagged("mail", json!(["invitation", "invitation"])),
        tagged("share", json!(["shr_1"])),
        tagged("share", json!(["upl_0000000000000000000001"])),
        event("Open", ("open", json!({ "timestamp": "2026-11-22T13:00:00.000Z" }))),
    ];
    for event in events {
        assert!(read(&event).unwrap().is_err(), "{event}");
    }
}

#[test]
fn an_event_of_an_invitation_that_does_not_read_is_an_error_that_names_its_place_alone() {
    let with = |pointer: &str, value: Value| {
        let mut event = delivered();
        *event.pointer_mut(pointer).unwrap() = value;
        event
    };
    for (event, place) in [
        (with("/mail/messageId", json!("")), "mail.messageId"),
        (with("/mail/messageId", json!("ana@supplier.example\n")), "mail.messageId"),
        (with("/mail/messageId", json!("m".repeat(129))), "mail.messageId"),
        (with("/mail/messageId", json!(["ana@supplier.example"])), "mail.messageId"),
        (with("/mail/tags/link", json!(["ana@supplier.example"])), "mail.tags.link"),
        (with("/mail/tags/link", json!(["-1"])), "mail.tags.link"),
        (with("/mail/tags/link", json!(["1", "2"])), "mail.tags.link"),
        (with("/mail/tags/link", json!([])), "mail.tags.link"),
        (with("/mail/timestamp", json!("ana@supplier.example")), "mail.timestamp"),
        (with("/delivery", json!(null)), "delivery"),
        (with("/delivery/timestamp", json!("ana@supplier.example")), "delivery.timestamp"),
        (with("/eventType", json!("Bounce")), "bounce"),
    ] {
        let error = read(&event).unwrap_err();
        assert_eq!(error, Unreadable { place: place.into() });
        assert!(!format!("{error} {error:?}").contains("ana"), "{error:?}");
    }
}
