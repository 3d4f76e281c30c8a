//! Which routes somebody has asked for in a house.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

/// Every request so far, as `POST /p/shr_…/tasks/…`, without its query.
#[derive(Default)]
pub(super) struct Asked(Mutex<BTreeSet<String>>);

impl Asked {
    pub(super) fn note(&self, method: &str, path: &str) {
        let path = path.split('?').next().unwrap_or(path);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{method} {path}"));
    }

    /// The routes behind the gateway that no request was of.
    pub(super) fn unasked_routes(&self) -> Vec<String> {
        let asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let routes = vestibule_local::routes().into_iter().map(|route| route.to_string());
        let mut unasked: Vec<_> = routes.filter(|route| !asked.iter().any(|request| is_of(request, route))).collect();
        unasked.sort();
        unasked
    }
}

/// A part in braces stands for any.
fn is_of(request: &str, route: &str) -> bool {
    let (request, route): (Vec<_>, Vec<_>) = (request.split('/').collect(), route.split('/').collect());
    request.len() == route.len() && request.iter().zip(&route).all(|(a, b)| b.starts_with('{') || a == b)
}

#[test]
fn a_request_is_of_the_route_whose_names_it_fills_in() {
    let route = "POST /p/{share}/tasks/{task}/draft";
    assert!(is_of("POST /p/shr_1/tasks/a/draft", route));
    for other in ["GET /p/shr_1/tasks/a/draft", "POST /p/shr_1/tasks/a/complete", "POST /p/shr_1/tasks/a/draft/b"] {
        assert!(!is_of(other, route), "{other}");
    }
}
