//! HTTP for every function: what comes in is parsed at the edge, what goes out is a value or an RFC 9457
//! problem, and no answer leaves without its security headers and trace id.

pub mod accept;
pub mod answer;
mod cookie;
pub mod door;
pub mod request;
pub mod start;
