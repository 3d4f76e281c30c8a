//! The parts of a task, as staff and guests read them.

use vestibule_api::{
    staff::{CommentOfShare, VisibleTo},
    task::{Answers, Comment, CommentFrom, Field, Reference, Turn},
};
use vestibule_domain::{run, task};

use super::{field_view::kind, spelling};

/// Where a task stands.
pub fn turn(turn: run::Turn) -> Turn {
    match turn {
        run::Turn::Waiting { on } => Turn::Waiting { on },
        run::Turn::Open => Turn::Open,
        run::Turn::Completed { at } => Turn::Completed { at },
    }
}

/// What is asked for.
pub fn field(field: &task::Field) -> Field {
    Field {
        id: field.slug.clone(),
        label: field.label.clone(),
        help: field.help.clone(),
        required: field.required,
        kind: kind(&field.kind),
    }
}

/// The answers that stand, by field. A cleared one does not.
pub fn answers(task: &task::Task) -> Answers {
    let answer = |field: &task::Field| Some((field.slug.clone(), spelling::answer(task.work.answer(&field.slug)?)));
    task.spec.fields.iter().filter_map(answer).collect()
}

/// A file that staff give to read.
pub fn reference(reference: &task::Reference) -> Reference {
    let manifest = &reference.manifest;
    Reference {
        id: reference.id,
        name: manifest.name.clone(),
        media_type: manifest.media_type.as_str().to_owned(),
        size: manifest.size,
        sha256: manifest.sha256,
    }
}

/// Through which share it came is nobody's business but its own.
pub fn comment(comment: &task::Comment) -> Comment {
    let from = match comment.from {
        task::CommentFrom::Guest => CommentFrom::Guest,
        task::CommentFrom::Assignee => CommentFrom::Assignee,
        task::CommentFrom::Staff { .. } => CommentFrom::Staff,
    };
    Comment { id: comment.id, at: comment.at, author: comment.author.clone(), text: comment.text.clone(), from }
}

/// The same for staff.
pub fn comment_of_share(of: &task::Comment) -> CommentOfShare {
    let visible_to = if of.is_for_guests() { VisibleTo::Guest } else { VisibleTo::Internal };
    CommentOfShare { comment: comment(of), visible_to, share: of.through.share() }
}
