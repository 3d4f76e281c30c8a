//! What stands in the gate of a share is what its trail tells.

use serde_json::Value;

use super::{Ledger, count, id, millis, steps::comments};

/// The attempts of all who were never in, since one of them came in or nobody had tried.
fn tried(events: &[Value]) -> usize {
    let (mut tried, mut by_a_known_one, mut code, mut before) = (0, false, false, &Value::Null);
    for event in events {
        let of_one_attempt = before["kind"] == "share.password_tried" && before["facts"] == event["facts"];
        if asks_for_code(event) == Some(true) && !code {
            tried = 0;
        }
        match event["kind"].as_str().unwrap() {
            // Password and code are tried together.
            "share.code_tried" if of_one_attempt => {}
            "share.password_tried" | "share.code_tried" => {
                by_a_known_one = event["facts"]["known_device"] == true;
                tried += usize::from(!by_a_known_one);
            }
            "share.link_opened" | "share.opened_again" if !by_a_known_one => tried = 0,
            "share.password_changed" | "share.rotated" => tried = 0,
            _ => {}
        }
        code = asks_for_code(event).unwrap_or(code);
        before = event;
    }
    tried
}

/// What a record says of the code: its creation, a change, or a policy that is applied.
fn asks_for_code(event: &Value) -> Option<bool> {
    let mut settings = event["facts"]["settings"].as_array().into_iter().flatten();
    let applied = settings.find(|change| change["setting"] == "code").and_then(|change| change["to"].as_bool());
    event["facts"]["code"].as_bool().or(applied)
}

/// How often the code came to be asked for: who was in had not given one.
fn codes_turned_on(events: &[Value]) -> usize {
    let told: Vec<_> = events.iter().filter_map(asks_for_code).collect();
    told.windows(2).filter(|pair| !pair[0] && pair[1]).count()
}

/// When its guest was in by it last, of all that is theirs: not where they only tried to come in, or asked for a link.
fn last_access(events: &[Value]) -> Option<&Value> {
    const OUTSIDE: [&str; 8] = [
        "share.code_failed",
        "share.code_requested",
        "share.code_tried",
        "share.exhausted",
        "share.locked",
        "share.new_link_requested",
        "share.password_failed",
        "share.password_tried",
    ];
    let inside =
        |event: &&Value| event["actor"]["type"] == "guest" && !OUTSIDE.contains(&event["kind"].as_str().unwrap());
    events.iter().rfind(inside).map(|event| &event["at"])
}

impl Ledger {
    pub(super) fn shares(&self) {
        for gate in self.items("GATE") {
            let id = id(gate);
            let events = self.told(&format!("share/{id}"));
            let told = |kind: &str| events.iter().filter(|e| e["kind"] == kind).count();
            let context = || format!("{gate:#}\n{events:#?}");
            let opens = |e: &Value| e["kind"] == "share.handed_back" || e["kind"] == "share.decision_set_aside";
            let round = events.iter().rposition(opens).map_or(0, |at| at + 1);
            let opened = events[round..].iter().filter(|e| e["kind"] == "share.link_opened").count();
            assert_eq!(count(&gate["used"]), opened, "accesses: {}", context());
            assert_eq!(told("share.consented"), told("share.link_opened"), "consents: {}", context());
            assert_eq!(usize::from(!gate["revoked"].is_null()), told("share.revoked"), "{}", context());
            let ends = told("share.revoked") + told("share.rotated") + told("share.password_changed");
            let ends = ends + codes_turned_on(&events);
            assert_eq!(count(&gate["epoch"]), 1 + ends, "epoch: {}", context());
            assert!(told("share.identified") <= told("share.link_opened"), "who opened: {}", context());
            assert_eq!(count(&gate["link"]), 1 + told("share.rotated"), "links: {}", context());
            assert_eq!(count(&gate["notes"]), comments(&events), "comments: {}", context());
            let fetched = ["share.file_downloaded", "share.export_downloaded", "share.revision_downloaded"];
            assert_eq!(count(&gate["got"]), fetched.into_iter().map(told).sum::<usize>(), "downloads: {}", context());
            let last_access = last_access(&events).map(millis).unwrap_or_default();
            assert_eq!(gate["seen"], last_access, "last access: {}", context());
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
            assert_eq!(count(&gate["tries"]), tried(&events), "attempts: {}", context());
            let decided = events.iter().find(|e| e["kind"] == "share.revision_responded");
            assert_eq!(
                gate["dec"],
                decided.map(|e| e["facts"]["decision"].clone()).unwrap_or_default(),
                "{}",
                context()
            );
            let last = decided.is_some() || events[round..].iter().any(|e| e["facts"]["last"] == true);
            assert_eq!(!gate["done"].is_null(), last, "{}", context());
        }
    }

    /// Which link the mail carried that a record is about.
    fn carried(&self, share: &str, event: &Value) -> Value {
        let mut mails =
            self.items("MAIL").filter(|row| id(row) == share).flat_map(|row| row["mails"].as_array().unwrap());
        let mail = mails.find(|mail| mail["id"] == event["facts"]["message_id"]);
        mail.map(|mail| mail["link"].clone()).unwrap_or_default()
    }
}
