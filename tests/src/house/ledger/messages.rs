//! What a record promises to tell somebody waits to be told or has been.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Ledger, id, published};

impl Ledger {
    /// Mails wait in the outbox or have gone out.
    pub(super) fn messages(&self) {
        let messages = self.items("OUTBOX").map(|row| serde_json::from_str(row["message"].as_str().unwrap()).unwrap());
        let waiting: Vec<Value> = messages.collect();
        for terms in self.items("TERMS") {
            let id = id(terms);
            let told = self.told(&format!("share/{id}"));
            let count = |test: &dyn Fn(&Value) -> bool| told.iter().filter(|event| test(event)).count();
            let still = |kind: &str| waiting.iter().filter(|m| m["type"] == kind && m["share"] == *id).count();
            let mails =
                |to: &Value| self.mails.iter().filter(|(share, address)| *share == id && *to == **address).count();

            let invitations = count(&|e| e["facts"]["delivery"] == "email");
            let invited = count(&|e| e["kind"] == "share.invited" || e["kind"] == "share.invitation_outdated");
            // What was handed back is mailed with the link, too, unless its creator carries it, or it is sent again first.
            let handed_back = count(&|e| e["kind"] == "share.handed_back" || e["kind"] == "share.decision_set_aside");
            let (asked, all) = (still("invitation") + invited, invitations..=invitations + handed_back);
            assert!(all.contains(&asked), "invitations of {id}: {asked} of {all:?}");
            let coded = count(&|e| e["kind"] == "share.code_sent");
            assert!(mails(&terms["recipient_email"]) >= invited + coded, "mails to the guest of {id}");
            // One that leaves too late to be of use is dropped.
            let codes = count(&|e| e["kind"] == "share.code_requested");
            assert!(still("code") + coded <= codes, "codes of {id}");

            // The last task brings the receipt of everything; those before it, one of some minutes, which a revocation
            // or the last one overtakes. Beyond what an address gets in a day it is left out.
            let last = count(&|e| e["facts"]["last"] == true);
            let completed = count(&|e| e["kind"] == "share.task_completed" || e["kind"] == "share.responded");
            assert!(still("receipt") <= completed, "receipts of {id}");
            let revoked = count(&|e| e["kind"] == "share.revoked");
            let receipts = (still("receipt") + mails(&terms["recipient_email"])).saturating_sub(invited + coded);
            let left_out = count(&|e| e["kind"] == "share.mail_left_out" && e["facts"]["mail"] == "receipt");
            assert!(receipts + left_out + revoked >= last, "receipts of {id}");

            let notices = count(&|e| {
                e["kind"] == "share.new_link_requested"
                    || e["facts"]["last"] == true
                    || ((e["kind"] == "share.password_failed" || e["kind"] == "share.code_failed")
                        && e["facts"]["attempt"] == 5
                        && e["facts"]["known_device"] == false)
            });
            // Of a mail with an old link, or of a share that is over, nobody is told.
            let bounces = count(&|e| e["kind"] == "share.bounced");
            // Another member than the creator may have handed something back. A decision that was set aside is not told.
            let decided = count(&|e| e["kind"] == "share.responded");
            assert!(still("owner_notice") <= notices + bounces + handed_back + decided, "notices of {id}");
            assert!(still("owner_notice") + mails(&terms["creator"]["email"]) >= notices, "notices of {id}");
        }
    }

    /// Every published record is an event on the bus, or the stream has yet to bring it; and nothing else is.
    pub(super) fn published(&self) {
        let published: BTreeSet<_> = self.trails.values().flatten().flat_map(published).collect();
        let told = &self.events | &self.coming;
        assert_eq!(told, published, "events");
    }
}
