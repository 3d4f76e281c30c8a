//! What the mails say. Pure: from a share and an instant to a subject, a text and the same as HTML.

mod code;
mod conversation;
mod handed_back;
mod invitation;
mod member;
mod owner;
mod receipt;
mod revision;
mod sender;
mod step;
mod subject;
#[cfg(test)]
mod tests;
mod texts;

pub use code::code;
pub use conversation::{Beside, guest_news, staff_comments};
pub use handed_back::{decide_again, handed_back, handed_back_news};
pub use invitation::invitation;
pub use member::member_invitation;
pub use owner::owner_notice;
pub use receipt::receipt;
pub use revision::{revision_decided, revision_receipt};
pub use step::{StepItem, step_news};
