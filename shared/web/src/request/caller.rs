//! From where a request came, for the audit trail: what the gateway saw, not what headers claim.

use axum::{extract::FromRequestParts, http::request::Parts};
use vestibule_domain::audit::Source;

use crate::request::gateway;

/// Characters of a user agent that the trail keeps.
pub(crate) const MAX_USER_AGENT_CHARS: usize = 150;

/// The client's address and user agent, the latter without control characters and cut to
/// [`MAX_USER_AGENT_CHARS`] characters. Empty where no gateway is in front; never refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller(pub Source);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let Some(context) = gateway::context(&parts.extensions) else {
            return Ok(Self(Source::default()));
        };
        let ip = context.http.source_ip.clone().filter(|ip| !ip.is_empty());
        let user_agent = context.http.user_agent.as_deref().map(plain).filter(|text| !text.is_empty());
        Ok(Self(Source { ip, user_agent }))
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MAX_USER_AGENT_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::request::gateway::event::Event;

    async fn source(event: Event) -> Result<Source, Box<dyn Error>> {
        let (mut parts, _) = event.request()?.into_parts();
        let Caller(origin) = Caller::from_request_parts(&mut parts, &()).await?;
        Ok(origin)
    }

    #[tokio::test]
    async fn the_gateway_s_word_counts_and_headers_do_not() -> Result<(), Box<dyn Error>> {
        let event = Event::new("POST", "/i/open")
            .source_ip("203.0.113.9")
            .user_agent("Mozilla/5.0")
            .header("x-forwarded-for", "10.0.0.1")
            .header("user-agent", "forged");
        let expected = Source { ip: Some("203.0.113.9".into()), user_agent: Some("Mozilla/5.0".into()) };
        assert_eq!(source(event).await?, expected);
        assert_eq!(source(Event::new("POST", "/i/open")).await?, Source::default());
        Ok(())
    }

    #[tokio::test]
    async fn a_user_agent_cannot_flood_or_forge_the_trail() -> Result<(), Box<dyn Error>> {
        let long = format!("a\r\n\u{1b}b{}", "é".repeat(1000));
        let agent = source(Event::new("GET", "/i").user_agent(&long)).await?.user_agent.ok_or("none")?;
        assert_eq!(agent.chars().count(), MAX_USER_AGENT_CHARS);
        assert!(agent.starts_with("abé"), "{agent}");
        Ok(())
    }
}
