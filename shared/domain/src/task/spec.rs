//! What the host application asks for in a task. A push replaces it as a whole; no guest changes it.

use super::{field::Field, step::StepTerms};
use crate::{
    file::Manifest,
    value::{FieldSlug, FileId, Line, Paragraphs, TaskSlug},
};

/// What is asked in one task, and its place in the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    pub task: TaskSlug,
    /// The task's number in its run, given once and never to another.
    pub index: u16,
    /// The tasks that come first.
    pub after: Vec<Predecessor>,
    pub title: Line<200>,
    pub description: Option<Paragraphs<4000>>,
    pub fields: Vec<Field>,
    pub references: Vec<Reference>,
    /// How often it has been opened: a push that counts on opens it again, as completed as it may be.
    pub cycle: u16,
    /// Where it is a step of a review.
    pub step: Option<StepTerms>,
    /// The number of the push since which it reads so.
    pub since: u32,
    /// In which of the task's two rows it stands: the run says which of them counts.
    pub slot: bool,
}

/// A task that another one waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    pub task: TaskSlug,
    pub index: u16,
}

/// A file to read, given by staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub id: FileId,
    pub manifest: Manifest,
}

impl Spec {
    pub fn field(&self, slug: &FieldSlug) -> Option<&Field> {
        self.fields.iter().find(|f| f.slug == *slug)
    }

    /// Whether there is the same to read in it; who has it to do, until when and by which rule may be another.
    pub fn reads_the_same(&self, other: &Self) -> bool {
        let read = |spec: &Self| {
            let step = spec.step.as_ref().map(|step| (step.kind, step.reviews.clone()));
            (spec.title.clone(), spec.description.clone(), spec.fields.clone(), spec.references.clone(), step)
        };
        read(self) == read(other)
    }

    /// Whether another push asks for the same.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let Self { task, index, after, title, description, fields, references, cycle, step, since: _, slot: _ } = self;
        (task, index, after, title, description, fields, references, cycle, step)
            == (
                &other.task,
                &other.index,
                &other.after,
                &other.title,
                &other.description,
                &other.fields,
                &other.references,
                &other.cycle,
                &other.step,
            )
    }
}
