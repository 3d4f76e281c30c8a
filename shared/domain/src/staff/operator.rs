//! The person who founds orgs: outside every org, with credentials of the deployment itself.

use jiff::Timestamp;

use crate::{
    audit::{Actor, Source, Stamp},
    value::Person,
};

/// The proof that somebody runs the command line in their own name. What they may do is the credentials' to say; what
/// they did is on record under this name.
#[derive(Debug, Clone)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Operator {
    person: Person,
}

impl Operator {
    pub fn named(person: Person) -> Self {
        Self { person }
    }

    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The operator acts.
    pub fn stamp(&self, now: Timestamp, seed: [u8; 16]) -> Stamp {
        let actor = Actor::System { function: "operator".to_owned() };
        Stamp::of(actor, self.person.clone(), Source::default(), now, seed)
    }
}
