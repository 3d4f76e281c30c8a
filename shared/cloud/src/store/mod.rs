//! Reading state: what each operation loads, in how many round trips. One file for each door.

mod among;
mod comments;
mod documents;
mod exports;
mod files;
mod handing_back;
mod left_steps;
mod people;
mod policy;
mod read;
mod register;
mod register_page;
mod reviewed;
mod rounds;
mod shared_documents;
mod shared_files;
mod shares;
mod staff;
mod step;
mod steps;
mod task_page;
mod tasks;
mod view;
mod work;
mod work_packages;

use aws_sdk_dynamodb::Client;

pub(crate) use self::read::IndexRange;
pub use self::{
    documents::{BesideDocument, DocumentCursor, DocumentsAsked, DocumentsPage, OfDocument},
    files::{FileCursor, RunFiles},
    handing_back::{BesideTask, TaskInProject},
    left_steps::LeftSteps,
    people::{AskedOfOrg, MemberCursor, MembersPage, OfOrg},
    register::{BesideProject, FoundBeside, InProject, RunPage, TaskCursor},
    shared_documents::{BesideRevision, Conversation, DocumentRead, DocumentSeen},
    shared_files::{BesideFiles, RunFound},
    staff::AskedByStaff,
    step::{AskedByAssignee, WholeStep},
    steps::{ListedStep, MAX_STEPS, StepCursor, StepPage},
    tasks::Also,
    view::SharedTasks,
    work_packages::{WorkPackageCursor, WorkPackagesPage},
};
use crate::{error::StoreError, keys::Key, known_texts::KnownTexts};

/// The two tables. Reads are strongly consistent, so that a revocation is seen by the very next request.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) dynamodb: Client,
    pub(crate) state: String,
    pub(crate) trail: String,
    pub(crate) texts: KnownTexts,
}

impl Store {
    pub fn new(dynamodb: Client, state: String, trail: String) -> Self {
        Self { dynamodb, state, trail, texts: KnownTexts::default() }
    }

    /// Opens the connection before the first request needs it.
    pub async fn warm(&self) -> Result<(), StoreError> {
        self.get(&Key::warm()).await.map(|_| ())
    }
}
