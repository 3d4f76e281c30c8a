//! What a share still asks of its guest: what is done or was decided counts no more, and what waits for others is told apart.

use std::collections::BTreeMap;

use super::{permission::Permission, state::Share};
use crate::{
    run::{Progress, Run},
    task::{Due, Rounds, Spec, StepKind, TaskState},
    value::TaskSlug,
};

/// What is left to do by a share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftToDo {
    /// How many of its tasks.
    pub all: usize,
    /// How many of these wait for others.
    pub waiting: usize,
    /// The first of them, where they may be named.
    pub named: Vec<LeftTask>,
    /// When the guest has to decide first, in a task that is not named.
    pub due: Option<Due>,
}

/// One task that is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftTask {
    /// Of what came back, these fields alone.
    pub spec: Spec,
    pub waits: bool,
    pub back: Option<CameBack>,
}

/// To whom something of a task came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameBack {
    ToThem,
    ToOthers,
}

impl Share {
    /// `specs` and `states`: of its tasks as far as they were read, those that may be named and all that its guest may have to
    /// decide.
    pub fn left_to_do(
        &self,
        (run, progress): (&Run, &Progress),
        specs: &[Spec],
        states: &BTreeMap<TaskSlug, TaskState>,
    ) -> LeftToDo {
        let tasks = self.terms.scope.tasks();
        let who = self.assignee();
        let is_over = |task: &TaskSlug| {
            let spec = specs.iter().find(|spec| spec.task == *task);
            run.is_done(task, progress) || spec.is_some_and(|spec| self.is_for_others(spec, states.get(task)))
        };
        let left: Vec<_> = tasks.iter().filter(|task| !is_over(task)).collect();
        let waits = |task: &TaskSlug| {
            run.step(task).is_some_and(|step| step.after.iter().any(|first| !progress.passed(*first)))
        };
        let described = |task: &TaskSlug| specs.iter().find(|spec| spec.task == *task);
        let may_be_named = self.named_up_front();
        let named = left.iter().filter(|task| may_be_named.contains(task));
        let named: Vec<_> = named
            .filter_map(|task| Some(self.left_task(described(task)?.clone(), waits(task), states.get(task))))
            .collect();
        let unnamed = left.iter().filter(|task| !named.iter().any(|one| one.spec.task == ***task));
        let decides = |spec: &&Spec| {
            let step = spec.step.as_ref().filter(|step| step.kind != StepKind::Work);
            let state = states.get(&spec.task).cloned().unwrap_or_default().in_cycle(spec.cycle);
            self.terms.permissions.contains(&Permission::Respond)
                && step.is_some_and(|step| step.is_assigned(&state.step, &who))
        };
        let dues = unnamed.filter_map(|task| described(task)).filter(decides);
        let due = dues.filter_map(|spec| spec.step.as_ref()?.due.clone()).min_by_key(|due| due.at);
        LeftToDo { all: left.len(), waiting: left.iter().filter(|task| waits(task)).count(), named, due }
    }
    /// What came back is all that is asked of the guest, if it came back to them.
    fn left_task(&self, mut spec: Spec, waits: bool, state: Option<&TaskState>) -> LeftTask {
        let state = state.cloned().unwrap_or_default().in_cycle(spec.cycle);
        if state.rounds.is_first() {
            return LeftTask { spec, waits, back: None };
        }
        let Rounds { open, asked, .. } = state.rounds;
        let is_theirs = asked.is_empty() || asked.contains(&self.recipient());
        spec.fields.retain(|field| is_theirs && open.contains(&field.slug));
        LeftTask { spec, waits, back: Some(if is_theirs { CameBack::ToThem } else { CameBack::ToOthers }) }
    }

    /// Whether its guest has decided in a step, or it asks nothing of them: others decide, and what they may fill in is for
    /// these, too, or there is nothing.
    fn is_for_others(&self, spec: &Spec, state: Option<&TaskState>) -> bool {
        let Some(step) = spec.step.as_ref().filter(|step| step.kind != StepKind::Work) else { return false };
        let (who, state) = (self.assignee(), state.cloned().unwrap_or_default().in_cycle(spec.cycle));
        let has_nothing = spec.fields.is_empty() || self.terms.permissions.contains(&Permission::Respond);
        state.step.responses.contains_key(&who) || (has_nothing && !step.is_assigned(&state.step, &who))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{Review, at, slug},
        share::Scope,
        task::{Assignee, StepDecision, StepRule},
    };

    fn review() -> Review {
        Review::of(|step| {
            step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
            step.rule = StepRule::All;
            step.due = Some(Due { at: at("2026-11-27T20:00:00Z"), zone: "America/Sao_Paulo".parse().unwrap() });
        })
    }

    fn left(review: &Review, share: &Share, change: impl FnOnce(&mut TaskState)) -> LeftToDo {
        let task = review.house.task("review");
        let mut state = task.state;
        change(&mut state);
        share.left_to_do((&review.house.run, &review.house.progress), &[task.spec], &[(slug("review"), state)].into())
    }

    #[test]
    fn what_can_be_done_is_counted_and_named_and_what_waits_is_told_apart() {
        let (mut review, share) = (review(), review().share);
        let open = left(&review, &share, |_| {});
        assert_eq!((open.all, open.waiting, open.named.len(), open.due), (1, 0, 1, None));
        review.house.progress.done = crate::run::Bits::default();
        let waiting = left(&review, &share, |_| {});
        assert_eq!((waiting.all, waiting.waiting, waiting.named[0].waits), (1, 1, true));
    }

    #[test]
    fn what_was_decided_or_is_done_is_left_no_more() {
        let (mut review, share) = (review(), review().share);
        let ana = share.assignee();
        let decided = review.respond("rita", StepDecision::Approve, None, "2026-11-23T12:00:00Z").unwrap();
        let given = decided.change().unwrap().state().state.step.responses.values().next().unwrap().clone();
        let own = left(&review, &share, |state| drop(state.step.responses.insert(ana, given)));
        assert_eq!(own, LeftToDo::default());
        review.house.progress.done.set(1, true);
        assert_eq!(left(&review, &share, |_| {}), LeftToDo::default());
    }

    #[test]
    fn where_no_task_may_be_named_the_guest_still_reads_until_when_they_decide() {
        let (review, mut share) = (review(), review().share);
        share.gate.code = true;
        let left = left(&review, &share, |_| {});
        assert_eq!((left.all, left.named.len()), (1, 0));
        assert_eq!(left.due.map(|due| due.at), Some(at("2026-11-27T20:00:00Z")));
    }

    #[test]
    fn of_two_tasks_that_may_not_be_named_the_guest_reads_the_first_date() {
        let (review, mut share) = (review(), review().share);
        share.gate.code = true;
        let Scope::Tasks(scope) = &mut share.terms.scope else { panic!("it is of tasks") };
        scope.tasks = ["draft", "review", "release"].map(slug).to_vec();
        let due = |name: &str, day: &str| {
            let mut spec = review.house.task("review").spec;
            (spec.task, spec.step.as_mut().unwrap().due.as_mut().unwrap().at) = (slug(name), at(day));
            spec
        };
        let progress = Progress { done: crate::run::Bits::default(), ..review.house.progress.clone() };
        for (draft, release) in
            [("2026-11-25T20:00:00Z", "2026-11-28T20:00:00Z"), ("2026-11-28T20:00:00Z", "2026-11-25T20:00:00Z")]
        {
            let specs = [due("draft", draft), due("release", release)];
            let left = share.left_to_do((&review.house.run, &progress), &specs, &BTreeMap::new());
            assert_eq!(left.due.map(|due| due.at), Some(at("2026-11-25T20:00:00Z")));
        }
    }

    #[test]
    fn who_may_fill_in_what_others_decide_has_something_left() {
        let (mut review, mut share) = (review(), review().share);
        let step = |review: &mut Review, change: &dyn Fn(&mut Spec)| {
            let task = review.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
            change(&mut task.spec);
        };
        step(&mut review, &|spec| {
            spec.step.as_mut().unwrap().assignees.retain(|one| matches!(one, Assignee::Member(_)));
        });
        assert_eq!(
            left(&review, &share, |_| {}).all,
            0,
            "who decides by their share writes nothing where others decide"
        );
        share.terms.permissions.remove(&Permission::Respond);
        assert_eq!(left(&review, &share, |_| {}).all, 1, "it has fields");
        step(&mut review, &|spec| spec.fields.clear());
        assert_eq!(left(&review, &share, |_| {}).all, 0, "it asks nothing of them");
    }

    #[test]
    fn of_what_came_back_nothing_else_is_asked_and_nothing_of_whom_it_did_not_come_back_to() {
        let (review, share) = (review(), review().share);
        let named = |change: &dyn Fn(&mut TaskState)| {
            let left = left(&review, &share, |state| change(state)).named.remove(0);
            (left.back, left.spec.fields.into_iter().map(|field| field.slug.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(named(&|_| {}), (None, vec!["note".to_owned(), "markup".to_owned()]));
        let back = |state: &mut TaskState| (state.rounds.ended, state.rounds.open) = (1, [slug("note")].into());
        assert_eq!(named(&back), (Some(CameBack::ToThem), vec!["note".to_owned()]));
        let to_others = |state: &mut TaskState| {
            back(state);
            state.rounds.asked = [crate::value::RecipientId::new([9; 16])].into();
        };
        assert_eq!(named(&to_others), (Some(CameBack::ToOthers), vec![]));
    }
}
