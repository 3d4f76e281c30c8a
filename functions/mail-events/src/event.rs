//! An event of SES, read: of which share's invitation it is, which link that carried, and what became of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use vestibule_cloud::mail::{Kind, Tags};
use vestibule_domain::{
    Timestamp,
    outbox::BounceKind,
    share::{MailEvent, MailOutcome},
    value::{Line, ShareId},
};

/// Longest id of a mail that is believed; SES's have about 60 characters.
const LONGEST_ID: usize = 128;

/// An event of an invitation that does not have the form that SES gives it. Names the place and nothing that stands
/// there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the event of an invitation does not read at {place}")]
pub struct Unreadable {
    place: String,
}

/// Why an event is none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foreign(pub(crate) &'static str);

/// The `detail` of SES's events (SES developer guide, "Monitoring SES events using Amazon EventBridge").
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    event_type: String,
    mail: Mail,
    delivery: Option<Happened>,
    bounce: Option<Bounce>,
    complaint: Option<Happened>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mail {
    timestamp: Timestamp,
    message_id: String,
}

#[derive(Deserialize)]
struct Happened {
    timestamp: Timestamp,
}

#[derive(Deserialize)]
struct Bounce {
    timestamp: Timestamp,
    #[serde(default, rename = "bounceType")]
    kind: String,
    #[serde(default, rename = "bounceSubType")]
    subtype: String,
}

/// An event without our tags is foreign; one with them must read.
pub(crate) fn read(detail: &Value) -> Result<Result<(ShareId, MailEvent), Foreign>, Unreadable> {
    let (tags, share) = match tags(detail).and_then(|tags| share(&tags).map(|share| (tags, share))) {
        Ok(ours) => ours,
        Err(foreign) => return Ok(Err(foreign)),
    };
    let link = tag(&tags, Tags::LINK).and_then(|link| link.parse().ok()).ok_or_else(|| unreadable("mail.tags.link"))?;
    let detail: Detail = serde_path_to_error::deserialize(detail).map_err(|e| unreadable(e.path()))?;
    let (at, outcome) = match detail.event_type.as_str() {
        "Delivery" => (detail.delivery.ok_or_else(|| unreadable("delivery"))?.timestamp, MailOutcome::Delivered),
        "Complaint" => (detail.complaint.ok_or_else(|| unreadable("complaint"))?.timestamp, MailOutcome::Complained),
        "Bounce" => {
            let bounce = detail.bounce.ok_or_else(|| unreadable("bounce"))?;
            let (kind, subtype) = (kind(&bounce.kind), word(&bounce.subtype)?);
            (bounce.timestamp, MailOutcome::Bounced { kind, subtype })
        }
        // SES found a virus in it, and says no instant.
        "Reject" => {
            let (kind, subtype) = (BounceKind::Rejected, word("BadContent")?);
            (detail.mail.timestamp, MailOutcome::Bounced { kind, subtype })
        }
        _ => return Ok(Err(Foreign("it tells nothing of what became of a mail"))),
    };
    let Mail { timestamp: sent_at, message_id } = detail.mail;
    if !(1..=LONGEST_ID).contains(&message_id.len()) || !message_id.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(unreadable("mail.messageId"));
    }
    Ok(Ok((share, MailEvent { message_id, link, sent_at, at, outcome })))
}

/// The mail's tags, ours and those that SES adds.
type Tagged = BTreeMap<String, Vec<String>>;

/// The share whose link the mail carried, by the mail's tags.
fn share(tags: &Tagged) -> Result<ShareId, Foreign> {
    let ours = |name| tag(tags, name).ok_or(Foreign("it has no tags of ours"));
    let kind = ours(Tags::MAIL)?;
    if ![Kind::Invitation, Kind::HandedBack].iter().any(|with_link| with_link.name() == kind) {
        return Err(Foreign("it is of no mail with a link"));
    }
    ours(Tags::SHARE)?.parse().map_err(|_| Foreign("it names no share"))
}

fn tags(detail: &Value) -> Result<Tagged, Foreign> {
    let tags = detail.pointer("/mail/tags").cloned().unwrap_or_default();
    serde_json::from_value(tags).map_err(|_| Foreign("it has no tags"))
}

/// The one value of a tag.
fn tag<'a>(tags: &'a Tagged, name: &str) -> Option<&'a str> {
    match tags.get(name).map(Vec::as_slice) {
        Some([value]) => Some(value),
        _ => None,
    }
}

fn kind(bounce_type: &str) -> BounceKind {
    match bounce_type {
        "Permanent" => BounceKind::Permanent,
        "Transient" => BounceKind::Transient,
        _ => BounceKind::Undetermined,
    }
}

/// SES's words are of letters; anything else could be anything.
fn word(text: &str) -> Result<Line<64>, Unreadable> {
    let text = if text.bytes().all(|b| b.is_ascii_alphabetic()) { text } else { "Undetermined" };
    text.parse().or_else(|_| "Undetermined".parse()).map_err(|_| unreadable("bounce.bounceSubType"))
}

fn unreadable(place: impl ToString) -> Unreadable {
    Unreadable { place: place.to_string() }
}

#[cfg(test)]
mod tests;
