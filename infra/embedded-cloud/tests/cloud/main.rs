//! The stand-in as the official SDK clients, browsers and plain HTTP see it, one file per service.

#![allow(clippy::unwrap_used)]
#![allow(
    clippy::disallowed_methods,
    reason = "the stand-in takes single writes, and its presigned URLs live by the machine's clock"
)]

mod clients;
mod dynamodb;
mod events;
mod kms;
mod oidc;
mod s3_conditions;
mod s3_copies;
mod s3_listing;
mod s3_multipart;
mod s3_presigned;
mod s3_restart;
mod s3_uploads;
mod ses;
mod ses_events;
mod start;
