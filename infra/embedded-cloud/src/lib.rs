//! An AWS account in one process: DynamoDB, S3, SES, KMS, EventBridge and an OIDC issuer that speak the
//! real wire protocols to the official SDK clients.
//!
//! It is for development and for tests. It listens on loopback only, starts in milliseconds, shares
//! nothing between its instances but a signing key, and knows nothing of the product it serves.
//! What it does not offer answers as AWS answers what does not exist.

mod atomic_file;
mod aws_error;
mod cloud;
mod data_folder;
mod dynamodb;
mod events;
mod html;
mod identifier;
mod inbox;
mod issuer;
mod journal;
mod kms;
mod listener;
mod oidc;
mod options;
mod pages;
mod s3;
mod services;
mod services_router;
mod ses;
mod ses_events;
mod signing_key;
mod start_error;

pub use cloud::{EmbeddedCloud, Endpoints};
pub use events::{Bus, PutEvent};
pub use inbox::{Inbox, Message, SesFailure};
pub use issuer::{AUDIENCE, Issuer, IssuerError};
pub use kms::Kms;
pub use options::{Clock, Options, Person, Ports, Storage};
pub use s3::{ObjectCreated, Objects};
pub use start_error::{Listener, StartError};
