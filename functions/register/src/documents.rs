//! The register of a project's documents.

mod download;
mod list;
mod put;
pub(crate) mod request;
mod revise;
mod show;

pub(crate) use self::{
    download::download,
    list::list,
    put::{post, put},
    revise::revise,
    show::show,
};
