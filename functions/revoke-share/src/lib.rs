//! revoke-share
