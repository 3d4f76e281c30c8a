//! Work in a task that cannot be done.

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::{
    share::UsedUp,
    task::{Flaw, PatternWork, Spec, Work},
    value::FieldSlug,
    work::{
        AnnounceRefused, CommentRefused, CompleteRefused, FileRefused, RevisionCommentRefused, RevisionFileRefused,
        SaveRefused, UploadFlaw,
    },
};

use super::{conflict, file, file_flawed, flaw};
use crate::answer::{problem::Problem, spelling};

/// What would be wrong with answers that were kept. That one is missing is no flaw before its task is checked.
pub fn draft_flaws<'a>(spec: &Spec, sent: impl Iterator<Item = &'a FieldSlug>, work: &Work) -> Vec<FieldError> {
    let pattern_work = PatternWork::unbounded();
    let flaw = |slug: &FieldSlug| {
        let answer = work.answer(slug).filter(|answer| !answer.is_blank())?;
        Some(flaw_of((slug, &spec.field(slug)?.check_within(answer, &pattern_work).err()?)))
    };
    sent.filter_map(flaw).collect()
}

/// One answer's flaw, under its place in the draft.
pub(super) fn flaw_of((field, reason): (&FieldSlug, &Flaw)) -> FieldError {
    flaw(format!("/answers/{field}"), reason.code(), reason)
}

impl From<SaveRefused> for Problem {
    fn from(refused: SaveRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            SaveRefused::Work(refused) => refused.into(),
            SaveRefused::Unfit { fields } => Self::new(Kind::Unprocessable, detail)
                .errors(fields.iter().map(|(field, reason)| flaw_of((field, reason)))),
            SaveRefused::ChangedElsewhere { ref fields, version } => {
                let standing = fields.iter().map(|(field, it)| (field.clone(), it.as_ref().map(spelling::answer)));
                Self::new(Kind::Conflict, detail).with(Extension {
                    code: Some(Conflict::ChangedElsewhere),
                    fields: Some(standing.collect()),
                    version: Some(version),
                    ..Extension::default()
                })
            }
            SaveRefused::UsedUp(used_up) => used_up.into(),
            SaveRefused::TooMuch => {
                Self::new(Kind::Unprocessable, detail).errors([flaw("/answers", "too_much", refused)])
            }
        }
    }
}

impl From<UsedUp> for Problem {
    fn from(used_up: UsedUp) -> Self {
        let extension = Extension { at: Some(used_up.at), ..Extension::default() };
        Self::new(Kind::TooManyRequests, used_up.to_string()).with(extension).retry_after(used_up.seconds)
    }
}

impl From<CommentRefused> for Problem {
    fn from(refused: CommentRefused) -> Self {
        match refused {
            CommentRefused::Work(refused) => refused.into(),
            CommentRefused::TooMany => conflict(refused.to_string(), Conflict::TooMany),
            CommentRefused::SameId => same_id(&refused.to_string()),
        }
    }
}

impl From<RevisionCommentRefused> for Problem {
    fn from(refused: RevisionCommentRefused) -> Self {
        match refused {
            RevisionCommentRefused::Revision(refused) => refused.into(),
            RevisionCommentRefused::TooMany => conflict(refused.to_string(), Conflict::TooMany),
            RevisionCommentRefused::SameId => same_id(&refused.to_string()),
        }
    }
}

fn same_id(detail: &str) -> Problem {
    Problem::new(Kind::Unprocessable, detail).errors([flaw("/id", "same_id", detail)])
}

impl From<RevisionFileRefused> for Problem {
    fn from(refused: RevisionFileRefused) -> Self {
        match refused {
            RevisionFileRefused::Revision(refused) => refused.into(),
            RevisionFileRefused::UsedUp(used_up) => used_up.into(),
        }
    }
}

impl From<AnnounceRefused> for Problem {
    fn from(refused: AnnounceRefused) -> Self {
        match refused {
            AnnounceRefused::Work(refused) => refused.into(),
            AnnounceRefused::TooManyOpen { .. } => conflict(refused.to_string(), Conflict::TooMany),
            AnnounceRefused::UsedUp(used_up) => used_up.into(),
            AnnounceRefused::Flawed { flaws } => file_flawed(flaws.iter().map(upload).collect()),
        }
    }
}

fn upload(reason: &UploadFlaw) -> FieldError {
    match reason {
        UploadFlaw::NoSuchField => flaw("/field", "no_such_field", reason),
        UploadFlaw::TooMany { .. } | UploadFlaw::TaskFull => flaw("/field", "too_many_files", reason),
        UploadFlaw::TakenByOthers { .. } => flaw("/field", "taken_by_others", reason),
        UploadFlaw::File(reason) => file(reason),
    }
}

impl From<FileRefused> for Problem {
    fn from(refused: FileRefused) -> Self {
        match refused {
            FileRefused::Work(refused) => refused.into(),
            FileRefused::Settle(refused) => refused.into(),
            FileRefused::UsedUp(used_up) => used_up.into(),
            FileRefused::NoSuchFile => Self::new(Kind::NotFound, refused.to_string()),
            FileRefused::TakenByOthers { .. } => file_flawed(vec![flaw("/field", "taken_by_others", refused)]),
        }
    }
}

impl From<CompleteRefused> for Problem {
    fn from(refused: CompleteRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            CompleteRefused::Work(refused) => refused.into(),
            CompleteRefused::Changed => Self::new(Kind::Stale, detail),
            CompleteRefused::Incomplete { fields } => Self::new(Kind::Unprocessable, detail)
                .errors(fields.iter().map(|(field, reason)| flaw_of((field, reason)))),
        }
    }
}
