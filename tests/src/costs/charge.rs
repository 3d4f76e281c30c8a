//! Write units, and where they are spent: DynamoDB limits them for each partition of a table or index.

/// What one write costs in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The table, or the index.
    pub to: String,
    /// The key there.
    pub partition: String,
    pub sort: String,
    pub units: u64,
}
