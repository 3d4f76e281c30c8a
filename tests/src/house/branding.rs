//! What an operator does to an org on the command line.

use vestibule_cloud::Commit;
use vestibule_domain::{
    Decision,
    policy::{Accent, Logo},
    staff::{BrandingWish, Operator, Wish},
    value::Person,
};

use super::House;

/// A PNG of one pixel, in base64.
pub const PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

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
        let wish = BrandingWish { logo: Wish::Set(logo), accent: Wish::Set(accent) };
        let Decision::Change(change) = org.set_branding(&wish, &operator, &stamp) else {
            panic!("the org has this branding");
        };
        store.commit_with(&change, Commit { texts: &[&text], ..Commit::default() }).await.unwrap();
    }
}
