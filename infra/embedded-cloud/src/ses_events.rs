//! What becomes of a mail, as SES publishes it on the default bus: every address takes what it is sent, but for
//! those of SES's mailbox simulator.
//!
//! Every configuration set has an event destination here, for deliveries, bounces and complaints. A mail that is
//! sent without one is not heard of, as at AWS.

use serde_json::{Value, json};

use crate::events::Bus;
use crate::identifier;
use crate::inbox::Message;

/// Of the embedded account.
const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";
const SIMULATOR: &str = "simulator.amazonses.com";

/// An event: its detail-type, its `eventType`, and the member of its detail that tells more.
struct MailEvent {
    detail_type: &'static str,
    event_type: &'static str,
    member: &'static str,
    about: Value,
}

/// Publishes everything that will ever be heard of this mail.
pub(crate) fn publish(bus: &Bus, message: &Message) -> std::io::Result<()> {
    let Some(set) = message.raw.get("ConfigurationSetName").and_then(Value::as_str) else { return Ok(()) };
    let mail = mail(message, set);
    for recipient in recipients(message) {
        for MailEvent { detail_type, event_type, member, about } in mail_events(message, &recipient) {
            let detail = json!({ "eventType": event_type, "mail": mail, (member): about });
            bus.publish("aws.ses", detail_type, detail)?;
        }
    }
    Ok(())
}

/// As the mailbox simulator is described in the SES developer guide; anything after a `+` is a label.
fn mail_events(message: &Message, recipient: &str) -> Vec<MailEvent> {
    let address = recipient.to_ascii_lowercase();
    let simulated = address.split_once('@').filter(|(_, host)| *host == SIMULATOR);
    match simulated.map(|(name, _)| name.split('+').next().unwrap_or(name)) {
        Some("bounce") => vec![bounced(message, recipient, ("Permanent", "General"))],
        Some("suppressionlist") => vec![bounced(message, recipient, ("Permanent", "Suppressed"))],
        Some("complaint") => vec![delivered(message, recipient), complained(message, recipient)],
        Some("ooto") => {
            vec![delivered(message, recipient), bounced(message, recipient, ("Transient", "General"))]
        }
        _ => vec![delivered(message, recipient)],
    }
}

fn delivered(message: &Message, recipient: &str) -> MailEvent {
    let about = json!({
        "timestamp": time(message),
        "processingTimeMillis": 0,
        "recipients": [recipient],
        "smtpResponse": "250 2.6.0 Message received",
        "remoteMtaIp": "127.0.0.1",
        "reportingMTA": "embedded.smtp-out.amazonses.com",
    });
    MailEvent { detail_type: "Email Delivered", event_type: "Delivery", member: "delivery", about }
}

fn bounced(message: &Message, recipient: &str, (kind, subtype): (&str, &str)) -> MailEvent {
    let about = json!({
        "feedbackId": identifier::uuid(),
        "bounceType": kind,
        "bounceSubType": subtype,
        "bouncedRecipients": [{
            "emailAddress": recipient, "action": "failed", "status": "5.1.1",
            "diagnosticCode": "smtp; 550 5.1.1 user unknown",
        }],
        "timestamp": time(message),
        "reportingMTA": "dsn; embedded.smtp-out.amazonses.com",
    });
    MailEvent { detail_type: "Email Bounced", event_type: "Bounce", member: "bounce", about }
}

fn complained(message: &Message, recipient: &str) -> MailEvent {
    let about = json!({
        "feedbackId": identifier::uuid(),
        "complaintSubType": null,
        "complainedRecipients": [{ "emailAddress": recipient }],
        "timestamp": time(message),
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": time(message),
    });
    MailEvent { detail_type: "Email Complaint Received", event_type: "Complaint", member: "complaint", about }
}

/// What every event says of the mail itself.
fn mail(message: &Message, set: &str) -> Value {
    let host = message.from.trim_end_matches('>').rsplit('@').next().unwrap_or_default();
    let mut tags = json!({
        "ses:operation": ["SendEmail"],
        "ses:configuration-set": [set],
        "ses:source-ip": ["127.0.0.1"],
        "ses:from-domain": [host],
        "ses:caller-identity": ["embedded"],
    });
    for (name, value) in &message.tags {
        tags[name] = json!([value]);
    }
    let header = |name: &str, value: &str| json!({ "name": name, "value": value });
    json!({
        "timestamp": time(message),
        "source": message.from,
        "sourceArn": format!("arn:aws:ses:{REGION}:{ACCOUNT}:identity/{host}"),
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": recipients(message),
        "headersTruncated": false,
        "headers": [
            header("From", &message.from), header("To", &message.to.join(", ")), header("Subject", &message.subject),
            header("MIME-Version", "1.0"),
        ],
        "commonHeaders": {
            "from": [message.from], "to": message.to, "messageId": message.id, "subject": message.subject,
        },
        "tags": tags,
    })
}

fn recipients(message: &Message) -> Vec<String> {
    let all = |list: &str| message.raw["Destination"][list].as_array().into_iter().flatten();
    let all = ["ToAddresses", "CcAddresses", "BccAddresses"].into_iter().flat_map(all);
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn time(message: &Message) -> String {
    format!("{:.3}", message.at)
}
