//! A step of a review, model-checked: two assignees and a guest decide while the host pushes and staff give the step to
//! somebody else. It is a model of its own, because none of these waits for the gate of another's share.

mod acts;
mod laws;
mod scene;
mod searches;
mod tables;
