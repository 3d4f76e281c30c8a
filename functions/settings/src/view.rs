//! The policy of an org or a project, as staff read it.

use std::collections::BTreeMap;

use vestibule_api::staff::{PolicyView, setting_rules};
use vestibule_domain::{
    policy::{Overrides, Policy, Setting},
    value::{Digest, Locale},
};
use vestibule_web::answer::{
    Problem,
    policy_view::{own_policy, policy, texts},
};

use crate::Settings;

impl Settings {
    /// One read where it has texts that this process has not seen; `new` are about to be kept.
    pub(crate) async fn view(
        &self,
        effective: &Policy,
        (own, version): (&Overrides, u64),
        new: &[String],
    ) -> Result<PolicyView, Problem> {
        let of = |texts: &BTreeMap<Locale, Setting<Digest>>| texts.values().map(|text| text.value).collect::<Vec<_>>();
        let mut named = [of(effective.notices()), of(effective.disclaimers())].concat();
        let new: Vec<_> = new.iter().map(|text| (Digest::of(text), text.as_str().into())).collect();
        named.retain(|sha256| new.iter().all(|(of, _)| of != sha256));
        let mut known = self.staff.store.texts_of(&named).await?;
        known.extend(new);
        Ok(PolicyView {
            version,
            effective: policy(effective),
            own: own_policy(own),
            notice: texts(effective.notices(), &known),
            disclaimer: texts(effective.disclaimers(), &known),
            rules: setting_rules(),
        })
    }
}
