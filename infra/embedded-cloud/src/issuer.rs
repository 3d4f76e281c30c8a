//! The development identity provider: signs tokens for the people it was started with, and for anybody who says an address.

use std::path::Path;

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::options::{Clock, Person};
use crate::signing_key::SigningKey;
use crate::start_error::StartError;

/// The `aud` claim of its tokens.
pub const AUDIENCE: &str = "vestibule";

pub(crate) const TOKEN_LIFETIME: SignedDuration = SignedDuration::from_hours(12);

/// An OIDC issuer with named people instead of a sign-in.
pub struct Issuer {
    url: String,
    people: Vec<Person>,
    clock: Clock,
    /// None: that of the process.
    key: Option<SigningKey>,
}

#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    #[error("the issuer knows nobody called {sub}")]
    UnknownPerson { sub: String },
    #[error("the issuer's key could not be made")]
    Key(#[source] &'static (dyn std::error::Error + Send + Sync)),
    #[error("the token could not be signed")]
    Signature(#[from] jsonwebtoken::errors::Error),
}

impl Issuer {
    pub(crate) fn open(
        url: String,
        people: Vec<Person>,
        clock: Clock,
        folder: Option<&Path>,
    ) -> Result<Self, StartError> {
        Ok(Self { url, people, clock, key: folder.map(SigningKey::of_folder).transpose()? })
    }

    /// The `iss` claim; `/.well-known/openid-configuration` is below it.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// A token for that person, valid for twelve hours from now.
    pub fn token(&self, sub: &str) -> Result<String, IssuerError> {
        let person = self.people.iter().find(|person| person.sub == sub);
        self.token_of(person.ok_or_else(|| IssuerError::UnknownPerson { sub: sub.to_owned() })?)
    }

    /// The same for anybody, such as somebody new who was invited.
    pub fn token_of(&self, person: &Person) -> Result<String, IssuerError> {
        let now = (self.clock)().as_second();
        self.sign(&json!({
            "iss": self.url,
            "sub": person.sub,
            "aud": AUDIENCE,
            "iat": now,
            "nbf": now,
            "exp": now + TOKEN_LIFETIME.as_secs(),
            "name": person.name,
            "email": person.email,
            "token_use": "access",
        }))
    }

    /// An access token (RFC 9068) with any claims, such as expired ones, or those of nobody.
    pub fn sign(&self, claims: &Value) -> Result<String, IssuerError> {
        self.sign_as("at+jwt", claims)
    }

    /// A token of any type, such as an ID token.
    pub fn sign_as(&self, typ: &str, claims: &Value) -> Result<String, IssuerError> {
        Ok(self.key()?.sign(typ, claims)?)
    }

    /// The keys to verify its tokens with (RFC 7517).
    pub fn jwks(&self) -> Result<Value, IssuerError> {
        Ok(json!({ "keys": [self.key()?.jwk()] }))
    }

    fn key(&self) -> Result<&SigningKey, IssuerError> {
        match &self.key {
            Some(key) => Ok(key),
            None => SigningKey::of_process().map_err(|error| IssuerError::Key(error.as_ref())),
        }
    }
}
