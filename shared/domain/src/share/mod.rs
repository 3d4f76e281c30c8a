//! A share: who may do what, where, until when, and what became of it.
//!
//! It is two rows: [`Terms`], which hardly change, and [`Gate`], which every act writes and every act depends on.

mod accesses;
mod allowance;
mod assurance;
mod code_asked;
mod codes;
mod create;
mod expiry;
mod export;
mod fact;
mod files;
mod gate;
mod lanes;
mod left;
mod link;
mod mail_count;
mod mailing;
mod manage;
mod open;
mod permission;
mod reopen;
mod request;
mod scope;
mod scope_fact;
mod standing;
mod state;
mod sweep;
mod terms;
mod terms_flaw;
mod trail_broken;
mod up_front;
mod warning;

pub use allowance::{Allowance, Spent, UsedUp};
pub use assurance::{
    attempt::{AttemptFailed, ReserveAttempt, Secrets},
    code::{CODE_DIGITS, CODE_LIFETIME, Code, CodeAsked, NotACode},
    code_count::{CodeCount, TooManyCodes},
    lane::{Device, DeviceAttempts},
    password::{Attempts, BackOff, Password, PasswordHash, PasswordRefused},
    proof::{CodeProof, PasswordProof, Proofs},
    request_code::{CodeRefused, CodeRequested, RequestCode},
};
pub use create::{AskedTerms, Context, Create, CreateRefused};
pub use expiry::Expiry;
pub use fact::{Delivery, ShareFact};
pub use files::{SharedFile, SharedFiles};
pub use gate::{Accesses, Gate, MAX_DECIDED_TASKS, Revocation, Visit};
pub use left::{CameBack, LeftTask, LeftToDo};
pub use link::{LINK_LENGTH, LinkText, LinkToken, NotALink, Salt};
pub use mail_count::{MailCount, MailsOf, TooManyMails};
pub use mailing::{MailEvent, MailOutcome, MailStatus, Mailing, Mailings, ShareMailed};
pub use manage::{
    ManageRefused, Managed,
    apply_policy::{ApplyPolicy, Outside, PolicyApplied},
    change_password::ChangePassword,
    comment::{Beside, CommentAsStaff, StaffCommentRefused, StaffCommented},
    edit::Edit,
    revoke::Revoke,
    rotate::Rotate,
};
pub use open::{Missing, Open, OpenRefused, Opened};
pub use permission::Permission;
pub use reopen::ReopenRefused;
pub use request::{RequestLink, RequestRefused};
pub use scope::{AskedDocument, AskedRevision, ResponseTerms, Scope, SharedDocument, Subject, Tasks};
pub use scope_fact::ScopeFact;
pub use standing::{Denied, Standing};
pub use state::Share;
pub use terms::{Creator, Recipient, Replaced, Terms};
pub use terms_flaw::TermsFlaw;
pub use trail_broken::TrailBroken;
pub use up_front::{AskedOfReader, NamedDocument, UpFront};
pub use warning::{TasksNow, Warning};
