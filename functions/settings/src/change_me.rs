//! `PATCH /v1/me`: in which language and zone one reads what the product writes.

use axum::{Json, extract::State};
use vestibule_api::staff::{ChangeMe, Me};
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    audit::Stamp,
    staff::{ChangePreferences, NotActing, Org, Profile},
};
use vestibule_web::{
    answer::{Problem, people_view::me},
    door::{StaffRequest, TryError},
    request::Fields,
};

use crate::Settings;

pub(crate) async fn change_me(
    State(settings): State<Settings>,
    request: StaffRequest<ChangeMe>,
) -> Result<Json<Me>, Problem> {
    let mut wrong = Fields::default();
    let locale = wrong.word("/locale", request.body.locale.as_deref());
    let zone = wrong.word("/zone", request.body.zone.as_deref());
    let act = ChangePreferences { locale, zone };
    let staff = &settings.staff;
    let changed = retry_when_overtaken(request.deadline, &staff.random, || async {
        let profile = staff.store.profile(&request.claims.sub).await?.ok_or(NotActing::NoMember)?;
        // No org is meant, and one that is named all the same has to be one's own.
        request.claims.org.as_ref().map(|named| profile.acting(Some(named))).transpose()?;
        let orgs = staff.store.orgs(profile.memberships.keys()).await?;
        let orgs = settings.stamped(&profile, orgs, &request);
        if orgs.is_empty() {
            return Err(NotActing::NoMember.into());
        }
        if !wrong.is_empty() {
            return Err(wrong.clone().into_problem().into());
        }
        let decision = act.decide(&profile, &orgs)?;
        if let Some(change) = decision.change() {
            staff.store.commit(change).await?;
        }
        Ok::<_, TryError>(decision.into_state())
    });
    let moved = changed.await.map_err(TryError::into_staff_problem)?;
    Ok(Json(me(&moved.profile)))
}

impl Settings {
    /// Each org's trail names the person as the org knows them.
    fn stamped(&self, profile: &Profile, orgs: Vec<Org>, request: &StaffRequest<ChangeMe>) -> Vec<(Org, Stamp)> {
        let stamped = orgs.into_iter().filter_map(|org| {
            let stamp = self.staff.stamp(&profile.member(&org.slug)?, &request.source);
            Some((org, stamp))
        });
        stamped.collect()
    }
}
