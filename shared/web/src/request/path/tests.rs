use std::error::Error;

use http::Method;
use tower::ServiceExt as _;
use vestibule_domain::value::{ShareId, TaskSlug};

use super::*;
use crate::{door::routes::Routes, request::gateway::event::Event};

type Tested = Result<(), Box<dyn Error>>;

async fn task(Path((share, task)): Path<(ShareId, TaskSlug)>) -> String {
    format!("{share} {task}")
}

async fn wrong(Path((_, _)): Path<(String, String)>) {}

async fn status(path: &str) -> Result<u16, Box<dyn Error>> {
    let router = Routes::new("portal")
        .guest(Method::GET, "/p/{share}/tasks/{task}", task)
        .guest(Method::GET, "/wrong/{one}", wrong)
        .into_sample_router(());
    Ok(router.oneshot(Event::new("GET", path).request()?).await?.status().as_u16())
}

#[tokio::test]
async fn ids_that_do_not_parse_are_not_found() -> Tested {
    let share = ShareId::new([7; 16]);
    assert_eq!(status(&format!("/p/{share}/tasks/kyc")).await?, 200);
    for path in [
        "/p/shr_1/tasks/kyc",
        &format!("/p/{share}/tasks/-kyc"),
        &format!("/p/{share}/tasks/a b"),
        &format!("/p/{share}/tasks/%ff"),
        &format!("/p/{share}/tasks/a%2Fb"),
        &format!("/p/{share}"),
    ] {
        assert_eq!(status(path).await?, 404, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_handler_that_asks_for_the_wrong_parameters_is_our_failure() -> Tested {
    assert_eq!(status("/wrong/x").await?, 500);
    Ok(())
}
