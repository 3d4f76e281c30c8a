//! What pages and mails have in common: texts in the reader's language, and times in words. Pure: nothing here knows of
//! HTTP, AWS or a clock.

pub mod language;
pub mod moments;
pub mod texts;
