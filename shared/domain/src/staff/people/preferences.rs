//! In which language and zone somebody reads what the product writes to them.

use super::{
    super::{fact::OrgFact, org::Org, profile::Profile},
    moved::PersonMoved,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    value::{Locale, Zone},
};

/// What somebody wants for themselves; `None`: as it is. It holds in all their orgs.
#[derive(Debug, Clone, Default)]
pub struct ChangePreferences {
    pub locale: Option<Locale>,
    pub zone: Option<Zone>,
}

impl ChangePreferences {
    /// `org`: one of theirs, whose trail tells it.
    pub fn decide(&self, profile: &Profile, org: &Org, stamp: &Stamp) -> Decision<PersonMoved> {
        let locale = self.locale.unwrap_or(profile.locale);
        let zone = self.zone.clone().unwrap_or_else(|| profile.zone.clone());
        let changed = Profile { locale, zone: zone.clone(), ..profile.clone() };
        if changed == *profile {
            return Decision::Already(PersonMoved { org: org.clone(), profile: changed, invitation: None });
        }
        let fact = OrgFact::PreferencesChanged { sub: profile.sub.clone(), locale, zone };
        Change::new(org.clone(), stamp, fact, [])
            .map(|org| PersonMoved { org, profile: changed, invitation: None })
            .into()
    }
}
