//! What an operation costs is noted while it is done.

use crate::house::House;

/// Notes what each operation costs.
pub trait Books<'a> {
    fn house(&self) -> &'a House;

    /// Does it, and notes what there is to note.
    fn note<T>(&mut self, name: &str, operation: impl Future<Output = T>) -> impl Future<Output = T>;
}
