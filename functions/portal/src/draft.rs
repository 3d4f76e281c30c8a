//! `POST /p/{share}/tasks/{task}/draft`: keeps what the guest types. One read, one transaction. Scripts send
//! what has changed as JSON; a browser without scripts sends the whole form.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use vestibule_api::{
    guest::{self, Draft},
    problem::FieldError,
};
use vestibule_domain::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::Permit,
    task::{Answer, PatternWork, Spec, Work},
    value::{FieldSlug, Locale},
    work::{Save, SaveRefused, Saved},
};
use vestibule_web::{
    answer::{Problem, flaw_of},
    door::GuestRequest,
    request::{JsonOrFields, spelling::answer, unread},
};

use crate::{page, state::Portal};

/// What a guest typed, to be kept.
enum Typed<'a> {
    /// As they are kept, or as the language of a page writes them.
    Answers { save: Save, lang: Option<Locale> },
    /// A whole form, which its task says how to read.
    Form { base: u64, fields: &'a [(String, String)] },
}

pub(crate) async fn draft(
    State(portal): State<Portal>,
    request: GuestRequest<JsonOrFields<Draft>>,
) -> Result<Response, Problem> {
    let saved = request.act::<(), _, _, _>(&Typed::read(&request.body)?, &()).await?;
    let version = saved.made.work.version + u64::from(saved.changed);
    match &request.body {
        JsonOrFields::Json(draft) => {
            let spec = &saved.on.task.spec;
            let flaws = flaws(spec, draft.answers.keys(), &saved.made.work);
            let (saved_at, readings) = (portal.guests.now(), readings(spec, draft));
            Ok(Json(guest::Saved { version, saved_at, flaws, readings }).into_response())
        }
        JsonOrFields::Fields(fields) if fields.iter().any(|(name, value)| name == "then" && value == "check") => {
            Ok(Redirect::to(&format!("/p/{}?check={}", request.share, request.at.task)).into_response())
        }
        JsonOrFields::Fields(_) => Ok(request.done(())),
    }
}

/// What would be wrong with the answers that were sent. That one is missing is no flaw before its task is checked.
fn flaws<'a>(spec: &Spec, sent: impl Iterator<Item = &'a FieldSlug>, work: &Work) -> Vec<FieldError> {
    let pattern_work = PatternWork::of_one_task();
    let flaw = |slug: &FieldSlug| {
        let answer = work.answer(slug).filter(|answer| !answer.is_blank())?;
        Some(flaw_of((slug, &spec.field(slug)?.check_within(answer, &pattern_work).err()?)))
    };
    sent.filter_map(flaw).collect()
}

/// How they were read, where it was typed on a page.
fn readings(spec: &Spec, Draft { answers, lang, .. }: &Draft) -> BTreeMap<FieldSlug, String> {
    let reading = |(slug, typed): (&FieldSlug, &Option<_>)| {
        let (typed, field) = (answer(typed.clone()?), spec.field(slug)?);
        Some((slug.clone(), page::reading(*lang.as_ref()?, field, &typed)?))
    };
    answers.iter().filter_map(reading).collect()
}

impl<'a> Typed<'a> {
    fn read(sent: &'a JsonOrFields<Draft>) -> Result<Self, Problem> {
        let fields = match sent {
            JsonOrFields::Json(Draft { base, answers, lang }) => {
                let answers = answers.clone().into_iter().map(|(field, typed)| (field, typed.map(answer)));
                return Ok(Self::Answers { save: Save { base: *base, answers: answers.collect() }, lang: *lang });
            }
            JsonOrFields::Fields(fields) => fields,
        };
        let base = fields.iter().find(|(name, _)| name == "base").and_then(|(_, base)| base.parse().ok());
        let base = base.ok_or_else(|| unread("form", "/base", "must be the version on which it was typed"))?;
        Ok(Self::Form { base, fields })
    }
}

impl Act<Permit<'_>> for Typed<'_> {
    type Made = Saved;
    type Refused = SaveRefused;

    fn decide(&self, permit: Permit<'_>, stamp: &Stamp) -> Result<Decision<Saved>, SaveRefused> {
        match self {
            Self::Answers { save, lang: None } => save.decide(permit, stamp),
            Self::Answers { save, lang } => {
                let spec = &permit.task().spec;
                let read = |(slug, typed): (&FieldSlug, &Option<Answer>)| {
                    let typed = typed.clone();
                    (slug.clone(), typed.map(|typed| spec.field(slug).map_or(typed.clone(), |f| f.read(typed, *lang))))
                };
                let answers = save.answers.iter().map(read).collect();
                Save { base: save.base, answers }.decide(permit, stamp)
            }
            Self::Form { base, fields } => {
                // Numbers and days are written as the language of the page writes them.
                let lang = fields.iter().find(|(name, _)| name == "lang").and_then(|(_, lang)| lang.parse().ok());
                let answers = page::typed(&permit.task().spec, lang.unwrap_or_else(|| permit.locale()), fields);
                Save { base: *base, answers }.decide(permit, stamp)
            }
        }
    }
}
