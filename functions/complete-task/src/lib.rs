//! complete-task
