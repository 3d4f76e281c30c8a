//! What was handed back of a task when a round of it ended, and why.

use jiff::Timestamp;

use super::{answer::Answer, state::Completion};
use crate::value::{Digest, FieldSlug, Paragraphs, PersonName, ShareId, TaskSlug, UploadId};

/// Most times that a task is handed back. What was decided in it and set aside counts likewise.
pub const MAX_ENDED_ROUNDS: u16 = 20;

/// One handing back: what round it ended, and what was returned and why. Written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedBack {
    /// The round that it ended, counted from 1.
    pub round: u16,
    pub at: Timestamp,
    /// The member.
    pub by: PersonName,
    /// That of the round.
    pub completion: Completion,
    /// In the order of the fields.
    pub returned: Vec<Returned>,
    /// The shares whose guests are asked once more.
    pub asked: Vec<ShareId>,
    /// The shares by which guests had decided on it, and do so again.
    pub deciders: Vec<ShareId>,
    /// The tasks that somebody had begun, and that wait again all the same.
    pub begun: Vec<TaskSlug>,
}

/// One answer or file that was returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub field: FieldSlug,
    pub what: ReturnedPart,
    pub reason: Paragraphs<1000>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnedPart {
    /// The answer as it was sent. `None`: nothing was sent for this field.
    Answer(Option<Answer>),
    /// Whose it is, the task's state says.
    File(UploadId),
}

impl HandedBack {
    /// SHA-256 over what was returned and why, by which the record of it is held against this.
    pub fn digest(&self) -> Digest {
        let line = |returned: &Returned| {
            let file = match &returned.what {
                ReturnedPart::Answer(_) => String::new(),
                ReturnedPart::File(upload) => upload.to_string(),
            };
            format!("{}\n{file}\n{}\n", returned.field, Digest::of(returned.reason.as_str()))
        };
        Digest::of(self.returned.iter().map(line).collect::<String>())
    }
}

impl Returned {
    /// The file that it is, if it is one.
    pub fn upload(&self) -> Option<UploadId> {
        match self.what {
            ReturnedPart::Answer(_) => None,
            ReturnedPart::File(upload) => Some(upload),
        }
    }
}
