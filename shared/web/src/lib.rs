//! HTTP for every function: what comes in is parsed at the edge, what goes out is a value or an RFC 9457
//! problem, and no answer leaves without its security headers and trace id.

pub mod accept;
pub mod ambient;
pub mod announced;
pub mod body;
#[cfg(test)]
mod captured;
pub mod claims;
pub mod expiry;
pub mod fields;
mod flaw;
mod form;
mod gateway;
mod headers;
pub mod keyed;
pub mod lambda;
pub mod link;
pub mod metrics;
pub mod office;
#[cfg(test)]
mod opened;
pub mod origin;
pub mod page;
mod path;
pub mod problem;
mod query;
pub mod receipt_view;
pub mod reception;
mod refusals;
pub mod routes;
pub mod same_origin;
pub mod session;
pub mod settings;
pub mod share_view;
mod site;
pub mod start;
pub mod trace;
pub mod trouble;
pub mod unique;
