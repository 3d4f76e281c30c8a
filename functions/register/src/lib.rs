//! What the host application puts into a project, running flows, documents, and the files that guests get to read, and what it gets
//! out: the files that guests have sent.

mod announce_file;
mod comment;
mod documents;
mod download_export;
mod download_file;
mod hand_back;
mod left;
mod list_files;
mod push;
mod reassign;
mod request_export;
mod settle_file;
mod show;
mod show_export;
mod state;
mod work_packages;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::Register;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff, keys) = (start.site(), Staff::from_start(start), start.keys());
    let (files, scanned) = (start.files(), start.scanned());
    let (site, files, scanned) = (site?, files?, scanned?);
    let (staff, keys) = tokio::try_join!(staff, keys)?;
    Ok(routes().into_router(Register { staff, keys, files, scanned }, site, &start.clock))
}

pub fn routes() -> Routes<Register> {
    Routes::new("register")
        .staff(Method::PUT, "/v1/projects/{project}/runs/{run}", push::push)
        .staff(Method::GET, "/v1/projects/{project}/runs/{run}", show::show)
        .staff(Method::POST, "/v1/projects/{project}/runs/{run}/tasks/{task}/reassign", reassign::reassign)
        .staff(Method::GET, "/v1/projects/{project}/runs/{run}/files", list_files::list)
        .staff(Method::POST, "/v1/projects/{project}/runs/{run}/files/{file}/download", download_file::download)
        .staff(Method::POST, "/v1/projects/{project}/runs/{run}/exports", request_export::request)
        .staff(Method::GET, "/v1/projects/{project}/runs/{run}/exports/{export}", show_export::show)
        .staff(Method::POST, "/v1/projects/{project}/runs/{run}/exports/{export}/download", download_export::download)
        .staff(Method::POST, "/v1/projects/{project}/runs/{run}/tasks/{task}/hand-back", hand_back::hand_back)
        .staff(Method::POST, "/v1/projects/{project}/files", announce_file::announce)
        .staff(Method::GET, "/v1/projects/{project}/documents", documents::list)
        .staff(Method::POST, "/v1/projects/{project}/documents", documents::post)
        .staff(Method::GET, "/v1/projects/{project}/documents/{document}", documents::show)
        .staff(Method::PUT, "/v1/projects/{project}/documents/{document}", documents::put)
        .staff(Method::POST, "/v1/projects/{project}/documents/{document}/revisions", documents::revise)
        .staff(
            Method::POST,
            "/v1/projects/{project}/documents/{document}/revisions/{revision}/download",
            documents::download,
        )
        .staff(Method::GET, "/v1/projects/{project}/work-packages", work_packages::list)
        .staff(Method::POST, "/v1/projects/{project}/work-packages", work_packages::post)
        .staff(Method::GET, "/v1/projects/{project}/work-packages/{work_package}", work_packages::show)
        .staff(Method::PUT, "/v1/projects/{project}/work-packages/{work_package}", work_packages::put)
        .staff(Method::POST, "/v1/shares/{share}/comments", comment::comment)
        .staff(Method::POST, "/v1/projects/{project}/files/{file}/settle", settle_file::settle)
}
