//! Who is signed in, as the gateway's JWT authorizer found and checked it; the token itself is never read here.

use axum::{extract::FromRequestParts, http::request::Parts};

use vestibule_domain::value::{NotASlug, OrgSlug};

use crate::{
    answer::problem::{Kind, Problem},
    request::{flaw, gateway},
};

/// The claims of the caller's token (OpenID Connect Core §5.1). Refuses with 401 where no authorizer
/// has run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The identity provider's name for the person.
    pub sub: String,
    pub email: Option<String>,
    pub name: Option<String>,
    /// In which of their orgs they act: not of the token, but of this request.
    pub org: Option<OrgSlug>,
}

/// The header in which those who belong to several orgs say in which one they act.
pub(crate) const ORG_HEADER: &str = "vestibule-org";

impl<S: Sync> FromRequestParts<S> for Claims {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let context = gateway::context(&parts.extensions);
        let jwt = context.and_then(|c| c.authorizer.as_ref()).and_then(|a| a.jwt.as_ref());
        let claim = |name| jwt.and_then(|j| j.claims.get(name)).filter(|text| !text.is_empty()).cloned();
        let sub = claim("sub").ok_or_else(|| Problem::new(Kind::Unauthorized, "Sign in to do this."))?;
        let org = parts.headers.get(ORG_HEADER).map(|value| org(value.to_str().unwrap_or_default())).transpose()?;
        Ok(Self { sub, email: claim("email"), name: claim("name"), org })
    }
}

fn org(text: &str) -> Result<OrgSlug, Problem> {
    text.parse().map_err(|error: NotASlug| flaw::unread("head of the request", "/vestibule-org", &error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::request::gateway::event::Event;

    async fn claims(event: Event) -> Result<Result<Claims, Kind>, Box<dyn Error>> {
        let (mut parts, _) = event.request()?.into_parts();
        Ok(Claims::from_request_parts(&mut parts, &()).await.map_err(|p| p.kind()))
    }

    fn event() -> Event {
        Event::new("GET", "/v1/shares")
    }

    #[tokio::test]
    async fn the_authorizer_says_who_calls() -> Result<(), Box<dyn Error>> {
        let read = claims(event().claim("sub", "u-1").claim("email", "ines@acme.example").claim("iss", "x")).await?;
        let expected = Claims { sub: "u-1".into(), email: Some("ines@acme.example".into()), name: None, org: None };
        assert_eq!(read, Ok(expected));
        Ok(())
    }

    #[tokio::test]
    async fn a_header_says_in_which_org_a_request_is() -> Result<(), Box<dyn Error>> {
        let read = async |org: &str| claims(event().claim("sub", "u-1").header(ORG_HEADER, org)).await;
        assert_eq!(read("acme").await?.map(|claims| claims.org), Ok(Some("acme".parse()?)));
        for org in ["", "a b", "acmé", &"x".repeat(65)] {
            assert_eq!(read(org).await?, Err(Kind::BadRequest), "{org}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn without_the_authorizer_s_word_nobody_is_signed_in() -> Result<(), Box<dyn Error>> {
        let forged = event().header("authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1LTEifQ.");
        for event in [event(), forged, event().claim("email", "a@b.example"), event().claim("sub", "")] {
            assert_eq!(claims(event).await?, Err(Kind::Unauthorized));
        }
        let (mut parts, ()) = http::Request::new(()).into_parts();
        assert!(Claims::from_request_parts(&mut parts, &()).await.is_err());
        Ok(())
    }
}
