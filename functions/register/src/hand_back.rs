//! `POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back`: staff accept single answers and files of a completed
//! task, or hand them back.

mod deciders;
mod request;

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::{self, NewHandBack};
use vestibule_cloud::store::BesideTask;
use vestibule_domain::{
    Change,
    decision::Act as _,
    share::{Gate, MailCount, MailsOf, Managed, Share},
    staff::{Forbidden, Member, Right},
    task::TaskKey,
    value::{ProjectSlug, RunId, RunSlug, TaskSlug},
    work::{HandBack, HandBackRefused, OnCompleted, TaskHandedBack},
};
use vestibule_web::{
    answer::{Problem, rounds_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Register;

pub(crate) async fn hand_back(
    State(register): State<Register>,
    Path((project, run, task)): Path<(ProjectSlug, RunSlug, TaskSlug)>,
    request: StaffRequest<NewHandBack>,
) -> Result<Answer<TaskHandedBack>, Problem> {
    let hand_back = request::parse(&request.body)?;
    let decide = |member: Member| register.accept_or_return(member, (&project, &run, &task), &hand_back, &request);
    register.staff.once(&request, decide).await
}

impl Register {
    async fn accept_or_return(
        &self,
        member: Member,
        (project, run, task): (&ProjectSlug, &RunSlug, &TaskSlug),
        hand_back: &HandBack,
        request: &StaffRequest<NewHandBack>,
    ) -> Result<Outcome<TaskHandedBack>, TryError> {
        let by = member.authority(project, Right::ManageOwnShares)?;
        let (store, key) =
            (&self.staff.store, TaskKey { run: RunId::of(&member.org, project, run), task: task.clone() });
        let found = store.task_in_project((&member.org, project), &key).await?.ok_or(HandBackRefused::NoSuchTask)?;
        let (Some(org), Some(within)) = (&found.org, &found.project) else {
            return Err(Forbidden::NoSuchProject.into());
        };
        let policy = within.policy_within(org);
        let asked = hand_back.asks(&found.task)?;
        let senders = hand_back.senders(&found.task, &asked)?;
        let mails = MailsOf::handing_back(&member, &asked);
        let shares: Vec<_> = asked.iter().map(|(share, _)| *share).chain(senders.iter().copied()).collect();
        let successors: Vec<_> = found.run.successors(found.task.task.spec.index).cloned().collect();
        let of = (&key, &found.progress);
        let beside = store.beside_task(of, (&shares, &successors), &mails).await?;
        let BesideTask { shares, successors, mut counts } = beside;
        let asked: Vec<_> = asked.into_iter().map(|(share, _)| share).collect();
        let decided = hand_back.deciders(&found.task, &successors, &asked);
        let (deciders, more) = self.deciders(of, &decided, &counts).await?;
        counts.extend(more);
        let (senders, shares): (Vec<_>, Vec<_>) = shares.into_iter().partition(|share| senders.contains(&share.id()));
        let managed = |shares| HandBack::managed(shares, by);
        let (shares, senders, deciders) = (managed(&shares)?, managed(&senders)?, managed(&deciders)?);
        let need = shares.first().map_or_else(|| by.need(), Managed::need);
        let on = OnCompleted {
            run: &found.run,
            progress: &found.progress,
            task: &found.task,
            shares: &shares,
            senders: &senders,
            successors: &successors,
            deciders: &deciders,
            policy: (&policy, &org.zone),
        };
        let decision = hand_back.decide(on, &self.staff.stamp(&member, &request.source))?;
        let now = self.staff.now();
        let counts = match decision.change().map(Change::state) {
            Some(TaskHandedBack { returned: Some(_), .. }) => {
                MailCount::one_more(counts, &policy, now).map_err(Problem::from)?
            }
            _ => vec![],
        };
        let body = json!(self.told(hand_back, on, decision.state()));
        Ok(Outcome { counts, status: StatusCode::OK, ..Outcome::of(decision, need, body) })
    }

    fn told(&self, hand_back: &HandBack, on: OnCompleted<'_>, made: &TaskHandedBack) -> staff::TaskHandedBack {
        let reopened = made.returned.as_ref();
        let asked = |gate: &Gate| {
            let managed = on.shares.iter().chain(on.deciders).find(|managed| managed.share().id() == gate.share)?;
            let share = Share { gate: gate.clone(), ..managed.share().clone() };
            let of = reopened.map(|reopened| &reopened.handed_back);
            let of = of.filter(|of| of.asked.contains(&share.id()));
            let not_given = of.map(|of| hand_back.not_given(on.task, of, &share)).unwrap_or_default();
            Some(rounds_view::asked(&share, &not_given, on.policy, self.staff.now()))
        };
        staff::TaskHandedBack {
            task: on.task.task.slug().clone(),
            round: made.state.rounds.current(),
            accepted: rounds_view::accepted(&made.state),
            returned: reopened
                .iter()
                .flat_map(|reopened| &reopened.handed_back.returned)
                .map(rounds_view::returned)
                .collect(),
            asked: reopened.iter().flat_map(|_| &made.gates).filter_map(asked).collect(),
            waiting: reopened.map(|reopened| reopened.waiting.clone()).unwrap_or_default(),
            begun: reopened.map(|reopened| reopened.handed_back.begun.clone()).unwrap_or_default(),
            set_aside: reopened.iter().flat_map(|r| &r.set_aside).map(|(key, _)| key.task.clone()).collect(),
            outdated: reopened.map(|_| on.outdated()).unwrap_or_default(),
        }
    }
}
