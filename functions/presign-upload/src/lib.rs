//! presign-upload
