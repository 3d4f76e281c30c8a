//! Keeps the books while the black-box tests' table of operations is driven: the same operations, in the same order,
//! billed instead of asserted.

use vestibule_tests::{house::House, operations};

use super::{bill::Bill, index::Index, ledger::Ledger, line::Line, naive, tables::Tables};

/// Bills one operation after the other.
pub(crate) struct Books<'a> {
    house: &'a House,
    ledger: Ledger,
    indexes: Vec<Index>,
    lines: Vec<Line>,
}

impl<'a> Books<'a> {
    pub(super) async fn of_everything(house: &'a House, ledger: Ledger, indexes: Vec<Index>) -> Vec<Line> {
        let mut books = Self { house, ledger, indexes, lines: Vec::new() };
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
        self.ledger.take();
        let done = operation.await;
        let calls = self.ledger.take();
        let naive = naive::bill(&calls, &before, &self.indexes);
        let mut tables = before;
        let bill = Bill::of(&calls, &mut tables, &self.indexes);
        self.lines.push(Line { name: name.to_owned(), bill, naive });
        done
    }
}
