//! What handing a task back writes.

use vestibule_domain::work::{Reopened, TaskHandedBack};

use super::super::{Stored, Writes, next, row::once, step::listed};
use crate::{error::RowError, keys::Key};

impl Stored for TaskHandedBack {
    fn writes(&self) -> Result<Writes, RowError> {
        let state = next(Key::state(&self.task), self.state.version, &self.state)?;
        let gates = self.gates.iter().map(|gate| next(Key::gate(gate.share), gate.version, gate));
        let mut writes = gates.collect::<Result<Vec<_>, _>>()?;
        writes.push(state);
        if let Some(Reopened { progress: run, handed_back, set_aside, outdated, listings, .. }) = &self.returned {
            writes.push(next(Key::progress(run.run), run.version, run)?);
            writes.push(once(Key::handed_back(&self.task, handed_back.round), handed_back)?);
            for (key, state) in set_aside.iter().chain(outdated) {
                writes.push(next(Key::state(key), state.version, state)?);
            }
            return Ok(Writes(writes).beside(listings.iter().map(listed)));
        }
        Ok(Writes(writes))
    }
}
