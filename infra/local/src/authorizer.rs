//! What API Gateway's JWT authorizer does: RS256, issuer, audience, expiry, not-before; 401 for the rest.

use std::collections::BTreeMap;

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use serde_json::{Map, Value};
use vestibule_web::start::Clock;

/// Verifies tokens of one issuer for one audience.
pub(crate) struct Authorizer {
    keys: JwkSet,
    issuer: String,
    audience: String,
    clock: Clock,
}

impl Authorizer {
    pub(crate) fn new(jwks: Value, issuer: String, audience: String, clock: Clock) -> Result<Self, serde_json::Error> {
        Ok(Self { keys: serde_json::from_value(jwks)?, issuer, audience, clock })
    }

    /// The claims as the gateway hands them on: every value as text. `None` is a 401.
    pub(crate) fn claims(&self, authorization: Option<&str>) -> Option<BTreeMap<String, String>> {
        let header = authorization?;
        let token = header.strip_prefix("Bearer ").or_else(|| header.strip_prefix("bearer ")).unwrap_or(header);
        let kid = decode_header(token).ok()?.kid?;
        let key = DecodingKey::from_jwk(self.keys.find(&kid)?).ok()?;
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.audience]);
        rules.set_required_spec_claims(&["exp", "iss", "aud"]);
        // By our own clock, which tests turn.
        rules.validate_exp = false;
        let claims = decode::<Map<String, Value>>(token, &key, &rules).ok()?.claims;
        let now = self.clock.now().as_second();
        let instant = |name: &str| claims.get(name).map(Value::as_i64);
        let expired = instant("exp")?? <= now;
        let early = ["nbf", "iat"].iter().any(|name| instant(name).is_some_and(|at| at.is_none_or(|at| at > now + 1)));
        if expired || early {
            return None;
        }
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Some(claims.into_iter().map(|(name, value)| (name, text(value))).collect())
    }
}
