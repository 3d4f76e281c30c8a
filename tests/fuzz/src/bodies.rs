//! Bodies of requests, as each of the types that take more than an id.

use vestibule_api::{
    guest::{AnnounceUpload, Draft, NewComment, Opening, Token},
    staff::{ChangeShare, NewPassword, NewRun, NewShare, NewStaffComment},
};

pub(crate) fn read(bytes: &[u8]) {
    drop(serde_json::from_slice::<NewShare>(bytes));
    drop(serde_json::from_slice::<NewRun>(bytes));
    drop(serde_json::from_slice::<ChangeShare>(bytes));
    drop(serde_json::from_slice::<NewPassword>(bytes));
    drop(serde_json::from_slice::<NewStaffComment>(bytes));
    drop(serde_json::from_slice::<Token>(bytes));
    drop(serde_json::from_slice::<Opening>(bytes));
    drop(serde_json::from_slice::<Draft>(bytes));
    drop(serde_json::from_slice::<NewComment>(bytes));
    drop(serde_json::from_slice::<AnnounceUpload>(bytes));
}
