//! What has become of what was handed back of a task, as a guest is about to send it again.

use std::collections::BTreeSet;

use super::{
    handed_back::{HandedBack, Returned, ReturnedPart},
    whole::{SentFile, WholeTask},
};
use crate::value::{Digest, FieldSlug, RecipientId, UploadId};

/// The fields of which something came back to a guest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SinceHandedBack<'a> {
    /// What is sent is what came back.
    pub unchanged: BTreeSet<&'a FieldSlug>,
    /// A file came back, and neither it nor another was added since: a file that came back counts no more.
    pub not_sent: BTreeSet<&'a FieldSlug>,
    pub changed: BTreeSet<&'a FieldSlug>,
    /// A file of somebody else came back, and they have added none since.
    pub not_sent_by_others: BTreeSet<&'a FieldSlug>,
}

/// What has become of one field.
enum Since {
    Unchanged,
    NotSent,
    Changed,
}

impl WholeTask {
    /// Of a task that is open by its being handed back.
    pub fn since_handed_back(&self, recipient: RecipientId) -> SinceHandedBack<'_> {
        let mut since = SinceHandedBack::default();
        let Some(of) = self.reopened_by() else { return since };
        let fields: BTreeSet<_> = self.returned_to(of, recipient).map(|returned| &returned.field).collect();
        for field in fields {
            let set = match self.since(of, field, recipient) {
                Since::Unchanged => &mut since.unchanged,
                Since::NotSent => &mut since.not_sent,
                Since::Changed => &mut since.changed,
            };
            set.insert(field);
        }
        since.not_sent_by_others = self.not_sent_by_others(of, recipient).collect();
        since
    }

    fn not_sent_by_others<'a>(
        &'a self,
        of: &'a HandedBack,
        recipient: RecipientId,
    ) -> impl Iterator<Item = &'a FieldSlug> {
        let sender = |upload| self.task.state.files.get(&upload).map(|mark| mark.recipient);
        let missing = move |returned: &&Returned| {
            let by = returned.upload().and_then(sender).filter(|by| *by != recipient);
            by.is_some_and(|by| self.added(&returned.field, by).is_empty())
        };
        of.returned.iter().filter(missing).map(|returned| &returned.field)
    }

    /// Of a task that is completed again: the files that came back to a guest, and in whose place they have sent none.
    pub fn completed_without(&self, recipient: RecipientId) -> impl Iterator<Item = &SentFile> {
        let state = &self.task.state;
        let is_again = state.completion.is_some() && !state.rounds.is_first();
        let back = self.handed_back.last().filter(|_| is_again).into_iter().flat_map(|of| &of.returned);
        let own =
            back.filter_map(Returned::upload).filter_map(|id| self.files.iter().find(|sent| sent.upload.id == id));
        let own = own.filter(move |sent| sent.recipient == recipient);
        own.filter(move |sent| self.added(&sent.upload.field, recipient).is_empty())
    }

    fn since(&self, of: &HandedBack, field: &FieldSlug, recipient: RecipientId) -> Since {
        let back: Vec<_> = self.returned_to(of, recipient).filter(|returned| returned.field == *field).collect();
        let added = self.added(field, recipient);
        // The same bytes once more are what came back.
        let bytes: BTreeSet<_> =
            of.returned.iter().filter_map(Returned::upload).filter_map(|it| self.sha256(it)).collect();
        if added.iter().any(|sha256| !bytes.contains(sha256)) {
            return Since::Changed;
        }
        let is_answered_anew = back.iter().any(|returned| match &returned.what {
            ReturnedPart::Answer(before) => self.task.work.answer(field) != before.as_ref(),
            ReturnedPart::File(_) => false,
        });
        let is_sent = |upload| self.sha256(upload).is_none_or(|sha256| added.contains(&sha256));
        if is_answered_anew {
            Since::Changed
        } else if back.iter().filter_map(|returned| returned.upload()).all(is_sent) {
            Since::Unchanged
        } else {
            Since::NotSent
        }
    }

    /// What a guest has added for a field in the round of now.
    fn added(&self, field: &FieldSlug, recipient: RecipientId) -> BTreeSet<Digest> {
        let state = &self.task.state;
        let own = state.sent_by(recipient).filter(|(_, mark)| mark.field == *field && mark.stage.is_kept());
        let anew = own.filter(|(_, mark)| mark.round == state.rounds.current());
        anew.filter_map(|(upload, _)| self.sha256(*upload)).collect()
    }

    fn sha256(&self, upload: UploadId) -> Option<Digest> {
        self.files.iter().find(|file| file.upload.id == upload).map(|file| file.upload.manifest.sha256)
    }
}
