//! sweep-expired
