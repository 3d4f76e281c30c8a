//! What an operator does to an org on the command line.

use vestibule_cloud::Commit;
use vestibule_domain::{
    Decision,
    policy::{Accent, Logo, PolicyWish, Wish},
    staff::{ChangePolicy, Operator, OrgPolicyBy},
    value::Person,
};

use super::House;

/// A PNG of 8 × 8 pixels, in base64.
pub const SQUARE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mMQiYzCihiGlgQAX2UxwY6vXBwAAAAASUVORK5CYII=";

impl House {
    /// Gives Acme a logo, in base64, and a colour.
    pub async fn brand(&self, logo: &str, accent: &str) {
        let store = self.system.store();
        let org = store.org(&"acme".parse().unwrap()).await.unwrap().unwrap();
        let logo = logo.parse::<Logo>().unwrap();
        let accent = Accent::new(accent.parse().unwrap()).unwrap();
        let person = Person { name: "Otto".parse().unwrap(), email: "otto@ops.example".parse().unwrap() };
        let (operator, text) = (Operator::named(person), logo.as_str().to_owned());
        let stamp = operator.stamp(self.now(), [7; 16]);
        let wish = PolicyWish { logo: Wish::Set(logo.digest()), accent: Wish::Set(accent), ..PolicyWish::default() };
        let policy = ChangePolicy { wish, expected: None };
        let Ok(Decision::Change(change)) = policy.of_org((&org, &[]), OrgPolicyBy::Operator(&operator), &stamp) else {
            panic!("the org has this branding");
        };
        store.commit_with(&change, Commit { texts: &[&text], ..Commit::default() }).await.unwrap();
    }
}
