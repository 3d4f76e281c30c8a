use std::error::Error;

use tower::ServiceExt as _;

use super::*;
use crate::{
    door::{
        opened::{self, keys},
        routes::Routes,
    },
    request::gateway::event::Event,
};

type Tested = Result<(), Box<dyn Error>>;

async fn status(method: &str, path: &str, headers: &[(&str, &str)]) -> Result<u16, Box<dyn Error>> {
    let router = Routes::new("portal")
        .guest(Method::POST, "/i/peek", async || "peeked")
        .guest(Method::GET, "/i/peek", async || "inert")
        .staff(Method::POST, "/v1/shares", async || "created")
        .into_sample_router(());
    let event = headers.iter().fold(Event::new(method, path), |event, (name, value)| event.header(name, value));
    Ok(router.oneshot(event.request()?).await?.status().as_u16())
}

#[tokio::test]
async fn only_our_own_pages_can_act() -> Tested {
    for (headers, expected) in [
        ([("sec-fetch-site", "same-origin")].as_slice(), 200),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("sec-fetch-site", "cross-site")], 403),
        (&[("sec-fetch-site", "none")], 403),
        (&[("sec-fetch-site", "same-origin, cross-site")], 403),
        (&[("sec-fetch-site", "")], 403),
        (&[("origin", "https://portal.example")], 200),
        (&[("origin", "https://portal.example.evil.example")], 403),
        (&[("origin", "http://portal.example")], 403),
        (&[("origin", "https://portal.example:8443")], 403),
        (&[("origin", "null")], 403),
        (&[], 200),
        // Fetch Metadata is the newer word and outranks Origin.
        (&[("sec-fetch-site", "same-origin"), ("origin", "null")], 200),
        (&[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example")], 403),
    ] {
        assert_eq!(status("POST", "/i/peek", headers).await?, expected, "{headers:?}");
    }
    Ok(())
}

#[tokio::test]
async fn reading_and_staff_routes_are_not_asked() -> Tested {
    let foreign = &[("sec-fetch-site", "cross-site"), ("origin", "https://mail.example")];
    assert_eq!(status("GET", "/i/peek", foreign).await?, 200);
    assert_eq!(status("HEAD", "/i/peek", foreign).await?, 200);
    assert_eq!(status("POST", "/v1/shares", foreign).await?, 200);
    Ok(())
}

#[test]
fn an_act_needs_the_token_of_its_own_session() -> Tested {
    let (session, other) = (opened::session([5; 16]), opened::session([6; 16]));
    let (token, wrong) = (session.csrf(&keys()), other.csrf(&keys()));
    let sent = |header: Option<&str>, form: Option<&str>| -> Result<bool, Box<dyn Error>> {
        let mut headers = HeaderMap::new();
        if let Some(value) = header {
            headers.insert(CSRF_HEADER, value.parse()?);
        }
        Ok(check_token(&headers, form, &session, &keys()).is_ok())
    };
    assert!(sent(Some(&token), None)?);
    assert!(sent(None, Some(&token))?);
    assert!(!sent(None, None)?);
    assert!(!sent(Some(""), None)?);
    assert!(!sent(None, Some(&wrong))?);
    assert!(!sent(Some(&wrong), Some(&token))?);
    Ok(())
}
