//! In which language and zone somebody reads what the product writes to them.

use jiff::Timestamp;

use super::super::{fact::OrgFact, org::Org, profile::Profile};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    value::{Locale, Wait, Zone, take},
};

/// So often within a day somebody changes their language or zone.
const MAX_CHANGES_A_DAY: u64 = 50;

/// What somebody wants for themselves; `None`: as it is. It holds in all their orgs.
#[derive(Debug, Clone, Default)]
pub struct ChangePreferences {
    pub locale: Option<Locale>,
    pub zone: Option<Zone>,
}

/// A person who reads otherwise now, and all their orgs, whose trails tell it.
#[derive(Debug, Clone)]
pub struct PreferencesMoved {
    pub orgs: Vec<Org>,
    pub profile: Profile,
}

/// Nothing was changed; it is possible again at that instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("language and zone were changed more often than they can be within a day; the next change is possible at {at}")]
pub struct TooManyChanges {
    pub at: Timestamp,
    pub seconds: u64,
}

impl ChangePreferences {
    /// `orgs`: all of theirs, each with the stamp of who they are there.
    pub fn decide(
        &self,
        profile: &Profile,
        orgs: &[(Org, Stamp)],
    ) -> Result<Decision<PreferencesMoved>, TooManyChanges> {
        let locale = self.locale.unwrap_or(profile.locale);
        let zone = self.zone.clone().unwrap_or_else(|| profile.zone.clone());
        let stands = locale == profile.locale && zone == profile.zone;
        let Some(((org, stamp), more)) = orgs.split_first().filter(|_| !stands) else {
            let orgs = orgs.iter().map(|(org, _)| org.clone()).collect();
            return Ok(Decision::Already(PreferencesMoved { orgs, profile: profile.clone() }));
        };
        let until = take(MAX_CHANGES_A_DAY, profile.preferences_until, 1, stamp.now);
        let until = until.map_err(|Wait { at, seconds }| TooManyChanges { at, seconds })?;
        let changed = Profile { locale, zone, preferences_until: Some(until), ..profile.clone() };
        let told = more.iter().fold(changed.told(org, stamp), |told, (org, stamp)| {
            told.and(changed.told(org, stamp), |orgs, org| [orgs, org].concat())
        });
        Ok(told.map(|orgs| PreferencesMoved { orgs, profile: changed }).into())
    }
}

impl Profile {
    fn told(&self, org: &Org, stamp: &Stamp) -> Change<Vec<Org>> {
        let (sub, locale, zone) = (self.sub.clone(), self.locale, self.zone.clone());
        Change::new(org.clone(), stamp, OrgFact::PreferencesChanged { sub, locale, zone }, []).map(|org| vec![org])
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::{
        fixtures::{People, SATURDAY, profile, slug, staff},
        staff::Role,
    };

    fn of_two() -> (Profile, [(Org, Stamp); 2]) {
        let acme = People::new().org;
        let globex = Org { slug: slug("globex"), ..acme.clone() };
        let rita = profile("rita", &[("acme", Role::Viewer), ("globex", Role::Viewer)]);
        (rita, [(acme, staff(SATURDAY)), (globex, staff(SATURDAY))])
    }

    #[test]
    fn each_of_ones_orgs_tells_it_in_one_change() {
        let (rita, orgs) = of_two();
        let act = ChangePreferences { locale: Some(Locale::Es), zone: None };
        let Ok(Decision::Change(change)) = act.decide(&rita, &orgs) else { panic!("no change") };
        assert_eq!(change.entries().map(|entry| entry.records().len()).collect::<Vec<_>>(), [1, 1]);
        let moved = change.into_state();
        let told: Vec<_> = moved.orgs.iter().zip(&orgs).map(|(after, (before, _))| after.head != before.head).collect();
        assert_eq!((told, moved.profile.locale), (vec![true, true], Locale::Es));
    }

    #[test]
    fn fifty_changes_a_day_are_there_at_once_and_come_back_one_by_one() {
        let (mut rita, orgs) = of_two();
        for n in 0..50 {
            let locale = Some(if n % 2 == 0 { Locale::Es } else { Locale::En });
            rita = ChangePreferences { locale, zone: None }.decide(&rita, &orgs).unwrap().into_state().profile;
        }
        let again = ChangePreferences { locale: Some(Locale::Es), zone: None };
        let refused = again.decide(&rita, &orgs).unwrap_err();
        assert_eq!((refused.seconds, refused.at), (1_728, orgs[0].1.now + SignedDuration::from_secs(1_728)));
        let same = ChangePreferences { locale: Some(rita.locale), zone: None };
        assert!(same.decide(&rita, &orgs).is_ok(), "what stands is no change");
    }
}
