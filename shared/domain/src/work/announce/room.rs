//! How many files of whom a task takes, and which give way: all of them stand in one row, which every act on a file writes.

use jiff::Timestamp;

use crate::{
    file::{ANNOUNCEMENT_LIFETIME, Stage},
    task::{
        FileMark, TaskState,
        kind::{FEW_FILES, MAX_GUEST_MARKS, MAX_SHARED_MARKS, MAX_TASK_FILES, MAX_TASK_MARKS},
    },
    value::{RecipientId, UploadId},
};

/// Whether a guest has their number of files, or all together have, of which the last places are for those with few and for
/// those who are to send others in place of what came back. What is void takes no place.
pub(super) fn is_full(state: &TaskState, recipient: RecipientId) -> bool {
    let placed = || state.files.values().filter(|mark| !mark.stage.is_void());
    let (own, all) = (placed().filter(|mark| mark.recipient == recipient).count(), placed().count());
    let is_back = |mark: &FileMark| matches!(mark.stage, Stage::Returned { .. }) && state.is_open(&mark.field);
    let few = own < FEW_FILES || state.sent_by(recipient).any(|(_, mark)| is_back(mark));
    own >= MAX_TASK_FILES as usize || all >= MAX_TASK_MARKS || (all >= MAX_SHARED_MARKS && !few)
}

/// Takes out the files that were announced long ago and never came.
pub(super) fn forget(state: &mut TaskState, now: Timestamp) -> Vec<UploadId> {
    let is_over = |mark: &FileMark| {
        mark.stage == Stage::Expected && now.duration_since(mark.announced_at) >= ANNOUNCEMENT_LIFETIME
    };
    let forgotten: Vec<_> = state.files.iter().filter(|(_, mark)| is_over(mark)).map(|(id, _)| *id).collect();
    state.files.retain(|id, _| !forgotten.contains(id));
    forgotten
}

/// Takes out what is void, where a guest or all together have no room for one mark more: first what was rejected, then
/// what came back longest ago, of that guest before that of others. What came back was somebody's work all the same.
pub(super) fn make_way(state: &mut TaskState, recipient: RecipientId) -> Vec<UploadId> {
    let mut given_way = vec![];
    loop {
        let own = state.sent_by(recipient).count() >= MAX_GUEST_MARKS;
        if !own && state.files.len() < MAX_TASK_MARKS {
            return given_way;
        }
        let mine = |mark: &FileMark| mark.recipient == recipient;
        let last = |mark: &FileMark| match mark.stage {
            Stage::Rejected { at, .. } => Some((false, !mine(mark), at)),
            Stage::Returned { at, .. } => Some((true, !mine(mark), at)),
            _ => None,
        };
        let aside = state.files.iter().filter(|(_, mark)| !own || mine(mark));
        let Some((id, _)) = aside.filter_map(|(id, mark)| Some((*id, last(mark)?))).min_by_key(|(_, last)| *last)
        else {
            return given_way;
        };
        if let Some(mark) = state.files.remove(&id).filter(|mark| matches!(mark.stage, Stage::Returned { .. })) {
            state.workers.extend([mark.recipient].into_iter().chain(mark.other));
        }
        given_way.push(id);
    }
}
