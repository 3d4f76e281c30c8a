//! What SES says of a mail, for tests that hand it over themselves.

use serde_json::{Value, json};

use super::House;

impl House {
    /// An event of the latest mail to a guest, as SES publishes it: `Delivery`, `Bounce`, `Complaint`, or the bounce that an
    /// automatic `Answer` is.
    pub fn mail_event(&self, kind: &str) -> Value {
        let published = self.system.cloud.bus().events().into_iter();
        let mut event = published
            .map(|event| event.detail)
            .rfind(|detail| detail["mail"]["tags"]["mail"] == json!(["invitation"]))
            .unwrap();
        let now = format!("{:.3}", self.now());
        let to = event["mail"]["destination"][0].clone();
        let (member, about) = match kind {
            "Delivery" => ("delivery", json!({ "timestamp": now, "recipients": [to] })),
            "Bounce" => (
                "bounce",
                json!({
                    "timestamp": now, "bounceType": "Permanent", "bounceSubType": "NoEmail",
                    "bouncedRecipients": [{ "emailAddress": to }],
                }),
            ),
            "Answer" => ("bounce", json!({ "timestamp": now, "bounceType": "Transient", "bounceSubType": "General" })),
            "Complaint" => ("complaint", json!({ "timestamp": now, "complainedRecipients": [{ "emailAddress": to }] })),
            other => panic!("SES says nothing like {other}"),
        };
        event["eventType"] = json!(if kind == "Answer" { "Bounce" } else { kind });
        event[member] = about;
        event
    }

    /// Hands it over, as SES and EventBridge do.
    pub async fn ses_says(&self, kind: &str) {
        self.system.mail_event(&self.mail_event(kind)).await.unwrap();
    }
}
