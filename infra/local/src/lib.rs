//! Every function in one process on the embedded cloud: what `cargo dev` runs and what the tests run.
//! Product code is the same as on AWS, down to the events that the functions are invoked with.

mod authorizer;
mod background;
pub mod demo;
mod front;
mod functions;
mod gateway;
mod gateway_answer;
mod gateway_event;
mod names;
mod ports;
mod scanner;
mod ses_rule;
mod streams;
mod system;
mod system_error;
mod tables;
mod tls;
mod upload_window;

pub use front::FrontPage;
pub use functions::{Function, Trigger, functions, routes, try_start};
pub use names::Names;
pub use ses_rule::mail_events_pattern;
pub use system::{System, SystemOptions};
pub use system_error::SystemError;
pub use upload_window::upload_window;
