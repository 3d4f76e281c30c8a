//! People who are members without an invitation, and tokens of anybody.

use serde_json::json;
use vestibule_domain::{
    audit::Stamp,
    staff::{Newcomer, Operator, OrgRole, Profile, Role, Roles, SetSeats},
    value::{Locale, Person},
};

use super::{House, Staff, random};

impl House {
    /// Somebody signed in whose token says who they are and nothing else.
    pub fn anybody(&self, sub: &str) -> Staff<'_> {
        let issuer = self.system.cloud.issuer();
        let claims = json!({
            "iss": issuer.url(), "aud": "vestibule", "sub": sub, "exp": self.now().as_second() + 3600,
            "token_use": "access",
        });
        self.bearer(issuer.sign(&claims).unwrap())
    }

    /// Makes somebody a member of an org.
    pub async fn add_member(&self, sub: &str, org: &str, org_role: Option<OrgRole>, roles: &[(&str, Role)]) {
        let store = self.system.store();
        let org = store.org(&org.parse().unwrap()).await.unwrap().unwrap();
        let profile = Profile::stranger(sub.to_owned(), (Locale::En, org.zone.clone()));
        let who = Person { name: sub.parse().unwrap(), email: format!("{sub}@people.example").parse().unwrap() };
        let roles = roles.iter().map(|(project, role)| (project.parse().unwrap(), *role)).collect();
        let newcomer = Newcomer { profile, who, roles: Roles::new(org_role, roles).unwrap() };
        let operator = operator();
        let stamp: Stamp = operator.stamp(self.now(), random());
        store.commit(&org.add_member(newcomer, &operator, &stamp).unwrap()).await.unwrap();
    }

    /// Sets how many seats Acme has, as an operator does.
    pub async fn limit_seats(&self, limit: u32) {
        let store = self.system.store();
        let org = store.org(&"acme".parse().unwrap()).await.unwrap().unwrap();
        let operator = operator();
        let decision = SetSeats { limit: Some(limit) }.decide(&org, &operator, &operator.stamp(self.now(), random()));
        store.commit(decision.change().unwrap()).await.unwrap();
    }

    /// The code in the latest mail to an address.
    pub async fn invitation_code(&self, email: &str) -> String {
        // A record of a step may ask for mails of its own, which leave after it.
        self.deliver().await;
        assert_eq!(self.deliver().await, 0);
        let mails = self.system.cloud.inbox().messages();
        let mail =
            mails.iter().rev().find(|mail| mail.to.concat() == email).unwrap_or_else(|| panic!("no mail to {email}"));
        mail.text.as_ref().unwrap().lines().find(|line| line.starts_with("vsi1_")).unwrap().to_owned()
    }
}

fn operator() -> Operator {
    Operator::named(Person { name: "Ops".parse().unwrap(), email: "ops@ops.example".parse().unwrap() })
}
