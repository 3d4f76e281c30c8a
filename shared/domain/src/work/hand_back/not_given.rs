//! What comes back to a guest and their share does not let them give: nothing forbids it, and staff are told.

use std::collections::BTreeSet;

use super::{asked::HandBack, named::Item};
use crate::{
    share::{Permission, Share},
    task::{HandedBack, Returned, WholeTask},
};

/// One of the things that are returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("this share does not let its guest {}, so they cannot do what they are asked for", self.act())]
pub struct NotGiven {
    /// Among [`HandBack::returned`].
    pub at: usize,
    /// What the share lacks.
    pub permission: Permission,
}

impl NotGiven {
    fn act(&self) -> &'static str {
        if self.permission == Permission::UploadFiles { "add files" } else { "change answers" }
    }
}

impl HandBack {
    /// Of what concerns the guest of a share that is asked. In the order in which it was named.
    pub fn not_given(&self, whole: &WholeTask, of: &HandedBack, share: &Share) -> BTreeSet<NotGiven> {
        let named = |returned: &Returned| {
            self.returned.iter().position(|(item, _)| match item {
                Item::Field(field) => *field == returned.field,
                Item::File(file) => Some(*file) == returned.upload(),
            })
        };
        let to_guest = whole.returned_to(of, share.recipient());
        let lacking = to_guest.filter_map(|returned| {
            let field = whole.task.spec.field(&returned.field).filter(|field| !share.lets_give(field))?;
            Some(NotGiven { at: named(returned)?, permission: Permission::to_give(field) })
        });
        lacking.collect()
    }
}
