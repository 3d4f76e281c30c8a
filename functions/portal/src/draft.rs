//! `POST /p/{share}/tasks/{task}/draft`: keeps what the guest types. One read, one transaction. Scripts send
//! what has changed as JSON; a browser without scripts sends the whole form.

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
    task::{Spec, Work},
    value::FieldSlug,
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
    Answers(Save),
    /// A whole form, which its task says how to read.
    Form {
        base: u64,
        fields: &'a [(String, String)],
    },
}

pub(crate) async fn draft(
    State(portal): State<Portal>,
    request: GuestRequest<JsonOrFields<Draft>>,
) -> Result<Response, Problem> {
    let saved = request.act::<(), _, _, _>(&Typed::read(&request.body)?, &()).await?;
    let version = saved.made.work.version + u64::from(saved.changed);
    match &request.body {
        JsonOrFields::Json(Draft { answers, .. }) => {
            let flaws = flaws(&saved.on.task.spec, answers.keys(), &saved.made.work);
            Ok(Json(guest::Saved { version, saved_at: portal.guests.now(), flaws }).into_response())
        }
        JsonOrFields::Fields(fields) if fields.iter().any(|(name, value)| name == "then" && value == "check") => {
            Ok(Redirect::to(&format!("/p/{}?check={}", request.share, request.at.task)).into_response())
        }
        JsonOrFields::Fields(_) => Ok(request.done(())),
    }
}

/// What would be wrong with the answers that were sent. That one is missing is no flaw before its task is checked.
fn flaws<'a>(spec: &Spec, sent: impl Iterator<Item = &'a FieldSlug>, work: &Work) -> Vec<FieldError> {
    let flaw = |slug: &FieldSlug| {
        let answer = work.answer(slug).filter(|answer| !answer.is_blank())?;
        Some(flaw_of((slug, &spec.field(slug)?.check(answer).err()?)))
    };
    sent.filter_map(flaw).collect()
}

impl<'a> Typed<'a> {
    fn read(sent: &'a JsonOrFields<Draft>) -> Result<Self, Problem> {
        let fields = match sent {
            JsonOrFields::Json(Draft { base, answers }) => {
                let answers = answers.clone().into_iter().map(|(field, typed)| (field, typed.map(answer)));
                return Ok(Self::Answers(Save { base: *base, answers: answers.collect() }));
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
            Self::Answers(save) => save.decide(permit, stamp),
            Self::Form { base, fields } => {
                // Numbers are written as the language of the page writes them.
                let lang = fields.iter().find(|(name, _)| name == "lang").and_then(|(_, lang)| lang.parse().ok());
                let answers = page::typed(&permit.task().spec, lang.unwrap_or_else(|| permit.locale()), fields);
                Save { base: *base, answers }.decide(permit, stamp)
            }
        }
    }
}
