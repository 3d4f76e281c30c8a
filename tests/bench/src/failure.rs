//! Why a measurement cannot be taken.

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;
