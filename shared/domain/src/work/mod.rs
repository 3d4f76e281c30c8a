//! What is done in a task, one file an act.

mod announce;
mod comment;
mod complete;
mod download;
mod judge;
mod release;
mod remove;
mod save;
mod settle;

pub use announce::{Announce, AnnounceRefused, Announced, AskedUpload, UploadFlaw};
pub use comment::{CommentRefused, Commented, WriteComment};
pub use complete::{Complete, CompleteRefused, Completed, flaws, missing};
pub use download::{Download, Downloaded, FileRefused, Readable};
pub use judge::JudgeUpload;
pub use release::ReleaseUpload;
pub use remove::{Remove, Removed};
pub use save::{Save, SaveRefused, Saved};
pub use settle::{FileMoved, Settle};
