//! Domain state as items: one file a row. A row is a struct of its own, so that what is stored, what the API shows and
//! what is hashed can change apart.

mod answer;
mod change;
mod document;
mod export;
pub(crate) mod form;
mod invitation;
mod kept;
mod known;
mod last_news;
mod listed;
pub(crate) mod mail_count;
mod org;
mod profile;
mod project;
mod reference;
mod row;
mod run;
mod share;
mod step;
mod task;
mod work_package;
mod write;

pub use change::Stored;
pub use listed::ListedMember;
pub(crate) use row::{Row, attribute, attributes, corrupt, next, read, stored};
pub(crate) use write::{Write, Writes};

#[cfg(test)]
mod tests;
