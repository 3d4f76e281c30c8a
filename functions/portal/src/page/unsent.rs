//! A form that met a problem which the page of the work cannot show: what was typed into it stands here, so that it can
//! be sent again, or copied.

use askama::Template;
use vestibule_domain::value::{Locale, ShareId, is_blank};
use vestibule_pages::{
    frame::Frame,
    render::{RenderError, rendered},
};
use vestibule_web::answer::{Kind, Problem, Reason};

use super::frame::frame;

#[derive(Template)]
#[template(path = "unsent.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    why: String,
    typed: Vec<&'a str>,
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
    let typed = fields.iter().filter(|(name, value)| is_typed(name) && !is_blank(value));
    let typed: Vec<_> = typed.map(|(_, value)| value.as_str()).collect();
    let html: Result<String, RenderError> = if typed.is_empty() { return None } else { page(typed) };
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
