//! The rule that brings SES's events from the default bus to `mail-events`; a test holds it against template.yaml.

use embedded_cloud::PutEvent;
use mail_events::{MailEventError, MailEvents};
use serde_json::{Value, json};
use vestibule_cloud::mail::{Kind, Tags};

use crate::{functions::Limited, names::Names};

/// Which events it is for, as EventBridge patterns say it.
pub fn mail_events_pattern() -> Value {
    json!({
        "source": ["aws.ses"],
        "detail-type": ["Email Delivered", "Email Bounced", "Email Complaint Received", "Email Rejected"],
        "detail": { "mail": { "tags": {
            "ses:configuration-set": [Names::MAIL_CONFIGURATION_SET],
            (Tags::MAIL): [Kind::Invitation.name()],
        } } },
    })
}

/// Invokes `mail-events` with the event, if it is for it.
pub(crate) async fn bring(function: &Limited<MailEvents>, event: &PutEvent) -> Result<(), MailEventError> {
    let PutEvent { source, detail_type, detail, bus, .. } = event;
    let envelope = json!({ "source": source, "detail-type": detail_type, "detail": detail });
    if bus != "default" || !matches(&mail_events_pattern(), &envelope) {
        return Ok(());
    }
    function.function.handle(detail, function.deadline()).await
}

/// EventBridge's comparison, as far as exact values go: of an array one member has to be among those wanted.
fn matches(pattern: &Value, event: &Value) -> bool {
    match (pattern, event) {
        (Value::Object(wanted), event) => wanted.iter().all(|(name, pattern)| matches(pattern, &event[name])),
        (Value::Array(wanted), Value::Array(found)) => found.iter().any(|value| wanted.contains(value)),
        (Value::Array(wanted), value) => wanted.contains(value),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_as_eventbridge_does() {
        let event = json!({ "source": "aws.ses", "detail": { "tags": { "mail": ["invitation"], "other": ["x"] } } });
        let with = |mail: &str| json!({ "source": ["aws.ses"], "detail": { "tags": { "mail": [mail, "more"] } } });
        assert!(matches(&with("invitation"), &event));
        assert!(!matches(&with("owner_notice"), &event));
        assert!(!matches(&json!({ "missing": ["x"] }), &event));
        assert!(!matches(&json!({ "source": ["aws.s3"] }), &event));
    }
}
