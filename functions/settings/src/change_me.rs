//! `PATCH /v1/me`: in which language and zone one reads what the product writes.

use axum::{Json, extract::State};
use vestibule_api::staff::{ChangeMe, Me};
use vestibule_cloud::{
    contention::retry_when_overtaken,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::staff::{ChangePreferences, NotActing};
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
        let member = staff.member(&request.claims).await?;
        let asked = AskedOfOrg { sub: Some(&member.sub), ..AskedOfOrg::default() };
        let OfOrg { org, profile, .. } = staff.store.of_org(&member.org, asked).await?;
        let (org, profile) = org.zip(profile).ok_or(NotActing::NoMember)?;
        if !wrong.is_empty() {
            return Err(wrong.clone().into_problem().into());
        }
        let decision = act.decide(&profile, &org, &staff.stamp(&member, &request.source));
        if let Some(change) = decision.change() {
            staff.store.commit(change).await?;
        }
        Ok::<_, TryError>(decision.into_state())
    });
    let moved = changed.await.map_err(TryError::into_staff_problem)?;
    Ok(Json(me(&moved.profile)))
}
