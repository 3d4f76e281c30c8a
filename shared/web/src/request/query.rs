//! Query parameters, read like forms.

use std::{fmt::Display, str::FromStr};

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::de::DeserializeOwned;

use crate::{
    answer::problem::Problem,
    request::{flaw, form},
};

/// The query of the address. Refuses with a 400 that names the parameter. Reads as the form of an
/// [`crate::request::body::Either`] does: `?limit=` is a `None`, `?sort=a&sort=b` is an error unless a list is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<T>(pub T);

/// That a route reads the query.
#[derive(Debug, Clone, Copy)]
struct QueryRead;

/// The 400 for a query of which a route reads nothing: who asks for a dry run where there is none must not get a wet one.
/// Asked for once all else of a request is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoOtherQuery;

/// All that such a route reads of a query.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl<S: Sync> FromRequestParts<S> for NoOtherQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.extensions.get::<QueryRead>().is_none() {
            let Query(Nothing {}) = Query::from_request_parts(parts, state).await?;
        }
        Ok(Self)
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.insert(QueryRead);
        form::parse("query", parts.uri.query().unwrap_or_default().as_bytes()).map(Self)
    }
}

/// Where a page begins, which only those who made the answer before can read. Refuses with the 400 of a query.
pub fn cursor<C: FromStr<Err: Display>>(text: Option<&str>) -> Result<Option<C>, Problem> {
    let cursor = text.map(str::parse).transpose();
    cursor.map_err(|error: C::Err| flaw::unread("query", "/cursor", &error.to_string()))
}

/// The 400 for a cursor that parses, and is of another list.
pub fn no_cursor() -> Problem {
    flaw::unread("query", "/cursor", "is not the cursor of an earlier answer to the same list")
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use serde::Deserialize;

    use super::*;
    use crate::{answer::problem::Kind, request::gateway::event::Event};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Listing {
        project: String,
        limit: Option<u32>,
    }

    async fn read(query: &str) -> Result<Result<Listing, Problem>, Box<dyn Error>> {
        let (mut parts, _) = Event::new("GET", "/v1/shares").query(query).request()?.into_parts();
        Ok(Query::from_request_parts(&mut parts, &()).await.map(|Query(listing)| listing))
    }

    #[tokio::test]
    async fn a_query_is_read_as_the_gateway_passed_it() -> Result<(), Box<dyn Error>> {
        let expected = Listing { project: "a b&c".into(), limit: Some(50) };
        assert_eq!(read("project=a+b%26c&limit=50").await?, Ok(expected));
        assert_eq!(read("project=x&limit=").await?, Ok(Listing { project: "x".into(), limit: None }));
        Ok(())
    }

    #[tokio::test]
    async fn a_query_that_does_not_parse_is_a_400_that_names_the_parameter() -> Result<(), Box<dyn Error>> {
        for (query, pointer) in [("project=x&limit=many", "/limit"), ("", "/project"), ("project=x&sort=%ff", "")] {
            let problem = read(query).await?.expect_err(query);
            assert_eq!((problem.kind(), problem.field_errors()[0].pointer.as_str()), (Kind::BadRequest, pointer));
        }
        Ok(())
    }
}
