//! `/i` and `/p`: what a guest's page sends and what it is answered, where it asks for JSON.

mod comment;
mod document;
mod draft;
mod file;
mod link;
mod receipt;
mod revision_receipt;
mod step;
mod work;

pub use comment::{Commented, NewComment};
pub use document::{AskedResponse, CheckOptions, Checked, SharedDocument, SharedRevision, Standing};
pub use draft::{Draft, DraftOptions, Saved};
pub use file::{AnnounceUpload, Removed};
pub use link::{
    CodeAgain, CodeRequested, Disclaimer, Invitation, InvitationOptions, LinkRequested, NotOpened, Notice, Opened,
    Opening, ProblemOptions, Token,
};
pub use receipt::{DecidedOn, EarlierRound, PageOptions, Receipt, ReceiptDecision, ReceiptRecord, Received, SentFile};
pub use revision_receipt::{RevisionDecided, RevisionReceipt, RevisionReceived};
pub use step::{Decided, GuestStep};
pub use work::{Completion, HandedBack, LeftOut, OwnShare, Task, Upload, Work, WorkOptions};
