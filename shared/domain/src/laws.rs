//! What holds across all operations: records, kinds, and any order of commands.

mod changes;
mod checked;
mod handing_back;
mod kinds;
mod random;
mod random_steps;
mod records;
mod steps;
