//! Mails that wait for delivery, one row each. A row says when the next attempt is due and how many there were.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::{outbox::Mail, value::MailId};

use crate::{
    due::Due,
    error::{RowError, StoreError},
    index::{DueKind, GIVEN_UP},
    keys::{Item, Key, number, text},
    rows::{Write, attribute, corrupt},
    store::Store,
};

/// A mail is tried for this long, then it is given up and told.
pub const DELIVERY_PERIOD: SignedDuration = SignedDuration::from_hours(24);
/// An attempt that brings no answer is taken to have failed after this long.
pub const ATTEMPT_PERIOD: SignedDuration = SignedDuration::from_mins(2);
/// The longest pause between two attempts.
const MAX_PAUSE: SignedDuration = SignedDuration::from_mins(60);

/// A mail with how often it was tried in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMail {
    pub mail: Mail,
    pub attempts: u32,
    /// When the sweep is to bring it.
    pub due_at: Timestamp,
    /// When the sweep brought it last.
    pub redriven_at: Option<Timestamp>,
    /// When it was given up.
    pub given_up_at: Option<Timestamp>,
}

impl WaitingMail {
    /// Whether an attempt is to be made. The note of a failed one is a change of the row as well, so the stream brings
    /// it, too: such a mail pauses until the sweep brings it. So does a mail that is not to leave at once.
    pub fn is_to_be_tried(&self) -> bool {
        let redriven = self.redriven_at.is_some_and(|at| self.due_at == at + ATTEMPT_PERIOD);
        let at_once = self.attempts == 0 && self.mail.message.not_before().is_none();
        self.given_up_at.is_none() && (at_once || redriven)
    }

    /// Whether it has gathered what it is to tell.
    pub fn may_leave(&self, now: Timestamp) -> bool {
        self.mail.message.not_before().is_none_or(|at| at <= now)
    }

    /// Since when it waits for an attempt that succeeds.
    pub fn waits_since(&self) -> Timestamp {
        self.mail.message.not_before().unwrap_or(self.mail.at)
    }
}

/// A mail that waits, as the index of what is due has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueMail {
    pub id: MailId,
    pub due_at: Timestamp,
}

/// What came of noting that an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextAttempt {
    At(Timestamp),
    /// A day of attempts is over.
    GivenUp,
}

/// The row of a mail that nobody has tried to send. It is due in a moment, should the stream not bring it before, or
/// when it may leave.
pub(crate) fn row(mail: &Mail) -> Result<Write, RowError> {
    let key = Key::outbox(mail.id);
    let message = serde_json::to_string(&mail.message).map_err(|e| corrupt(&key, "message", &e))?;
    let due_at = mail.message.not_before().unwrap_or(mail.at + ATTEMPT_PERIOD);
    let item = Item::from([
        ("message".into(), text(message)),
        ("asked".into(), number(mail.at.as_millisecond())),
        ("due".into(), text(DueKind::Mail.partition(&mail.id))),
        ("due_at".into(), number(due_at.as_millisecond())),
    ]);
    Ok(Write::New { key, item })
}

/// The pause after so many failed attempts: 2 minutes, doubled each time, at most an hour.
fn pause(attempts: u32) -> SignedDuration {
    let minutes = 1_i64 << attempts.clamp(1, 10);
    SignedDuration::from_mins(minutes).min(MAX_PAUSE)
}

impl Store {
    /// One mail; `None`: it was sent.
    pub async fn waiting_mail(&self, id: MailId) -> Result<Option<WaitingMail>, StoreError> {
        let key = Key::outbox(id);
        let item = self.get(&key).await?;
        Ok(item.map(|item| parse(id, &key, &item)).transpose()?)
    }

    /// The mails whose next attempt is due, the longest overdue of each shard first: one query a shard.
    pub async fn due_mails(&self, now: Timestamp, limit_per_shard: i32) -> Result<Vec<DueMail>, StoreError> {
        let due = self.due(DueKind::Mail, now, limit_per_shard).await?;
        Ok(due.iter().filter_map(|Due { pk, at }| Some(DueMail { id: id(pk)?, due_at: *at })).collect())
    }

    /// Takes a mail out that was sent, or has nothing to tell any more. Sending that leaves a record goes by [`crate::Commit::sent`].
    pub async fn mail_done(&self, id: MailId) -> Result<(), StoreError> {
        let key = Key::outbox(id).item();
        let sent = self.dynamodb.delete_item().table_name(&self.state).set_key(Some(key)).send().await;
        sent.map(|_| ()).map_err(StoreError::unavailable("DeleteItem"))
    }

    /// How many mails were given up and not brought back, as far as `limit`: one query.
    pub async fn mails_given_up(&self, now: Timestamp, limit: i32) -> Result<u32, StoreError> {
        let given_up = self.due_in(GIVEN_UP, now, limit).await?;
        Ok(u32::try_from(given_up.len()).unwrap_or(u32::MAX))
    }

    /// Notes that an attempt failed, and when the next one is due. A mail that is given up leaves its shard, so nothing
    /// tries it any more.
    #[expect(clippy::disallowed_methods, reason = "how a mail waits leaves no record")]
    pub async fn mail_failed(&self, waiting: &WaitingMail, now: Timestamp) -> Result<NextAttempt, StoreError> {
        let attempts = waiting.attempts + 1;
        let next = now + pause(attempts);
        let over = now.duration_since(waiting.waits_since()) >= DELIVERY_PERIOD;
        let update = self
            .dynamodb
            .update_item()
            .table_name(&self.state)
            .set_key(Some(Key::outbox(waiting.mail.id).item()))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#a", "attempts")
            .expression_attribute_values(":a", number(attempts))
            .expression_attribute_names("#d", "due_at");
        let update = if over {
            update
                .update_expression("SET #a = :a, #g = :d, #d = :d, #p = :p")
                .expression_attribute_values(":d", number(now.as_millisecond()))
                .expression_attribute_names("#g", "given_up")
                .expression_attribute_names("#p", "due")
                .expression_attribute_values(":p", text(GIVEN_UP))
        } else {
            update
                .update_expression("SET #a = :a, #d = :d")
                .expression_attribute_values(":d", number(next.as_millisecond()))
        };
        update.send().await.map_err(StoreError::unavailable("UpdateItem"))?;
        Ok(if over { NextAttempt::GivenUp } else { NextAttempt::At(next) })
    }

    /// Brings a mail to the stream again, whose attempt is due, and tells since when it waits. `None`: somebody else
    /// has brought it, or it is gone.
    #[expect(clippy::disallowed_methods, reason = "how a mail waits leaves no record")]
    pub async fn redrive_mail(&self, due: &DueMail, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let (key, until) = (Key::outbox(due.id), now + ATTEMPT_PERIOD);
        let sent = self
            .dynamodb
            .update_item()
            .table_name(&self.state)
            .set_key(Some(key.item()))
            .update_expression("SET #d = :until, #r = :now")
            .condition_expression("#d = :due")
            .expression_attribute_names("#d", "due_at")
            .expression_attribute_names("#r", "redriven")
            .expression_attribute_values(":until", number(until.as_millisecond()))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .expression_attribute_values(":due", number(due.due_at.as_millisecond()))
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        match sent {
            // One whose message cannot be read is brought all the same: `notify` tells of it.
            Ok(brought) => {
                let item = brought.attributes.unwrap_or_default();
                let mail = parse(due.id, &key, &item);
                Ok(Some(mail.map_or_else(|_| asked(&key, &item), |mail| Ok(mail.waits_since()))?))
            }
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(None)
            }
            Err(error) => Err(StoreError::unavailable("UpdateItem")(error)),
        }
    }
}

/// The mail's id from its partition key, as a stream record names it.
pub fn id(pk: &str) -> Option<MailId> {
    pk.strip_prefix("OUTBOX#")?.parse().ok()
}

fn parse(id: MailId, key: &Key, item: &Item) -> Result<WaitingMail, RowError> {
    let message = attribute(item, "message").ok_or_else(|| corrupt(key, "message", &"is missing"))?;
    let message = serde_json::from_str(message).map_err(|e| corrupt(key, "message", &e))?;
    let attempts = match item.get("attempts") {
        None => 0,
        Some(value) => {
            let count = value.as_n().ok().and_then(|n| n.parse().ok());
            count.ok_or_else(|| corrupt(key, "attempts", &"is not a count"))?
        }
    };
    let given_up_at = instant(key, item, "given_up")?;
    let due_at = instant(key, item, "due_at")?.ok_or_else(|| corrupt(key, "due_at", &"is missing"))?;
    let redriven_at = instant(key, item, "redriven")?;
    Ok(WaitingMail { mail: Mail { id, at: asked(key, item)?, message }, attempts, due_at, redriven_at, given_up_at })
}

/// When the mail was asked for.
fn asked(key: &Key, item: &Item) -> Result<Timestamp, RowError> {
    instant(key, item, "asked")?.ok_or_else(|| corrupt(key, "asked", &"is missing"))
}

fn instant(key: &Key, item: &Item, name: &str) -> Result<Option<Timestamp>, RowError> {
    let Some(value) = item.get(name) else { return Ok(None) };
    let millis = value.as_n().ok().and_then(|n| n.parse().ok());
    let at = millis.and_then(|millis| Timestamp::from_millisecond(millis).ok());
    at.map(Some).ok_or_else(|| corrupt(key, name, &"is not an instant"))
}

#[cfg(test)]
mod tests {
    use vestibule_domain::{
        outbox::{Bundle, Message},
        value::ShareId,
    };

    use super::*;

    const NOON: &str = "2026-11-20T12:00:00Z";

    /// A mail of noon.
    fn waiting(attempts: u32, due_at: &str, redriven_at: Option<&str>) -> WaitingMail {
        let message = Message::Invitation { share: ShareId::new([1; 16]) };
        let mail = Mail { id: MailId::new([2; 16]), at: at(NOON), message };
        WaitingMail { mail, attempts, due_at: at(due_at), redriven_at: redriven_at.map(at), given_up_at: None }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_new_mail_is_tried_whether_the_stream_brings_it_or_the_sweep() {
        assert!(waiting(0, "2026-11-20T12:02:00Z", None).is_to_be_tried());
        assert!(waiting(0, "2026-11-20T12:04:00Z", Some("2026-11-20T12:02:00Z")).is_to_be_tried());
    }

    #[test]
    fn a_failed_mail_pauses_until_the_sweep_brings_it() {
        assert!(!waiting(1, "2026-11-20T12:02:01Z", None).is_to_be_tried(), "the note of the first failure");
        assert!(waiting(1, "2026-11-20T12:05:00Z", Some("2026-11-20T12:03:00Z")).is_to_be_tried());
        let noted = waiting(2, "2026-11-20T12:07:01Z", Some("2026-11-20T12:03:00Z"));
        assert!(!noted.is_to_be_tried(), "the note of the second");
    }

    #[test]
    fn what_was_given_up_is_not_tried() {
        let over = WaitingMail { given_up_at: Some(at(NOON)), ..waiting(0, NOON, None) };
        assert!(!over.is_to_be_tried());
    }

    #[test]
    fn a_bundle_waits_until_the_sweep_brings_it() {
        let message = Message::Receipt { share: ShareId::new([1; 16]), bundle: Bundle::begin(None, at(NOON)) };
        let new = waiting(0, "2026-11-20T12:10:00Z", None);
        let bundle = WaitingMail { mail: Mail { message, ..new.mail.clone() }, ..new };
        assert!(!bundle.is_to_be_tried(), "the stream brings it as soon as it is written");
        assert_eq!(bundle.waits_since(), at("2026-11-20T12:10:00Z"));
        assert!(!bundle.may_leave(at("2026-11-20T12:09:59Z")) && bundle.may_leave(at("2026-11-20T12:10:00Z")));
        let (due_at, redriven_at) = (at("2026-11-20T12:12:20Z"), Some(at("2026-11-20T12:10:20Z")));
        assert!(WaitingMail { due_at, redriven_at, ..bundle }.is_to_be_tried());
    }

    #[test]
    fn pauses_grow_to_an_hour_and_fill_a_day() {
        let minutes: Vec<_> = (1..8).map(|n| pause(n).as_mins()).collect();
        assert_eq!(minutes, [2, 4, 8, 16, 32, 60, 60]);
    }
}
