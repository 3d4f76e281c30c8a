//! Running flows as the host application pushes and reads them.

mod push;
mod show;

use http::Method;
use vestibule_web::{office::Office, routes::Routes};

/// What the register works with.
#[derive(Debug, Clone)]
pub struct Register {
    pub office: Office,
}

pub fn routes() -> Routes<Register> {
    Routes::new("register").staff(Method::PUT, "/v1/projects/{project}/runs/{run}", push::push).staff(
        Method::GET,
        "/v1/projects/{project}/runs/{run}",
        show::show,
    )
}
