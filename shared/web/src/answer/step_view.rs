//! A step, as staff and those who have it to do read it.

use vestibule_api::{
    guest::GuestStep,
    steps::{StepEntry, StepPage, StepUpload},
    task::{Assignee, Due, Step, StepAssignee, StepResponse},
};
use vestibule_cloud::store::WholeStep;
use vestibule_domain::{
    policy::Policy,
    run::{Progress, Run, Turn},
    staff::Member,
    task::{self, Basis, CommentFrom, StepDecision, StepState, StepTerms, Task, VisibleTo},
    value::{RecipientId, TaskSlug},
};

use super::{file_view, spelling, task_view};

/// With who has it to do, and who decided what.
pub fn for_staff(step: &StepTerms, state: &StepState) -> Step {
    let assignee = |who| StepAssignee { assignee: spelling::assignee(who), left: false };
    let assignees = step.assigned(state).into_iter().map(assignee).collect();
    Step {
        kind: spelling::step_kind(step.kind),
        assignees,
        rule: spelling::step_rule(step.rule),
        decisions: decisions(&step.decisions),
        comment_required: decisions(&step.comment_on),
        due: step.due.as_ref().map(due),
        not_by: step.not_by.clone(),
        reviews: step.reviews.clone(),
        withdrawable: step.withdrawable,
        outdated: state.outdated,
        responses: responses(state, |who| Some(spelling::assignee(who))),
    }
}

/// For a guest who sees its task, with what the policy asks of a decision now. `None`: it is no step.
pub fn for_guest(
    task: &Task,
    policy: &Policy,
    (who, barred_by): (&task::Assignee, Option<&TaskSlug>),
) -> Option<GuestStep> {
    let (step, state) = (task.spec.step.as_ref()?, &task.state);
    let own = task.decision_of(who);
    let is_theirs = step.is_assigned(&state.step, who);
    let result = state.completion.as_ref().and_then(|done| done.result);
    Some(GuestStep {
        kind: spelling::step_kind(step.kind),
        decisions: if is_theirs && barred_by.is_none() { decisions(&step.decisions) } else { vec![] },
        comment_required: if is_theirs { decisions(&step.comment_required(policy)) } else { vec![] },
        reviews: if is_theirs { step.reviews.clone() } else { vec![] },
        barred_by: barred_by.cloned(),
        due: step.due.as_ref().map(due),
        decision: own.map(|own| spelling::step_decision(own.decision)),
        decided_at: own.map(|own| own.at),
        result: result.map(spelling::step_decision),
    })
}

/// In a list of one person; `None`: it is no step.
pub fn entry(run: &Run, progress: &Progress, task: &Task, who: &task::Assignee) -> Option<StepEntry> {
    let step = task.spec.step.as_ref()?;
    let own = task.decision_of(who);
    let result = task.state.completion.as_ref().and_then(|done| done.result);
    Some(StepEntry {
        id: task.key().to_string(),
        org: run.org.clone(),
        project: run.project.clone(),
        run: run.slug.clone(),
        run_title: run.title.clone(),
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        turn: task_view::turn(Turn::of(task, progress)),
        kind: spelling::step_kind(step.kind),
        due: step.due.as_ref().map(due),
        decision: own.map(|own| spelling::step_decision(own.decision)),
        decided_at: own.map(|own| own.at),
        result: result.map(spelling::step_decision),
    })
}

/// One step for one who has it to do, with what the policy asks and lets now. What staff wrote for themselves is none of their business, nor
/// are files of others before they count.
pub fn page(found: &WholeStep, member: &Member) -> Option<StepPage> {
    let WholeStep { run, progress, whole, policy, before } = found;
    let (task, assignee) = (&whole.task, &task::Assignee::Member(member.sub.clone()));
    let recipient = RecipientId::of_member(&run.org, &member.sub);
    let (step, basis) = (task.spec.step.as_ref()?, Basis::of(task, before));
    let entry = entry(run, progress, task, assignee)?;
    let internal = CommentFrom::Staff { visible_to: VisibleTo::Internal };
    let comments = whole.comments.iter().filter(|comment| comment.from != internal);
    let is_own = |sent: &task::SentFile| sent.recipient == recipient;
    let uploads = whole.files.iter().filter(|sent| is_own(sent) || sent.stage.is_clean()).map(|sent| StepUpload {
        id: sent.upload.id,
        field: sent.upload.field.clone(),
        name: sent.upload.manifest.name.clone(),
        size: sent.upload.manifest.size,
        state: file_view::state(&sent.stage),
        own: is_own(sent),
    });
    let known_as = task::KnownAs::member(&run.org, &member.sub, &member.email);
    Some(StepPage {
        step: entry,
        description: task.spec.description.clone(),
        rule: spelling::step_rule(step.rule),
        assignees: step.assigned(&task.state.step).len(),
        decisions: decisions(&step.decisions),
        comment_required: decisions(&step.comment_required(policy)),
        not_by: step.not_by.clone(),
        barred_by: step.barred_by(before, |named| run.is_done(named, progress), &known_as).cloned(),
        reviews: step.reviews.clone(),
        withdrawable: step.is_withdrawable(policy),
        basis: basis.to_string(),
        outdated: task.state.step.outdated,
        responses: responses(&task.state.step, |_| None),
        completed_by: task.state.completion.as_ref().map(|done| done.by.clone()),
        version: task.work.version,
        fields: task.spec.fields.iter().map(task_view::field).collect(),
        answers: task_view::answers(task),
        references: task.spec.references.iter().map(task_view::reference).collect(),
        uploads: uploads.collect(),
        comments: comments.map(task_view::comment).collect(),
    })
}

fn responses(state: &StepState, who: impl Fn(&task::Assignee) -> Option<Assignee>) -> Vec<StepResponse> {
    let response = |(assignee, response): (&task::Assignee, &task::Response)| StepResponse {
        assignee: who(assignee),
        by: response.by.clone(),
        decision: spelling::step_decision(response.decision),
        at: response.at,
        comment: response.comment,
        late: response.late,
        push: response.push,
        basis_sha256: response.basis,
        assurance: response.assurance.map(|assurance| assurance.to_string()),
    };
    state.in_order().into_iter().map(response).collect()
}

pub(super) fn decisions<'a>(of: impl IntoIterator<Item = &'a StepDecision>) -> Vec<vestibule_api::task::StepDecision> {
    of.into_iter().map(|decision| spelling::step_decision(*decision)).collect()
}

pub fn due(due: &task::Due) -> Due {
    Due { at: due.at, zone: due.zone.clone() }
}
