//! What pages and mails have in common: texts in the reader's language, times in words, the frame, the fields of a task
//! and what they are styled and helped by. Pure: nothing here knows of HTTP, AWS or a clock.

pub mod asked;
pub mod assets;
pub mod branding;
pub mod decision;
pub mod field;
pub mod frame;
pub mod language;
pub mod moments;
mod number;
pub mod paragraphs;
pub mod render;
pub mod rounds;
pub mod size;
pub mod texts;
pub mod words;
