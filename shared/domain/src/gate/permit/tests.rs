//! Into which tasks a guest may look, and what they may do there.

use super::*;
use crate::{
    audit::Head,
    fixtures::{House, Review, SATURDAY, admitted, at, slug},
    task::{Assignee, Completion},
    value::{RunId, ShareId},
};

const PERMISSIONS: [Permission; 6] = [
    Permission::FillFields,
    Permission::UploadFiles,
    Permission::ReadFiles,
    Permission::DownloadFiles,
    Permission::Comment,
    Permission::CompleteTask,
];

fn looks(share: &Share, on: &OnTask) -> Result<(), WorkRefused> {
    admitted(share).permit(on).map(|_| ())
}

fn works(share: &Share, on: &OnTask, permission: Permission) -> Result<(), WorkRefused> {
    admitted(share).permit(on).unwrap().may_now(permission)
}

fn done(mut on: OnTask) -> OnTask {
    let (at, by, share) = (at(SATURDAY), "Ana Souza".parse().unwrap(), ShareId::new([1; 16]));
    on.task.state.completion = Some(Completion {
        at,
        by,
        through: Through::Share(share),
        recipient: RecipientId::new([1; 16]),
        record: Head::default(),
        result: None,
    });
    on
}

#[test]
fn tasks_outside_the_scope_and_namesakes_in_other_runs_do_not_exist() {
    let house = House::new();
    let share = house.share().tasks(&["company"]).created();
    let scope = &share.terms.scope;
    assert!(scope.includes(&slug("company")) && !scope.includes(&slug("documents")));
    assert_eq!(looks(&share, &house.on("company")), Ok(()));
    assert_eq!(looks(&share, &house.on("documents")), Err(WorkRefused::NoSuchTask));
    let other = RunId::new([8; 16]);
    let mut namesake = house.on("company");
    namesake.task.run = other;
    assert_eq!(looks(&share, &namesake), Err(WorkRefused::NoSuchTask));
    namesake.progress.run = other;
    assert_eq!(looks(&share, &namesake), Err(WorkRefused::NoSuchTask));
    let mut elsewhere = house.on("company");
    elsewhere.progress.run = other;
    assert_eq!(
        looks(&share, &elsewhere),
        Err(WorkRefused::NoSuchTask),
        "nor is a task judged by another run's progress"
    );
}

#[test]
fn a_task_can_be_read_but_not_worked_on_before_its_turn() {
    let house = House::new();
    let share = house.share().created();
    let documents = house.on("documents");
    assert_eq!(looks(&share, &documents), Ok(()));
    let waiting = WorkRefused::Waiting { on: vec![slug("company")] };
    assert_eq!(works(&share, &documents, Permission::UploadFiles), Err(waiting));
    let its_turn = house.after("company").on("documents");
    assert_eq!(works(&share, &its_turn, Permission::UploadFiles), Ok(()));
}

#[test]
fn each_permission_is_asked_for_by_itself() {
    let house = House::new();
    let company = house.on("company");
    for permission in PERMISSIONS {
        let share = house.share().without(permission).created();
        for other in PERMISSIONS {
            let refused = WorkRefused::NotPermitted { permission };
            let expected = if other == permission { Err(refused) } else { Ok(()) };
            assert_eq!(works(&share, &company, other), expected, "{other:?} without {permission:?}");
            assert_eq!(admitted(&share).permit(&company).unwrap().may(other), expected, "{other:?} at any time");
        }
        assert_eq!(looks(&share, &company), Ok(()), "looking is no permission");
    }
}

#[test]
fn a_completed_task_can_be_looked_at_and_not_worked_on() {
    let house = House::new();
    let share = house.share().without(Permission::Comment).created();
    let company = done(house.on("company"));
    for permission in PERMISSIONS {
        assert_eq!(works(&share, &company, permission), Err(WorkRefused::TaskDone { at: at(SATURDAY) }));
    }
    assert_eq!(admitted(&share).permit(&company).unwrap().may(Permission::DownloadFiles), Ok(()));
}

#[test]
fn nothing_of_a_guest_comes_into_a_step_that_is_for_others_to_decide_now() {
    let mut scene = Review::of(|step| step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap())));
    let writes = |scene: &Review| {
        let on = scene.house.on("review");
        [Permission::FillFields, Permission::UploadFiles, Permission::Comment]
            .map(|permission| works(&scene.share, &on, permission))
    };
    assert_eq!(writes(&scene), [Ok(()), Ok(()), Ok(())]);
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.spec.step.as_mut().unwrap().assignees.pop();
    let for_others = || Err(WorkRefused::ForOthers);
    assert_eq!(writes(&scene), [for_others(), for_others(), for_others()]);
    scene.share.terms.permissions.remove(&Permission::Respond);
    assert_eq!(writes(&scene), [Ok(()), Ok(()), Ok(())], "who was to fill it in alone never had it to decide");
}
