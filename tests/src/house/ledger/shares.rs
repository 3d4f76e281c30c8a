//! What stands in the gate of a share is what its trail tells.

use super::{Ledger, count, id, millis};

impl Ledger {
    pub(super) fn shares(&self) {
        for gate in self.items("GATE") {
            let id = id(gate);
            let events = self.told(&format!("share/{id}"));
            let told = |kind: &str| events.iter().filter(|e| e["kind"] == kind).count();
            let context = || format!("{gate:#}\n{events:#?}");
            assert_eq!(count(&gate["used"]), told("share.link_opened"), "accesses: {}", context());
            assert_eq!(told("share.consented"), told("share.link_opened"), "consents: {}", context());
            assert_eq!(usize::from(!gate["revoked"].is_null()), told("share.revoked"), "{}", context());
            let ends = told("share.revoked") + told("share.rotated") + told("share.password_changed");
            assert_eq!(count(&gate["epoch"]), 1 + ends, "epoch: {}", context());
            assert_eq!(count(&gate["link"]), 1 + told("share.rotated"), "links: {}", context());
            assert_eq!(count(&gate["notes"]), told("share.commented"), "comments: {}", context());
            let expired = events.iter().rposition(|e| e["kind"] == "share.expired");
            let extended = events.iter().rposition(|e| e["kind"] == "share.extended");
            let recorded = expired.is_some_and(|at| extended.is_none_or(|later| later < at));
            assert_eq!(!gate["noted"].is_null(), recorded, "{}", context());
            let expires_at = match extended {
                Some(at) => &events[at]["facts"]["to"],
                None => &events[0]["facts"]["expires_at"],
            };
            assert_eq!(gate["exp"], millis(expires_at), "{}", context());
            let invited = events.iter().any(|e| e["kind"] == "share.invited" && self.carried(&id, e) == gate["link"]);
            assert_eq!(!gate["invited"].is_null(), invited, "{}", context());
            assert_eq!(!gate["asked"].is_null(), told("share.new_link_requested") > 0, "{}", context());
            let fresh =
                events.iter().rposition(|e| e["kind"] == "share.link_opened" || e["kind"] == "share.password_changed");
            let tried = events[fresh.unwrap_or(0)..].iter().filter(|e| e["kind"] == "share.password_tried").count();
            assert_eq!(count(&gate["tries"]), tried, "attempts: {}", context());
            let last = events.iter().any(|e| e["facts"]["last"] == true);
            assert_eq!(!gate["done"].is_null(), last, "{}", context());
        }
    }

    /// Which link the mail carried that a record is about.
    fn carried(&self, share: &str, event: &serde_json::Value) -> serde_json::Value {
        let mut mails =
            self.items("MAIL").filter(|row| id(row) == share).flat_map(|row| row["mails"].as_array().unwrap());
        let mail = mails.find(|mail| mail["id"] == event["facts"]["message_id"]);
        mail.map(|mail| mail["link"].clone()).unwrap_or_default()
    }
}
