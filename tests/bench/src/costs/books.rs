//! Keeps the books while the black-box tests' table of operations is driven: the same operations, in the same order,
//! billed and compared.

use vestibule_tests::{
    costs::{Bill, CallLog, Tables},
    house::House,
    operations,
};

use super::{line::Line, naive};

/// Bills one operation after the other.
pub(crate) struct Books<'a> {
    house: &'a House,
    calls: CallLog,
    lines: Vec<Line>,
}

impl<'a> Books<'a> {
    pub(super) async fn of_everything(house: &'a House, calls: CallLog) -> Vec<Line> {
        let mut books = Self { house, calls, lines: Vec::new() };
        operations::every_operation(&mut books).await;
        books.lines
    }
}

impl<'a> operations::Books<'a> for Books<'a> {
    fn house(&self) -> &'a House {
        self.house
    }

    /// Does it, and bills what was called meanwhile.
    async fn note<T>(&mut self, name: &str, operation: impl Future<Output = T>) -> T {
        let before = Tables::of(self.house).await;
        self.calls.take();
        let done = operation.await;
        let calls = self.calls.take();
        let naive = naive::bill(&calls, &before);
        let bill = Bill::of(&calls, &mut before.clone());
        self.lines.push(Line { name: name.to_owned(), bill, naive });
        done
    }
}
