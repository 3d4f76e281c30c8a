//! vestibule-cloud
