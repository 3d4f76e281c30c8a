//! `POST /p/{share}/tasks/{task}/draft`: keeps what the guest types. One read, one transaction. Scripts send
//! what has changed as JSON; a browser without scripts sends the whole form.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    gate::{self, WorkRefused},
    task::{Answer, Task},
    value::{FieldSlug, Locale, ShareId, TaskSlug},
    work::Save,
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::TryError,
    request::{Caller, Deadline, JsonOrFields, Path, unique_map},
};

use crate::{page, state::Portal};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    /// The version of the task on which the guest typed.
    base: u64,
    #[serde(deserialize_with = "unique_map")]
    answers: BTreeMap<FieldSlug, Option<Answer>>,
}

pub(crate) async fn draft(
    State(portal): State<Portal>,
    Path((share, slug)): Path<(ShareId, TaskSlug)>,
    headers: HeaderMap,
    Caller(origin): Caller,
    deadline: Deadline,
    sent: JsonOrFields<Draft>,
) -> Result<Response, Problem> {
    let visitor = portal.guests.actor(share, &headers, field(&sent, "csrf"), origin)?;
    let saved = retry_when_overtaken(deadline, &portal.guests.random, || async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, portal.guests.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        let save = save(&sent, &task, work.share.recipient.locale)?;
        let Some(change) = task.save(guest, &work.run, &save, &visitor.stamp(&work.share))? else {
            return Ok(task.version);
        };
        portal.guests.store.commit(&change).await?;
        Ok::<_, TryError>(task.version + 1)
    });
    let version = saved.await.map_err(TryError::into_problem)?;
    Ok(match sent {
        JsonOrFields::Json(_) => Json(json!({ "version": version, "saved_at": portal.guests.now() })).into_response(),
        JsonOrFields::Fields(_) => Redirect::to(&format!("/p/{share}#task-{slug}")).into_response(),
    })
}

fn field<'a>(sent: &'a JsonOrFields<Draft>, name: &str) -> Option<&'a str> {
    match sent {
        JsonOrFields::Json(_) => None,
        JsonOrFields::Fields(fields) => fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str()),
    }
}

fn save(sent: &JsonOrFields<Draft>, task: &Task, locale: Locale) -> Result<Save, Problem> {
    match sent {
        JsonOrFields::Json(Draft { base, answers }) => Ok(Save { base: *base, answers: answers.clone() }),
        JsonOrFields::Fields(fields) => {
            let base = field(sent, "base").and_then(|base| base.parse().ok());
            let base =
                base.ok_or_else(|| Problem::new(Kind::BadRequest, "The form does not say what it is based on."))?;
            Ok(Save { base, answers: page::typed(task, locale, fields) })
        }
    }
}
