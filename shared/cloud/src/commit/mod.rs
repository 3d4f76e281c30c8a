//! A change becomes one transaction: state, trail, outbox and stored answer, all or nothing.

pub(crate) mod refused;
mod rows;
mod trail_row;

use vestibule_domain::{Change, audit::Entry, share::MailCount, staff::Member, value::MailId};

pub use refused::{CommitError, MayBeTaken, TAKEN};
pub(crate) use rows::{item as item_of, update as moved};
#[cfg(test)]
pub(crate) use trail_row::row as trail_item;

use crate::{
    keys::Key,
    rows::{Stored, Write, Writes, mail_count as rows_of},
    store::Store,
    stored_answer::StoredAnswer,
};

/// The target of what is told of each record once it is in the trail: `kind`, `verdict` of a file that was let
/// in, and `at`, its instant in milliseconds. Metrics listen there; nothing else is told.
pub const RECORDED: &str = "vestibule::recorded";

/// What else belongs to a commit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Commit<'a> {
    /// The member on whose authority the decision rests: their role must still be the one that was read.
    pub authority: Option<&'a Member>,
    /// The answer to store, and under which idempotency key of which member.
    pub answer: Option<(&'a Member, &'a str, &'a StoredAnswer)>,
    /// The mail that is sent with this.
    pub sent: Option<MailId>,
    /// Texts that the state names by their hash.
    pub texts: &'a [&'a str],
    /// Mails that leave with it, counted. Their rows guard it as those of the state do.
    pub counts: &'a [MailCount],
}

impl Store {
    /// Commits a change.
    pub async fn commit<S: Stored>(&self, change: &Change<S>) -> Result<(), CommitError> {
        self.commit_with(change, Commit::default()).await
    }

    /// Commits a change together with what else belongs to it.
    pub async fn commit_with<S: Stored>(&self, change: &Change<S>, with: Commit<'_>) -> Result<(), CommitError> {
        let Writes(mut writes) = change.state().writes()?;
        writes.extend(change.mails().iter().map(crate::outbox::row).collect::<Result<Vec<_>, _>>()?);
        writes.extend(with.sent.map(|mail| Write::Delete { key: Key::outbox(mail) }));
        for count in with.counts {
            writes.extend(rows_of::counted(count)?);
        }
        let missing = self.texts.missing(with.texts);
        writes.extend(missing.iter().map(|text| crate::texts::row(text)));
        let authority = with.authority.map(|member| unless_written(&writes, member)).transpose()?.flatten();
        let mut items: Vec<_> = writes.into_iter().map(|write| rows::item(&self.state, write)).collect();
        let trail_at = items.len();
        items.extend(change.entries().map(|entry| trail_row::item(&self.trail, entry)));
        items.extend(authority.map(|(key, version)| rows::check(&self.state, &key, version)));
        let answer_at = items.len();
        if let Some((member, key, answer)) = with.answer {
            items.push(rows::answer(&self.state, &Key::stored_answer(&member.sub, key), answer)?);
        }
        let sent = self.dynamodb.transact_write_items().set_transact_items(Some(items)).send().await;
        sent.map_err(|error| refused::read(error, (trail_at, change.entries()), answer_at))?;
        self.texts.stored(missing);
        change.entries().for_each(count);
        Ok(())
    }
}

/// Which row the authority rests on, and its version. Who changes themselves writes that row, and a transaction takes one
/// act on a row: the write is conditional by itself, if it was decided on the same version.
fn unless_written(writes: &[Write], member: &Member) -> Result<Option<(Key, u64)>, CommitError> {
    let person = Key::person(&member.sub);
    let written = writes.iter().find_map(|write| match write {
        Write::Next { key, version, .. } if *key == person => Some(*version),
        _ => None,
    });
    match written {
        Some(version) if version == member.version => Ok(None),
        Some(_) => Err(CommitError::Overtaken),
        None => Ok(Some((person, member.version))),
    }
}

/// What did not commit is not counted, nor is what was found to be committed before.
fn count(entry: &Entry) {
    for appended in entry.records() {
        let (kind, verdict) = (appended.record.kind(), appended.verdict);
        tracing::info!(target: RECORDED, kind, verdict, at = appended.record.at().as_millisecond());
    }
}
