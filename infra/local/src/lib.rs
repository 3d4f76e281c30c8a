//! vestibule-local
