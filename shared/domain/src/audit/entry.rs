//! What one commit appends to one trail.

use super::{
    fact::Fact,
    head::{Head, MAX_SEQ, TrailId},
    record::{About, Content, Personal, Record},
    stamp::Stamp,
};
use crate::value::Digest;

/// The records that one commit appends to one trail. Only [`Entry::append`] makes one, so a head
/// cannot move without its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    about: About,
    /// The hash that the first record is chained to.
    before: Digest,
    records: Vec<Appended>,
}

/// One appended record, and what follows from its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    pub record: Record,
    pub hash: Digest,
    pub personal: Personal,
    /// Whether it is an event on the bus.
    pub published: bool,
    /// By which files are counted apart.
    pub verdict: Option<&'static str>,
}

impl Entry {
    /// Appends facts after `head` and moves it. Where the stamp knows that the next row is taken, the first record says
    /// behind which one it goes on.
    pub(crate) fn append<F: Fact>(
        (trail, about): (TrailId, About),
        head: &mut Head,
        stamp: &Stamp,
        facts: impl IntoIterator<Item = F>,
    ) -> Self {
        let resumed = stamp.resumption.as_ref().filter(|resumption| resumption.is_of(&trail, *head));
        let mut goes_on = resumed.map(|resumption| (resumption.at, head.seq.min(MAX_SEQ)));
        let (before, facts) = (head.hash, facts.into_iter().collect::<Vec<_>>());
        let of = facts.iter().any(|fact| fact.kind().published).then(|| about.to_string());
        let mut of = of.as_deref();
        let records = facts.into_iter().map(|fact| {
            let (seq, follows) = goes_on.take().map_or((head.next(), None), |(at, after)| (at, Some(after)));
            let (kind, personal) = (fact.kind(), Personal::of(stamp, seq, fact.is_statement()));
            let record = Record::new(&Content {
                trail: &trail,
                seq,
                at: stamp.now,
                kind: kind.name,
                actor: &stamp.actor,
                facts: &fact,
                personal: personal.commitment(),
                follows,
                of: of.take(),
            });
            let hash = record.hash(head.hash);
            *head = Head { seq, hash };
            Appended { record, hash, personal, published: kind.published, verdict: fact.verdict() }
        });
        Self { records: records.collect(), about, before }
    }

    /// In order.
    pub fn records(&self) -> &[Appended] {
        &self.records
    }

    /// Behind which record it goes on, if the trail was found broken there.
    pub fn follows(&self) -> Option<u64> {
        self.records.first().and_then(|appended| appended.record.follows())
    }

    /// The hash that the first record is chained to.
    pub fn before(&self) -> Digest {
        self.before
    }

    pub fn about(&self) -> &About {
        &self.about
    }
}

#[cfg(test)]
mod tests;
