//! What people type, read as they mean it: numbers, days and phone numbers. What cannot be read stays as it was typed.

mod day;
mod email;
mod letters;
mod number;
mod phone;
mod phone_label;

pub use day::{EARLIEST_DAY, LATEST_DAY, day, iso_day};
pub use email::copied_address;
pub(crate) use letters::plain;
pub use number::{decimal_mark, is_doubtful, number};
pub use phone::PhoneNumber;

#[cfg(test)]
mod tests;
