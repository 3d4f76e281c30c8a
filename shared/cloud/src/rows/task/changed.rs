//! When answers or files were changed last, in the row that has them: by which way, the version that it made, and that of the
//! latest change by any other way.

use serde::{Deserialize, Serialize};
use vestibule_domain::{task::Changed, value::Through};

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct ChangedRow(Option<(Through, u64, u64)>);

impl ChangedRow {
    pub(super) fn of(Changed { last, before }: Changed) -> Self {
        Self(last.map(|(way, version)| (way, version, before)))
    }

    pub(super) fn into_changed(self) -> Changed {
        self.0.map(|(way, version, before)| Changed { last: Some((way, version)), before }).unwrap_or_default()
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.is_none()
    }
}
