//! The work packages of a project, which documents are filed under.

mod list;
mod put;
mod show;

pub(crate) use self::{
    list::list,
    put::{post, put},
    show::show,
};
