//! A work package: all documents that are filed under its number, later ones included.

mod details;
mod fact;
mod put;
mod state;

pub use details::{WorkPackageDetail, WorkPackageDetails, WorkPackageStatus};
pub use fact::WorkPackageFact;
pub use put::{PutWorkPackage, WorkPackageRefused};
pub use state::WorkPackage;

#[cfg(test)]
mod tests;
