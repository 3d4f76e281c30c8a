use axum::body::to_bytes;
use serde_json::Value;
use vestibule_api::{problem::Conflict, staff::Layer};

use super::*;

type Tested = Result<(), Box<dyn Error>>;

async fn shown(problem: Problem) -> Result<(u16, http::HeaderMap, Value), Box<dyn Error>> {
    let response = problem.into_response();
    let (parts, body) = response.into_parts();
    let body = serde_json::from_slice(&to_bytes(body, usize::MAX).await?)?;
    Ok((parts.status.as_u16(), parts.headers, body))
}

#[tokio::test]
async fn a_problem_is_rfc_9457_json_with_the_trace_id() -> Tested {
    let problem = Problem::new(Kind::Policy, "The share cannot be created on these terms.").errors([FieldError::new(
        "/expiry",
        "above_ceiling",
        "is above the ceiling of 30 days",
    )
    .decided_by("max_expiry_days", Layer::Org)]);
    let (status, headers, body) = TraceId::new("t-1").ok_or("no id")?.scope(shown(problem)).await?;
    assert_eq!((status, headers[header::CONTENT_TYPE].to_str()?), (422, "application/problem+json"));
    assert_eq!(
        body,
        json!({
            "type": "https://vestibule.dev/problems/policy",
            "title": "The policy does not allow this",
            "status": 422,
            "detail": "The share cannot be created on these terms.",
            "trace_id": "t-1",
            "errors": [{
                "pointer": "/expiry", "code": "above_ceiling", "detail": "is above the ceiling of 30 days",
                "setting": "max_expiry_days", "layer": "org",
            }],
        })
    );
    Ok(())
}

#[tokio::test]
async fn every_kind_answers_with_its_own_status_and_type() -> Tested {
    for kind in KINDS {
        let (status, _, body) = shown(Problem::new(*kind, "x")).await?;
        assert_eq!(status, kind.status().as_u16());
        assert_eq!(body["type"], format!("{BASE}{}", kind.slug()));
        assert_eq!(body["status"], kind.status().as_u16());
    }
    Ok(())
}

#[tokio::test]
async fn a_dead_link_says_which_way_it_died() -> Tested {
    for (reason, name) in [
        (Reason::Revoked, "revoked"),
        (Reason::Expired, "expired"),
        (Reason::Exhausted, "exhausted"),
        (Reason::Completed, "completed"),
    ] {
        let (status, _, body) = shown(Problem::gone(reason)).await?;
        assert_eq!((status, &body["reason"]), (410, &json!(name)));
    }
    Ok(())
}

#[tokio::test]
async fn waiting_times_and_challenges_are_headers() -> Tested {
    let (_, headers, _) = shown(Problem::new(Kind::TooManyRequests, "Wait.").retry_after(30)).await?;
    assert_eq!(headers[header::RETRY_AFTER], "30");
    let (_, headers, _) = shown(Problem::new(Kind::Unauthorized, "Sign in.")).await?;
    assert_eq!(headers[header::WWW_AUTHENTICATE], "Bearer");
    Ok(())
}

#[tokio::test]
async fn what_only_some_problems_say_stands_beside_what_all_say() -> Tested {
    let extension = Extension { code: Some(Conflict::TaskDone), ..Extension::default() };
    let (_, _, body) = shown(Problem::new(Kind::Conflict, "x").with(extension)).await?;
    let title = Kind::Conflict.title();
    let expected = json!({
        "type": format!("{BASE}conflict"), "title": title, "status": 409, "detail": "X.", "code": "task_done",
    });
    assert_eq!(body, expected);
    Ok(())
}

#[derive(Debug, thiserror::Error)]
#[error("put item of table vst-state")]
struct Outer(#[source] std::io::Error);

#[tokio::test]
async fn a_failure_logs_its_causes_once_and_shows_none_of_them() -> Tested {
    let log = crate::start::telemetry::captured::Log::default();
    let problem = log.record(|| Problem::failure(Outer(std::io::Error::other("connection to 10.0.0.7 reset"))));
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["error"], "put item of table vst-state: connection to 10.0.0.7 reset");
    let (status, _, body) = shown(problem).await?;
    assert_eq!(status, 500);
    assert!(!body.to_string().contains("vst-state") && !body.to_string().contains("10.0.0.7"), "{body}");
    Ok(())
}

#[tokio::test]
async fn a_problem_lists_a_hundred_errors_and_says_how_many_there_are() -> Tested {
    let of = |count: usize| {
        let errors = (0..count).map(|n| FieldError::new(format!("/{n}"), "invalid", "is wrong"));
        let (first, rest): (Vec<_>, Vec<_>) = errors.partition(|error| error.pointer.len() < 3);
        Problem::new(Kind::Unprocessable, "some fields are wrong").errors(first).errors(rest)
    };
    let (_, _, body) = shown(of(100)).await?;
    assert_eq!(
        (body["detail"].as_str(), body["errors"].as_array().map(Vec::len)),
        (Some("Some fields are wrong."), Some(100))
    );
    let (_, _, body) = shown(of(150_000)).await?;
    let detail = "Some fields are wrong. There are 150000 errors; the first 100 are listed.";
    assert_eq!((body["detail"].as_str(), body["errors"].as_array().map(Vec::len)), (Some(detail), Some(100)));
    Ok(())
}

#[test]
fn details_are_sentences() {
    for (text, sentence) in
        [("there is no such run", "There is no such run."), ("Wait.", "Wait."), ("é isso…", "É isso…"), ("", "")]
    {
        assert_eq!(Problem::new(Kind::NotFound, text).detail(), sentence);
    }
}
