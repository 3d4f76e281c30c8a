//! Zips that are not made, or not handed out: to staff or to guests.

use vestibule_api::problem::{Conflict, Extension, Kind};
use vestibule_domain::{
    export::{NotFetchable, TooManyExports},
    work::FilesRefused,
};

use super::conflict;
use crate::answer::problem::Problem;

impl From<TooManyExports> for Problem {
    fn from(refused: TooManyExports) -> Self {
        let (code, at) = (Some(Conflict::TooManyExports), Some(refused.again_at));
        Self::new(Kind::Conflict, refused.to_string())
            .with(Extension { code, at, ..Extension::default() })
            .retry_after(refused.seconds)
    }
}

impl From<NotFetchable> for Problem {
    fn from(refused: NotFetchable) -> Self {
        let code = match refused {
            NotFetchable::NotReady => Conflict::ExportPending,
            NotFetchable::Failed => Conflict::ExportFailed,
            NotFetchable::Expired => Conflict::ExportExpired,
        };
        conflict(refused.to_string(), code)
    }
}

impl From<FilesRefused> for Problem {
    fn from(refused: FilesRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            FilesRefused::Work(refused) => refused.into(),
            FilesRefused::NoFiles | FilesRefused::NoSuchExport => Self::new(Kind::NotFound, detail),
            FilesRefused::TooMany(refused) => refused.into(),
            FilesRefused::NotFetchable(refused) => refused.into(),
            FilesRefused::UsedUp(used_up) => used_up.into(),
            FilesRefused::Outdated => conflict(detail, Conflict::ExportOutdated),
        }
    }
}
