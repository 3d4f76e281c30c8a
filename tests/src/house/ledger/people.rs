//! Who belongs to an org, by each of the rows that say so.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Ledger, count, id, text};

impl Ledger {
    /// An org's list is what its people's own rows say, and its seats and org admins are those in the list.
    pub(super) fn people(&self) {
        for org in self.items("ORG") {
            let slug = id(org);
            let listed: BTreeMap<_, _> = self
                .state
                .iter()
                .filter(|row| row["pk"] == org["pk"] && text(&row["sk"]).starts_with("MEMBER#"))
                .map(|row| (text(&row["sub"]), roles(&row["roles"])))
                .collect();
            let own = self.items("MEMBER").filter(|row| !row["orgs"][&slug].is_null());
            let own: BTreeMap<_, _> = own.map(|row| (text(&row["sub"]), roles(&row["orgs"][&slug]))).collect();
            assert_eq!(listed, own, "the list of {slug}");
            let is = |role: &str| listed.values().filter(|(of_org, _)| of_org == role).count();
            assert_eq!(count(&org["seats"]), listed.len() - is("workflow_responder"), "the seats of {slug}");
            assert_eq!(count(&org["admins"]), is("org_admin"), "the org admins of {slug}");
        }
    }
}

fn roles(of: &Value) -> (String, Value) {
    (text(&of["org_role"]), of["roles"].clone())
}
