//! `POST /p/{share}/tasks/{task}/draft`: keeps what the guest types. Scripts send what has changed as JSON: one read, one
//! transaction. A browser without scripts sends the whole form.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use vestibule_api::guest::{self, Draft, DraftOptions};
use vestibule_domain::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::Permit,
    task::{Answer, Spec},
    value::{FieldSlug, Locale},
    work::{Save, SaveRefused, Saved},
};
use vestibule_web::{
    answer::{Problem, draft_flaws},
    door::GuestRequest,
    request::{JsonOrFields, Query, spelling::answer},
};

use crate::{
    form::{Pressed, submitted},
    page,
    state::Portal,
};

/// What a guest typed, to be kept: as it is, or as the language of a page writes it.
struct Typed {
    save: Save,
    lang: Option<Locale>,
}

pub(crate) async fn draft(
    State(portal): State<Portal>,
    Query(DraftOptions { undecided }): Query<DraftOptions>,
    request: GuestRequest<JsonOrFields<Draft>>,
) -> Result<Response, Problem> {
    let draft = match &request.body {
        JsonOrFields::Json(draft) => draft,
        JsonOrFields::Fields(fields) => {
            let pressed = Pressed::of(fields, undecided.as_deref());
            return submitted(&portal, &request, (fields, &pressed)).await;
        }
    };
    let saved = request.act::<(), _, _, _>(&Typed::from(draft), &()).await?;
    let version = saved.made.work.version + u64::from(saved.changed);
    let spec = &saved.on.task.spec;
    let flaws = draft_flaws(spec, draft.answers.keys(), &saved.made.work);
    let (saved_at, readings) = (portal.guests.now(), readings(spec, draft));
    Ok(Json(guest::Saved { version, saved_at, flaws, readings }).into_response())
}

/// How they were read, where it was typed on a page.
fn readings(spec: &Spec, Draft { answers, lang, .. }: &Draft) -> BTreeMap<FieldSlug, String> {
    let reading = |(slug, typed): (&FieldSlug, &Option<_>)| {
        let (typed, field) = (answer(typed.clone()?), spec.field(slug)?);
        Some((slug.clone(), page::reading(*lang.as_ref()?, field, &typed)?))
    };
    answers.iter().filter_map(reading).collect()
}

impl From<&Draft> for Typed {
    fn from(Draft { base, answers, lang }: &Draft) -> Self {
        let answers = answers.clone().into_iter().map(|(field, typed)| (field, typed.map(answer)));
        Self { save: Save { base: *base, answers: answers.collect() }, lang: *lang }
    }
}

impl Act<Permit<'_>> for Typed {
    type Made = Saved;
    type Refused = SaveRefused;

    fn decide(&self, permit: Permit<'_>, stamp: &Stamp) -> Result<Decision<Saved>, SaveRefused> {
        let Self { save, lang: lang @ Some(_) } = self else { return self.save.decide(permit, stamp) };
        let spec = &permit.task().spec;
        let read = |(slug, typed): (&FieldSlug, &Option<Answer>)| {
            let typed = typed.clone();
            (slug.clone(), typed.map(|typed| spec.field(slug).map_or(typed.clone(), |f| f.read(typed, *lang))))
        };
        let answers = save.answers.iter().map(read).collect();
        Save { base: save.base, answers }.decide(permit, stamp)
    }
}
