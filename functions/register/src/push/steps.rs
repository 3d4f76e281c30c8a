//! Writing a push: in one transaction where it fits, else in steps of which one makes it count. Lists that do not fit that one
//! follow it.

use vestibule_cloud::{Commit, CommitError, Stored};
use vestibule_domain::{
    Change,
    audit::{Source, Stamp},
    run::{Entries, LaggingLists, Push, PushPlan},
    staff::Member,
};
use vestibule_web::door::TryError;

use crate::Register;

/// How often one step is made again because guests have completed tasks meanwhile.
const MAX_TRIES: u32 = 8;

/// Commits a plan for a member.
pub(super) struct Writing<'a> {
    pub(super) register: &'a Register,
    pub(super) member: &'a Member,
    pub(super) push: &'a Push,
    pub(super) source: &'a Source,
}

impl Writing<'_> {
    pub(super) async fn write(&self, mut plan: PushPlan) -> Result<(), TryError> {
        if plan.fits_one_step() {
            return Ok(self.commit(&plan.push(&self.stamp())).await?);
        }
        let (batches, lagging) = (plan.batches(), plan.lagging());
        self.step(&mut plan, PushPlan::begin).await?;
        if !plan.stands_on(self.register.staff.store.run(plan.run()).await?.as_ref()) {
            return Err(TryError::Overtaken);
        }
        for batch in batches {
            self.step(&mut plan, |plan, stamp| plan.stage(batch.clone(), stamp)).await?;
        }
        if plan.is_change() {
            self.step(&mut plan, |plan, stamp| plan.clone().finish(stamp)).await?;
        }
        if lagging.is_empty() { Ok(()) } else { self.lists(plan.pushes(), lagging).await }
    }

    /// The lists that follow a push. Where something moves meanwhile, they follow that; where another push has begun, it puts
    /// them right.
    async fn lists(&self, push: u32, mut entries: Entries) -> Result<(), TryError> {
        for _ in 0..MAX_TRIES {
            let known = self.register.staff.store.pushed_run(self.push).await?;
            let mut lists = known.and_then(|known| LaggingLists::of(known, push, &entries));
            loop {
                let Some(lagging) = lists else { return Ok(()) };
                let change = lagging.follow(&self.stamp());
                match self.commit(&change).await {
                    Err(CommitError::Overtaken) => {
                        entries = lagging.entries();
                        break;
                    }
                    committed => committed?,
                }
                lists = lagging.after(change);
            }
        }
        Err(TryError::Overtaken)
    }

    /// One step, on the run as far as it has come. Overtaken where the push has to be held against the run again.
    async fn step<S: Stored>(
        &self,
        plan: &mut PushPlan,
        make: impl Fn(&mut PushPlan, &Stamp) -> Change<S>,
    ) -> Result<(), TryError> {
        for _ in 0..MAX_TRIES {
            let mut next = plan.clone();
            match self.commit(&make(&mut next, &self.stamp())).await {
                Err(CommitError::Overtaken) => {
                    let progress = self.register.staff.store.progress(plan.run()).await?;
                    if !progress.is_some_and(|progress| plan.follow(progress)) {
                        return Err(TryError::Overtaken);
                    }
                }
                committed => {
                    *plan = next;
                    return Ok(committed?);
                }
            }
        }
        Err(TryError::Overtaken)
    }

    async fn commit<S: Stored>(&self, change: &Change<S>) -> Result<(), CommitError> {
        let with = Commit { authority: Some(self.member), ..Commit::default() };
        self.register.staff.store.commit_with(change, with).await
    }

    fn stamp(&self) -> Stamp {
        self.register.staff.stamp(self.member, self.source)
    }
}
