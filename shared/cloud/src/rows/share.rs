//! The share's item, with the attributes by which the indexes list it while it lives.

use vestibule_domain::share::Share;

use super::{Row, Stored, Write, write};
use crate::{
    error::RowError,
    keys::{self, Key, index, text},
};

impl Stored for Share {
    fn writes(&self) -> Result<Vec<Write>, RowError> {
        let mut write = write(Key::share(self.id), self.version, self)?;
        if self.is_listed() {
            let expiry = keys::instant(self.expires_at);
            let attributes = [
                ("active", keys::active(&self.org, &self.project)),
                ("active_expiry", format!("{expiry}#{}", self.id)),
                ("active_accesses", format!("{:010}#{}", self.accesses.used, self.id)),
                ("due", index::DUE_SHARE.to_owned()),
                ("due_at", expiry),
            ];
            write.item.extend(attributes.map(|(name, value)| (name.to_owned(), text(value))));
        }
        Ok(vec![write])
    }
}

impl Row for Share {
    fn set_version(&mut self, version: u64) {
        self.version = version;
    }
}
