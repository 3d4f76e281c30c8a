//! What goes over the wire: requests and answers of staff and guests, problems, and the events of the bus. Structs and
//! how they are read: no rule, no input and output.
//!
//! A request is read strictly: a member that it does not know is refused. Where a value can be wrong in a way that is
//! told together with all others, it is text here, and the function that takes it parses it. An answer holds values,
//! and its reader takes no offence at members that came later.
//!
//! Of the domain only values and the table of settings are used. What a share is in the store, in a rule and on the wire are three shapes.

pub mod event;
pub mod export;
mod given;
pub mod guest;
mod nothing;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod problem;
mod secret;
pub mod share;
pub mod staff;
pub mod steps;
mod tagged;
pub mod task;
mod unique;

pub use nothing::Nothing;
pub use unique::unique_map;
