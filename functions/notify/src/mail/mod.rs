//! What the mails say. Pure: from a share and an instant to a subject, a text and the same as HTML.

mod invitation;
mod owner;
mod receipt;
mod subject;
#[cfg(test)]
mod tests;
mod texts;

pub use invitation::invitation;
pub use owner::owner_notice;
pub use receipt::receipt;
