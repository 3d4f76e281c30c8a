//! An operator gives an org its logo and its colour.

use super::{fact::OrgFact, operator::Operator, org::Org};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    policy::{Accent, Logo},
};

/// What becomes of a part of the branding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Wish<T> {
    #[default]
    Keep,
    Set(T),
    Remove,
}

/// What an operator wants of an org's branding.
#[derive(Debug, Clone, Default)]
pub struct BrandingWish {
    pub logo: Wish<Logo>,
    pub accent: Wish<Accent>,
}

impl Org {
    /// Sets the branding of shares to come. Those that are there keep theirs.
    pub fn set_branding(&self, wish: &BrandingWish, _: &Operator, stamp: &Stamp) -> Decision<Self> {
        let mut branded = self.clone();
        let policy = &mut branded.policy;
        wish.logo.clone().put(&mut policy.logo, |logo| logo.digest());
        wish.accent.clone().put(&mut policy.accent, |accent| accent);
        if branded == *self {
            return Decision::Already(branded);
        }
        let policy = &branded.policy;
        let fact = OrgFact::BrandingChanged { logo: policy.logo, accent: policy.accent.map(Accent::colour) };
        Decision::Change(Change::new(branded, stamp, fact, []))
    }
}

impl<T> Wish<T> {
    fn put<V>(self, at: &mut Option<V>, value: impl FnOnce(T) -> V) {
        match self {
            Self::Keep => {}
            Self::Set(wished) => *at = Some(value(wished)),
            Self::Remove => *at = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{CREATED, House, kinds, operator, staff};

    #[test]
    fn a_branding_is_set_once_and_taken_away_part_by_part() {
        let House { org, .. } = House::new();
        let logo = "iVBORw0KGgoAAAANSUhEUg==".parse::<Logo>().unwrap();
        let accent = Accent::new("#7a1f5c".parse().unwrap()).unwrap();
        let wish = BrandingWish { logo: Wish::Set(logo.clone()), accent: Wish::Set(accent) };
        let Decision::Change(change) = org.set_branding(&wish, &operator(), &staff(CREATED)) else {
            panic!("nothing changed");
        };
        assert_eq!(kinds(&change), ["org.branding_changed"]);
        let facts = &change.entry().records()[0].record.to_json()["facts"];
        assert_eq!(*facts, serde_json::json!({ "logo": logo.digest(), "accent": "#7a1f5c" }));
        let org = change.into_state();
        assert!(matches!(org.set_branding(&wish, &operator(), &staff(CREATED)), Decision::Already(_)));
        let wish = BrandingWish { logo: Wish::Remove, ..BrandingWish::default() };
        let org = org.set_branding(&wish, &operator(), &staff(CREATED)).into_state();
        assert_eq!((org.policy.logo, org.policy.accent), (None, Some(accent)));
    }
}
