//! A share: who may do what, where, until when, and what became of it.
//!
//! It is two rows: [`Terms`], written once, and [`Gate`], which every act writes and every act depends on.

mod assurance;
mod create;
mod expiry;
mod fact;
mod gate;
mod link;
mod mailing;
mod manage;
mod open;
mod request;
mod scope;
mod standing;
mod state;
mod sweep;
mod terms;

pub use assurance::{
    attempt::{AttemptFailed, PasswordProof, ReserveAttempt},
    password::{Attempts, BackOff, Password, PasswordHash, PasswordLength},
};
pub use create::{AskedTerms, Create, CreateRefused, Ground, TermsFlaw};
pub use expiry::Expiry;
pub use fact::{Delivery, ShareFact};
pub use gate::{Accesses, Gate, Revocation, Visit};
pub use link::{LinkText, LinkToken, NotALink, Salt};
pub use mailing::{MailEvent, MailOutcome, MailStatus, Mailing, Mailings, ShareMailed};
pub use manage::{
    ManageRefused, Managed, change_password::ChangePassword, extend::Extend, revoke::Revoke, rotate::Rotate,
};
pub use open::{Open, OpenRefused, Opened};
pub use request::{RequestLink, RequestRefused};
pub use scope::{AskedScope, Scope, Subject, Tasks};
pub use standing::{Denied, Standing};
pub use state::Share;
pub use terms::{Creator, Permission, Recipient, Terms};
