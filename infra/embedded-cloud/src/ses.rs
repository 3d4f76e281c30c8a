//! SES v2, as far as SendEmail with simple content goes: into the inbox, or refused as SES refuses. What becomes
//! of a mail is told on the bus.

use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::aws_error::AwsError;
use crate::events::Bus;
use crate::identifier;
use crate::inbox::{Inbox, Message, SesFailure};
use crate::ses_events;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    content: Content,
    #[serde(default)]
    email_tags: Vec<Tag>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Destination {
    #[serde(rename = "ToAddresses")]
    to: Vec<String>,
    #[serde(rename = "CcAddresses")]
    cc: Vec<String>,
    #[serde(rename = "BccAddresses")]
    bcc: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    /// The embedded SES takes no raw and no templated content.
    simple: Option<Simple>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Text,
    body: Body,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Option<Text>,
    html: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    name: String,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Sent {
    message_id: String,
}

pub(crate) fn send_email(inbox: &Inbox, bus: &Bus, body: &[u8]) -> Result<Sent, AwsError> {
    if let Some(failure) = inbox.refusal() {
        return Err(refusal(failure));
    }
    let raw: Value = serde_json::from_slice(body).map_err(|error| malformed(&error))?;
    let request = SendEmail::deserialize(&raw).map_err(|error| malformed(&error))?;
    let message = message(inbox, request, raw)?;
    let sent = Sent { message_id: message.id.clone() };
    inbox.deliver(message.clone()).map_err(|error| AwsError::internal(&error))?;
    ses_events::publish(bus, &message).map_err(|error| AwsError::internal(&error))?;
    Ok(sent)
}

fn message(inbox: &Inbox, request: SendEmail, raw: Value) -> Result<Message, AwsError> {
    let Destination { to, cc, bcc } = request.destination;
    match to.len() + cc.len() + bcc.len() {
        0 => return Err(bad_request("A message needs a recipient.")),
        1..=50 => {}
        51.. => return Err(bad_request("Recipient count exceeds 50.")),
    }
    let Some(from) = request.from_email_address else {
        return Err(bad_request("Missing required header 'From'."));
    };
    let Some(Simple { subject, body }) = request.content.simple else {
        return Err(bad_request("The embedded SES takes simple content only."));
    };
    let tags = request.email_tags.into_iter();
    Ok(Message {
        id: identifier::uuid(),
        at: (inbox.clock)(),
        from,
        to,
        subject: subject.data,
        text: body.text.map(|text| text.data),
        html: body.html.map(|html| html.data),
        tags: tags.map(|tag| (tag.name, tag.value)).collect(),
        raw,
    })
}

fn refusal(failure: SesFailure) -> AwsError {
    match failure {
        SesFailure::Throttled => {
            AwsError::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException", "Maximum sending rate exceeded.")
        }
        SesFailure::MessageRejected => AwsError::refused("MessageRejected", "The message content is not acceptable."),
        SesFailure::UnverifiedIdentity => AwsError::refused(
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region \
             US-EAST-1.",
        ),
        SesFailure::SendingPaused => {
            AwsError::refused("SendingPausedException", "Email sending is disabled for your account.")
        }
        SesFailure::Outage => AwsError::outage("InternalServiceErrorException"),
    }
}

fn malformed(error: &serde_json::Error) -> AwsError {
    AwsError::refused("SerializationException", error.to_string())
}

fn bad_request(message: &'static str) -> AwsError {
    AwsError::refused("BadRequestException", message)
}
