//! vestibule-web
