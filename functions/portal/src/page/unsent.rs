//! A form that met a problem which the page of the work cannot show: what was typed into it stands here, so that it can
//! be sent again, or copied.

use askama::Template;
use vestibule_api::steps::TypedResponse;
use vestibule_domain::value::{Locale, ShareId, is_blank};
use vestibule_pages::{
    decision::label,
    frame::Frame,
    render::{RenderError, rendered},
};
use vestibule_web::{
    answer::{Kind, Problem, Reason},
    request::spelling,
};

use super::frame::frame;

#[derive(Template)]
#[template(path = "unsent.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    why: String,
    typed: Vec<String>,
    /// Where the form was sent, if sending it again may help.
    again: Option<&'a str>,
    fields: &'a [(String, String)],
    share: Option<ShareId>,
}

/// `None`: nothing was typed, or the page cannot be written.
pub fn unsent(problem: &Problem, locale: Locale, path: &str, fields: &[(String, String)]) -> Option<String> {
    let page = |typed| {
        let (page, kind) = (frame(locale), problem.kind());
        rendered(&Html {
            page,
            why: page.say(why(problem)),
            typed,
            again: matches!(kind, Kind::Failure | Kind::Unavailable | Kind::TooManyRequests).then_some(path),
            fields,
            share: path.split('/').nth(2).and_then(|part| part.parse().ok()),
        })
    };
    let is_typed = |name: &str| ["answers:", "comment:", "reason:"].iter().any(|of| name.starts_with(of));
    if !fields.iter().any(|(name, value)| is_typed(name) && !is_blank(value)) {
        return None;
    }
    let texts = frame(locale).texts;
    // What was chosen stands where it stood on the page, above what was written with it.
    let line = |(name, value): &(String, String)| match name.strip_prefix("decision:") {
        Some(task) => {
            let chosen = TypedResponse::among(fields, &task).decision?;
            Some(label(texts, spelling::step_decision(chosen)))
        }
        None => (is_typed(name) && !is_blank(value)).then(|| value.clone()),
    };
    let html: Result<String, RenderError> = page(fields.iter().filter_map(line).collect());
    html.ok()
}

fn why(problem: &Problem) -> &'static str {
    match (problem.kind(), problem.reason()) {
        (_, Some(Reason::Revoked | Reason::Replaced)) => "word-gone-revoked",
        (_, Some(Reason::Expired)) => "word-gone-expired",
        (_, Some(Reason::Exhausted)) => "word-gone-exhausted",
        (_, Some(Reason::Completed)) => "word-gone-completed",
        (Kind::Unauthorized | Kind::NotFound, _) => "end-session-text",
        (Kind::Failure | Kind::Unavailable | Kind::TooManyRequests, _) => "word-failed",
        _ => "end-stopped",
    }
}
