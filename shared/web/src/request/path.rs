//! Path parameters: an address whose ids do not parse is the address of nothing.

use axum::{
    extract::{
        self, FromRequestParts,
        path::ErrorKind,
        rejection::PathRejection::{self, FailedToDeserializePathParams},
    },
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use crate::answer::problem::{Kind, Problem};

/// The `{parameters}` of the route's path. Refuses with 404, never telling ids that are malformed
/// from ids of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = extract::Path::from_request_parts(parts, state).await;
        path.map(|extract::Path(value)| Self(value)).map_err(refuse)
    }
}

fn refuse(rejection: PathRejection) -> Problem {
    match &rejection {
        FailedToDeserializePathParams(failed)
            if !matches!(
                failed.kind(),
                ErrorKind::UnsupportedType { .. } | ErrorKind::WrongNumberOfParameters { .. }
            ) =>
        {
            Problem::new(Kind::NotFound, "There is nothing at this address.")
        }
        // The handler asks for parameters that its route does not have.
        _ => Problem::failure(rejection),
    }
}

#[cfg(test)]
mod tests;
