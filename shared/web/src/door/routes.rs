//! A function's routes as a list that tests can hold against the template, and the router made of that list.

use std::{fmt, sync::Arc};

use axum::{
    Router,
    handler::Handler,
    middleware::from_fn_with_state,
    routing::{MethodFilter, on},
};
use http::Method;

use crate::{
    answer::{
        headers,
        page::{self, ProblemPage, UnsentPage, WayOn},
        problem::{Kind, Problem},
    },
    door::{access_token, csrf, time_limit},
    start::{environment::Clock, site::Site, telemetry::trace},
};

/// Who calls a route. Staff routes stand behind the gateway's JWT authorizer, guest routes do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Guest,
    Staff,
}

/// One route, its path as axum and API Gateway both write it: `/p/{share}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// The routes of one function over a state `S`.
pub struct Routes<S> {
    function: &'static str,
    list: Vec<Route>,
    guest: Router<S>,
    staff: Router<S>,
    page: Option<ProblemPage>,
    unsent: Option<UnsentPage>,
    way_on: Option<WayOn>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// `function` is the name under which requests are logged.
    pub fn new(function: &'static str) -> Self {
        let (guest, staff) = (Router::new(), Router::new());
        Self { function, list: vec![], guest, staff, page: None, unsent: None, way_on: None }
    }

    /// A route without sign-in. Only our own pages may use it for anything but GET and HEAD.
    #[must_use]
    pub fn guest<H, T>(mut self, method: Method, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.guest = self.guest.route(path, on(filter(&method), handler));
        self.list.push(Route { method, path, access: Access::Guest });
        self
    }

    /// A route for those whom the gateway's authorizer lets pass; read [`crate::request::claims::Claims`] in it.
    #[must_use]
    pub fn staff<H, T>(mut self, method: Method, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.staff = self.staff.route(path, on(filter(&method), handler));
        self.list.push(Route { method, path, access: Access::Staff });
        self
    }

    /// Shows problems as pages to clients that prefer HTML.
    #[must_use]
    pub fn problem_page(mut self, page: ProblemPage) -> Self {
        self.page = Some(page);
        self
    }

    /// Shows what was typed into a form again, where the form met a problem.
    #[must_use]
    pub fn unsent_page(mut self, page: UnsentPage) -> Self {
        self.unsent = Some(page);
        self
    }

    /// Takes every address of the API that no function has a route for, `$default`: browsers are led on from there.
    #[must_use]
    pub fn catch_all(mut self, way_on: WayOn) -> Self {
        self.way_on = Some(way_on);
        self
    }

    pub fn is_catch_all(&self) -> bool {
        self.way_on.is_some()
    }

    pub fn list(&self) -> &[Route] {
        &self.list
    }

    /// The service for `lambda_http::run`: each answer in time, with security headers and a trace id; unknown
    /// addresses and methods as problems. `clock` is the one by which Lambda's deadlines are read.
    pub fn into_router(self, state: S, site: Site, clock: &Clock) -> Router {
        let policy = headers::content_security_policy(&site.upload_origins);
        let portal: Arc<str> = site.portal_origin.into();
        let is_for_guests = self.guest.has_routes();
        let guest =
            if is_for_guests { self.guest.route_layer(from_fn_with_state(portal, csrf::layer)) } else { self.guest };
        let is_for_staff = self.staff.has_routes();
        let staff = if is_for_staff {
            self.staff.route_layer(from_fn_with_state(site.token_type, access_token::layer))
        } else {
            self.staff
        };
        let mut router = guest.merge(staff).fallback(nowhere).method_not_allowed_fallback(not_so);
        if let Some(way_on) = self.way_on {
            router = router.layer(from_fn_with_state(way_on, page::lead_on));
        }
        router = router.layer(from_fn_with_state(clock.clone(), time_limit::layer));
        if is_for_guests {
            router = router.layer(from_fn_with_state(self.unsent, page::after_form));
        }
        if let Some(page) = self.page {
            router = router.layer(from_fn_with_state(page, page::layer));
        }
        router
            .layer(from_fn_with_state(policy, headers::layer))
            .layer(from_fn_with_state(self.function, trace::layer))
            .with_state(state)
    }
}

/// # Panics
/// For methods that axum does not route, at start.
fn filter(method: &Method) -> MethodFilter {
    MethodFilter::try_from(method.clone()).expect("a method of RFC 9110 or PATCH")
}

async fn nowhere() -> Problem {
    Problem::new(Kind::NotFound, "There is nothing at this address.")
}

/// axum adds the `Allow` header.
async fn not_so() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "This address does not take this method.")
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.list).finish()
    }
}

#[cfg(test)]
impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// At `https://portal.example`, with uploads elsewhere.
    pub(crate) fn into_sample_router(self, state: S) -> Router {
        use crate::start::site::TokenType;

        let upload_origins = vec!["https://uploads.example".into()];
        self.into_router(
            state,
            Site { portal_origin: "https://portal.example".into(), upload_origins, token_type: TokenType::Any },
            &Clock::system(),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use axum::{body::to_bytes, extract::State, response::Response};
    use serde_json::Value;
    use tower::ServiceExt as _;

    use super::*;
    use crate::{answer::problem::MEDIA_TYPE, request::gateway::event::Event};

    type Tested = Result<(), Box<dyn Error>>;

    async fn name(State(name): State<&'static str>) -> &'static str {
        name
    }

    fn routes() -> Routes<&'static str> {
        Routes::new("register")
            .staff(Method::GET, "/v1/projects/{project}/runs/{run}", name)
            .staff(Method::PUT, "/v1/projects/{project}/runs/{run}", name)
            .guest(Method::GET, "/i", name)
            .guest(Method::HEAD, "/i", name)
            .guest(Method::POST, "/v1/projects/{project}/runs/{run}", name)
    }

    async fn answer(event: Event) -> Result<Response, Box<dyn Error>> {
        Ok(routes().into_sample_router("register").oneshot(event.request()?).await?)
    }

    async fn problem(response: Response) -> Result<Value, Box<dyn Error>> {
        assert_eq!(response.headers()["content-type"], MEDIA_TYPE);
        Ok(serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await?)?)
    }

    #[test]
    fn the_list_says_what_is_routed() {
        let listed: Vec<_> = routes().list().iter().map(|r| format!("{:?} {r}", r.access)).collect();
        assert_eq!(
            listed,
            [
                "Staff GET /v1/projects/{project}/runs/{run}",
                "Staff PUT /v1/projects/{project}/runs/{run}",
                "Guest GET /i",
                "Guest HEAD /i",
                "Guest POST /v1/projects/{project}/runs/{run}",
            ]
        );
    }

    #[tokio::test]
    async fn each_listed_route_answers_with_the_state() -> Tested {
        for route in routes().list() {
            let response = answer(Event::new(route.method.as_str(), route.path)).await?;
            assert_eq!(response.status(), 200, "{route}");
        }
        let response = answer(Event::new("PUT", "/v1/projects/p/runs/r")).await?;
        assert_eq!(to_bytes(response.into_body(), 99).await?.as_ref(), b"register");
        Ok(())
    }

    #[tokio::test]
    async fn unknown_addresses_and_methods_are_problems_with_a_trace_id() -> Tested {
        let response = answer(Event::new("GET", "/nowhere").request_id("gw-1")).await?;
        assert_eq!(response.headers()["trace-id"], "gw-1");
        let body = problem(response).await?;
        assert_eq!((body["status"].as_u64(), body["trace_id"].as_str()), (Some(404), Some("gw-1")));

        let response = answer(Event::new("DELETE", "/v1/projects/p/runs/r").request_id("gw-2")).await?;
        let mut allowed: Vec<_> = response.headers()["allow"].to_str()?.split(',').map(str::to_owned).collect();
        allowed.sort();
        assert_eq!(allowed, ["GET", "HEAD", "POST", "PUT"]);
        let body = problem(response).await?;
        assert_eq!((body["status"].as_u64(), body["trace_id"].as_str()), (Some(405), Some("gw-2")));
        Ok(())
    }

    #[test]
    fn a_router_is_what_lambda_runs() {
        fn runs<S, R>(_: S)
        where
            S: lambda_http::Service<lambda_http::Request, Response = R, Error = std::convert::Infallible>,
            R: lambda_http::IntoResponse,
        {
        }
        runs(routes().into_sample_router("register"));
    }
}
