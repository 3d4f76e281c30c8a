//! One change of each thing that is done in a step, as in [`super::changes`].

use super::checked::{Changes, Checked};
use crate::{
    audit::Head,
    change::Change,
    file::Judged,
    fixtures::{
        Review, SATURDAY, arrival, as_read, changed, manifest, of_member, responder, slug, staff, system, text,
        upload_id,
    },
    gate::{OnTask, Permit},
    run::RunState,
    staff::Right,
    task::{Assignee, StepDecision, StepKind, StepRule, StepTerms, TaskState, Upload},
    value::CommentId,
    work::{
        Announce, Delegate, DelegatedTo, Download, FileMoved, JudgeUpload, ReleaseUpload, Remove, Save, Sender, Settle,
        WithdrawResponse, WriteComment,
    },
};

fn withdrawable(step: &mut StepTerms) {
    (step.rule, step.withdrawable) = (StepRule::All, true);
    step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
}

fn by_rita<T, A, M, R>(scene: &Review, on: &OnTask<T>, act: &A) -> Change<M>
where
    A: for<'p> crate::Act<Permit<'p, OnTask<T>>, Made = M, Refused = R>,
    R: std::fmt::Debug + From<crate::gate::WorkRefused>,
{
    let stamp = of_member("rita", SATURDAY);
    changed(scene.act(&responder("rita"), on, |permit| act.decide(permit, &stamp)).unwrap())
}

pub(super) fn of_decisions() -> Changes {
    let (scene, first) = (Review::of(withdrawable), Head::default());
    let responded = scene.respond("rita", StepDecision::Approve, Some("See page 3"), SATURDAY).unwrap();
    let decided = Review::of(withdrawable).after("rita", StepDecision::Approve);
    let withdrawn = by_rita(&decided, &decided.house.on_with("review", decided.house.policy()), &WithdrawResponse);
    let to = DelegatedTo { run: scene.house.run.clone(), member: Some(responder("rosa")) };
    let delegated = by_rita(&scene, &scene.house.on_with("review", to), &Delegate);
    let state = RunState { run: scene.house.run.clone(), progress: scene.house.progress.clone() };
    let (by, from, rosa) = (scene.house.authority(Right::PushRuns), Assignee::Member("rita".into()), responder("rosa"));
    let reassigned = state.reassign(by, &scene.house.task("review"), &from, Some(&rosa), &staff(SATURDAY)).unwrap();
    vec![
        ("Respond", Checked::after(first, &changed(responded))),
        ("WithdrawResponse", Checked::after(first, &withdrawn)),
        ("Delegate", Checked::after(first, &delegated)),
        ("RunState::reassign", Checked::after(state.progress.head, &reassigned)),
    ]
}

/// A guest decides in a step.
pub(super) fn of_deciding_guests() -> Changes {
    let scene = Review::of(withdrawable);
    let head = scene.share.gate.head;
    let responded = changed(scene.respond_by_share(StepDecision::Approve, None).unwrap());
    vec![("Respond, by a share", Checked::after(head, &responded))]
}

pub(super) fn of_work() -> Changes {
    let (scene, first) = (working(), Head::default());
    let save = Save { base: 0, answers: [(slug("note"), Some(text("Fine")))].into() };
    let saved = by_rita(&scene, &scene.house.on("review"), &save);
    let comment = WriteComment { id: CommentId::new([6; 16]), text: "See page 3".parse().unwrap() };
    let commented = by_rita(&scene, &scene.house.on_with("review", None), &comment);
    let completed =
        by_rita(&scene, &scene.house.on_with("review", scene.house.run.clone()), &as_read(&scene.house.task("review")));
    vec![
        ("Save, in a step", Checked::after(first, &saved)),
        ("WriteComment, in a step", Checked::after(first, &commented)),
        ("Complete, in a step", Checked::after(first, &completed)),
    ]
}

/// A step without a decision.
fn working() -> Review {
    Review::of(|step| {
        step.kind = StepKind::Work;
        step.decisions.clear();
        step.comment_on.clear();
    })
}

pub(super) fn of_files() -> Changes {
    let (scene, first) = (working(), Head::default());
    let announce = Announce { id: upload_id(1), field: slug("markup"), manifest: manifest("a.pdf", "content") };
    let announced = by_rita(&scene, &scene.house.on("review"), &announce);
    let (upload, state) = (announced.state().upload.clone(), announced.state().state.clone());
    let with = |state: &TaskState| on_file(&scene, &upload, state);
    let settle = |scanned| {
        let act = Settle { id: upload.id, arrival: Some(arrival("content")), content: None, scanned };
        by_rita(&scene, &with(&state), &act)
    };
    let (scanning, releasing) = (settle(true), settle(false));
    let release = ReleaseUpload { id: upload.id, version: "v1".into() };
    let released = by_rita(&scene, &with(&releasing.state().state), &release);
    let download = Download { file: upload.id.to_string() };
    let downloaded = by_rita(&scene, &with(&released.state().state), &download);
    let removed = by_rita(&scene, &on(&scene, &state), &Remove { id: upload.id });
    let (gate, on) = (scene.gate("rita"), with(&scanning.state().state));
    let judged = |infected| -> Change<FileMoved> {
        let judge = JudgeUpload { sender: Sender::Assignee(&gate), on: &on };
        changed(judge.judge(Judged { version: "v1", infected }, &system(SATURDAY)).unwrap())
    };
    let cleared = {
        let on = with(&state);
        let judge = JudgeUpload { sender: Sender::Assignee(&gate), on: &on };
        changed(judge.judge(Judged { version: "v1", infected: None }, &system(SATURDAY)).unwrap())
    };
    vec![
        ("Announce, in a step", Checked::after(first, &announced)),
        ("Settle, in a step, scanned", Checked::after(first, &scanning)),
        ("Settle, in a step", Checked::after(first, &releasing)),
        ("ReleaseUpload, in a step", Checked::after(first, &released)),
        ("Download, in a step", Checked::after(first, &downloaded)),
        ("Remove, in a step", Checked::after(first, &removed)),
        ("JudgeUpload::judge, in a step, infected", Checked::after(first, &judged(Some("EICAR")))),
        ("JudgeUpload::judge, in a step, clean", Checked::after(first, &judged(None))),
        ("JudgeUpload::judge, in a step, before its arrival", Checked::after(first, &cleared)),
    ]
}

fn on(scene: &Review, state: &TaskState) -> OnTask {
    let mut on = scene.house.on("review");
    on.task.state = state.clone();
    on
}

fn on_file(scene: &Review, upload: &Upload, state: &TaskState) -> OnTask<Option<Upload>> {
    let OnTask { progress, task, also: () } = on(scene, state);
    OnTask { progress, task, also: Some(upload.clone()) }
}
