//! What is done in a task, one file an act.

mod announce;
mod comment;
mod complete;
mod download;
mod download_export;
mod hand_back;
mod judge;
mod release;
mod remove;
mod request_export;
mod save;
mod settle;

pub use announce::{Announce, AnnounceRefused, Announced, AskedUpload, UploadFlaw};
pub use comment::{CommentRefused, Commented, WriteComment};
pub use complete::{Complete, CompleteRefused, Completed, coming, flaws, missing, wrong};
pub use download::{Download, Downloaded, FileRefused, Readable};
pub use download_export::{DownloadExport, ExportDownloaded};
pub use hand_back::{HandBack, HandBackRefused, Item, ItemFlaw, OnCompleted, Reopened, Successor, TaskHandedBack};
pub use judge::JudgeUpload;
pub use release::ReleaseUpload;
pub use remove::{Remove, Removed};
pub use request_export::{ExportAsked, FilesRefused, RequestExport};
pub use save::{Save, SaveRefused, Saved};
pub use settle::{FileMoved, Settle};
