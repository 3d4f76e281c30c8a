//! What is done in a task, one file an act.

mod announce;
mod comment;
mod complete;
mod delegate;
mod download;
mod download_export;
mod download_reviewed;
mod finish;
mod hand_back;
mod judge;
mod release;
mod remove;
mod request_export;
mod respond;
mod save;
mod settle;
mod withdraw;

pub use announce::{Announce, AnnounceRefused, Announced, AskedUpload, UploadFlaw};
pub use comment::{CommentRefused, Commented, WriteComment};
pub use complete::{Complete, CompleteRefused, Completed, coming, flaws, missing, wrong};
pub use delegate::{Delegate, DelegateRefused, Delegated, DelegatedTo};
pub use download::{Download, Downloaded, FileRefused, Readable};
pub use download_export::{DownloadExport, ExportDownloaded};
pub use download_reviewed::{DownloadReviewed, Reviewed};
pub use hand_back::{HandBack, HandBackRefused, Item, ItemFlaw, NotGiven, OnCompleted, Reopened, TaskHandedBack};
pub use judge::{JudgeUpload, Sender};
pub use release::ReleaseUpload;
pub use remove::{Remove, Removed};
pub use request_export::{ExportAsked, FilesRefused, RequestExport};
pub use respond::{Deciding, Respond, RespondRefused, Responded, lacking};
pub use save::{Save, SaveRefused, Saved};
pub use settle::{FileMoved, Settle};
pub use withdraw::{WithdrawRefused, WithdrawResponse, Withdrawn};
