//! What holds across all operations: records, shapes, kinds, and any order of commands.

mod changes;
mod kinds;
mod random;
mod records;
mod stored;
