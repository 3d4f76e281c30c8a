//! What every act of an assignee in a step writes, and what every act depends on.

use super::fact::StepFact;
use crate::{
    audit::{About, Head, Stamp, TrailId},
    change::{Audited, Change},
    run::PartOf,
    share::{Spent, TooManyMails},
    value::{Place, StepId},
};

/// One person's part in one step: what they used up of what a day gives, and where the trail of what they do ends. It
/// says nothing of whether they have the step to do: that is the task's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepGate {
    pub part: PartOf,
    pub head: Head,
    pub spent: Spent,
    /// How many they wrote.
    pub comments: u32,
    pub version: u64,
}

impl StepGate {
    pub fn id(&self) -> StepId {
        self.part.id()
    }

    /// A mail about so many steps of this person, this one the first of them, does not leave: their address has had too
    /// many. The steps are theirs all the same, and the trail tells.
    pub fn leave_mail_out(&self, steps: usize, refused: &TooManyMails, stamp: &Stamp) -> Change<Self> {
        let (task, steps) = (self.part.task.clone(), u32::try_from(steps).unwrap_or(u32::MAX));
        Change::new(self.clone(), stamp, StepFact::MailLeftOut { task, steps, again_at: refused.at }, [])
    }

    /// The same, changed.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut gate = self.clone();
        change(&mut gate);
        gate
    }
}

impl Audited for StepGate {
    type Fact = StepFact;

    /// It names the task, so that the row of the part is found by it.
    fn trail(&self) -> TrailId {
        TrailId(format!("step/{}/{}/{}", self.part.run, self.part.task, self.id()))
    }
    fn about(&self) -> About {
        About {
            org: self.part.org.clone(),
            project: Some(self.part.project.clone()),
            place: Some(Place::Run(self.part.run)),
            path: Some(format!("runs/{}", self.part.slug)),
        }
    }
    fn head(&self) -> Head {
        self.head
    }
    fn set_head(&mut self, head: Head) {
        self.head = head;
    }
}
