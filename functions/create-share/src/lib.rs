//! create-share
