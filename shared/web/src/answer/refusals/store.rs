//! AWS that does not answer as it should: logged with its sources, told without them.

use vestibule_cloud::StoreError;

use crate::answer::problem::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } => Self::unavailable(error),
            StoreError::Corrupt(_) => Self::failure(error),
        }
    }
}
