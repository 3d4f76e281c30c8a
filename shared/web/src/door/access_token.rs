//! Which kind of token somebody came with. The gateway checks signature, issuer, audience and times, which an ID token
//! passes as well; but that is for the program that signed its user in, and opens nothing here (RFC 8725 §3.12).

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use http::HeaderMap;
use serde::Deserialize;

use crate::{
    answer::problem::{Kind, Problem},
    request::gateway,
    start::site::TokenType,
};

/// Refuses another token than one for access, before the route looks at anything. Who came without a token is told that by
/// the route.
pub(crate) async fn layer(State(expected): State<TokenType>, request: Request, next: Next) -> Response {
    let context = gateway::context(request.extensions());
    let claims = context.and_then(|c| c.authorizer.as_ref()?.jwt.as_ref()).map(|jwt| &jwt.claims);
    let refused = claims.is_some_and(|claims| {
        is_another(|name| claims.get(name).map(String::as_str))
            || expected == TokenType::AtJwt && !is_marked(request.headers())
    });
    if refused {
        return Problem::new(Kind::Unauthorized, "This is no access token. Send the one that was issued with it.")
            .into_response();
    }
    next.run(request).await
}

/// Whether the claims say that this is another token than one for access: by `token_use` (Amazon Cognito), by `typ`
/// (Keycloak), or by a hash of what was issued beside it (OpenID Connect Core §3.3.2.11), which only ID tokens have.
/// Issuers that mark nothing are told apart by the audience alone.
fn is_another<'a>(claim: impl Fn(&str) -> Option<&'a str>) -> bool {
    claim("token_use").is_some_and(|kind| kind != "access")
        || claim("typ").is_some_and(|kind| !kind.eq_ignore_ascii_case("Bearer") && !is_at_jwt(kind))
        || claim("at_hash").is_some()
        || claim("c_hash").is_some()
}

/// Whether the token's own header says that it is one for access (RFC 9068 §2.1). The gateway verified the token, so what
/// stands in it is the issuer's.
fn is_marked(headers: &HeaderMap) -> bool {
    #[derive(Deserialize)]
    struct Header {
        typ: String,
    }
    let typ = || {
        let value = headers.get(http::header::AUTHORIZATION)?.to_str().ok()?;
        let token = value.split_once(' ').map_or(value, |(_, token)| token.trim());
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
        serde_json::from_slice::<Header>(&bytes).ok()
    };
    typ().is_some_and(|header| is_at_jwt(&header.typ))
}

fn is_at_jwt(typ: &str) -> bool {
    typ.eq_ignore_ascii_case("at+jwt") || typ.eq_ignore_ascii_case("application/at+jwt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_issuers_mark_as_another_token_is_one() {
        for (name, value, another) in [
            ("token_use", "id", true),
            ("token_use", "access", false),
            ("typ", "ID", true),
            ("typ", "Refresh", true),
            ("typ", "Bearer", false),
            ("at_hash", "x", true),
            ("c_hash", "x", true),
            ("nonce", "x", false),
        ] {
            assert_eq!(is_another(|asked| (asked == name).then_some(value)), another, "{name} {value}");
        }
    }

    #[test]
    fn the_header_of_the_token_tells_whether_it_is_marked() {
        for (header, marked) in [
            (r#"{"alg":"RS256","typ":"at+jwt"}"#, true),
            (r#"{"alg":"RS256","typ":"application/AT+JWT"}"#, true),
            (r#"{"alg":"RS256","typ":"JWT"}"#, false),
            (r#"{"alg":"RS256"}"#, false),
            (r#"{"typ":["at+jwt"]}"#, false),
            ("at+jwt", false),
        ] {
            let token = format!("{}.e30.c2ln", BASE64_URL_SAFE_NO_PAD.encode(header));
            for value in [format!("Bearer {token}"), format!("bearer  {token}"), token] {
                let headers = HeaderMap::from_iter([(http::header::AUTHORIZATION, value.parse().unwrap())]);
                assert_eq!(is_marked(&headers), marked, "{header}");
            }
        }
        assert!(!is_marked(&HeaderMap::new()));
    }
}
