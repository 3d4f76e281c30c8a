//! The issuer over HTTP: discovery, keys, and tokens by POST only, for a GET could be sent by any page.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::issuer::{Issuer, IssuerError, TOKEN_LIFETIME};
use crate::options::Person;

/// To be nested below the issuer's path.
pub(crate) fn router(issuer: Arc<Issuer>) -> Router {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks.json", get(jwks))
        .route("/token", post(token))
        .with_state(issuer)
}

async fn discovery(State(issuer): State<Arc<Issuer>>) -> Json<Value> {
    let url = issuer.url();
    Json(json!({
        "issuer": url,
        "jwks_uri": format!("{url}/jwks.json"),
        "token_endpoint": format!("{url}/token"),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "none"],
        "claims_supported": ["iss", "sub", "aud", "iat", "nbf", "exp", "name", "email"],
    }))
}

async fn jwks(State(issuer): State<Arc<Issuer>>) -> Result<Json<Value>, Refusal> {
    Ok(Json(issuer.jwks()?))
}

#[derive(Deserialize)]
struct TokenRequest {
    sub: Option<String>,
    /// Of somebody whom the issuer does not know: with it they get a token, too.
    email: Option<String>,
    name: Option<String>,
    /// As in the client credentials grant; any secret will do.
    client_id: Option<String>,
}

async fn token(State(issuer): State<Arc<Issuer>>, Form(request): Form<TokenRequest>) -> Result<Response, Refusal> {
    let TokenRequest { sub, email, name, client_id } = request;
    let sub = sub.or(client_id).or(email.clone()).unwrap_or_default();
    let is_known = issuer.people().iter().any(|person| person.sub == sub);
    let token = match email.filter(|_| !is_known) {
        Some(email) => issuer.token_of(&Person { name: name.unwrap_or_else(|| sub.clone()), sub, email }),
        None => issuer.token(&sub),
    };
    let answer = json!({
        "access_token": token?,
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME.as_secs(),
    });
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

/// RFC 6749, section 5.2.
struct Refusal(IssuerError);

impl From<IssuerError> for Refusal {
    fn from(error: IssuerError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code) = match &self.0 {
            IssuerError::UnknownPerson { .. } => (StatusCode::BAD_REQUEST, "invalid_grant"),
            IssuerError::Key(_) | IssuerError::Signature(_) => (StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
        };
        let body = json!({ "error": code, "error_description": self.0.to_string() });
        (status, Json(body)).into_response()
    }
}
