use std::error::Error;

use http::Method;
use tower::ServiceExt as _;

use super::*;
use crate::{answer::problem::Problem, door::routes::Routes, request::gateway::event::Event};

type Tested = Result<(), Box<dyn Error>>;

const EXPECTED: [(&str, &str); 9] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' https://uploads.example; form-action 'self' https://uploads.example; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

async fn asset() -> ([(HeaderName, &'static str); 2], &'static str) {
    ([(CACHE_CONTROL, "public, max-age=31536000, immutable"), (CONTENT_SECURITY_POLICY, "default-src *")], "css")
}

async fn answer(method: &str, path: &str) -> Result<Response, Box<dyn Error>> {
    let router = Routes::new("portal")
        .guest(Method::GET, "/i", async || "landing")
        .guest(Method::POST, "/i/open", async || "opened")
        .guest(Method::GET, "/assets/{file}", asset)
        .staff(Method::GET, "/v1/fail", async || Problem::failure(std::io::Error::other("x")))
        .into_sample_router(());
    let event = Event::new(method, path).header("sec-fetch-site", "cross-site");
    Ok(router.oneshot(event.request()?).await?)
}

#[tokio::test]
async fn every_answer_carries_all_of_them() -> Tested {
    for (method, path, status) in [
        ("GET", "/i", 200),
        ("HEAD", "/i", 200),
        ("POST", "/i/open", 403),
        ("GET", "/nowhere", 404),
        ("DELETE", "/i", 405),
        ("GET", "/v1/fail", 500),
    ] {
        let response = answer(method, path).await?;
        assert_eq!(response.status().as_u16(), status, "{method} {path}");
        for (name, value) in EXPECTED {
            let all: Vec<_> = response.headers().get_all(name).iter().collect();
            assert_eq!(all, [value], "{method} {path} {name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_handler_chooses_its_caching_and_nothing_else() -> Tested {
    let response = answer("GET", "/assets/app.3f9a.css").await?;
    assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
    let policies: Vec<_> = response.headers().get_all(CONTENT_SECURITY_POLICY).iter().collect();
    assert_eq!(policies, [EXPECTED[0].1]);
    Ok(())
}

#[test]
fn a_site_without_upload_origins_talks_to_itself_only() {
    let policy = content_security_policy(&[]);
    assert!(policy.to_str().is_ok_and(|p| p.contains("connect-src 'self'; form-action 'self'; base-uri")));
}

#[tokio::test]
async fn a_page_that_holds_a_script_itself_admits_that_one_alone() -> Tested {
    let page = async || {
        let mut response = axum::response::IntoResponse::into_response("<script>go()</script>");
        response.extensions_mut().insert(Inline::script("go()"));
        response
    };
    let router = Routes::new("portal").guest(Method::GET, "/i", page).into_sample_router(());
    let response = router.oneshot(Event::new("GET", "/i").request()?).await?;
    let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str()?;
    // echo -n 'go()' | openssl dgst -sha256 -binary | base64
    assert!(policy.contains("script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=';"), "{policy}");
    assert!(policy.contains("style-src 'self';"), "{policy}");
    Ok(())
}
