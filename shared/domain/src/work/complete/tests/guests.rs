//! Whose files and receipts they are, where several guests work in a task or one comes by several shares.

use super::*;

#[test]
fn the_file_of_another_guest_counts_and_is_not_waited_for() {
    let mut task = Documents::new().announced(1).on.task;
    let version = || "v1".to_owned();
    for (stage, expected) in [
        (Stage::Scanning { version: version() }, &[("contract", Flaw::FileRequired)][..]),
        (Stage::Releasing { version: version(), verdict: Verdict::Clean }, &[("contract", Flaw::FileRequired)]),
        (Stage::Clean { at: at(SATURDAY), verdict: Verdict::Clean }, &[]),
    ] {
        let mark = task.state.files.get_mut(&upload_id(1)).unwrap();
        mark.recipient = RecipientId::new([9; 16]);
        mark.stage = stage;
        assert_eq!(flaws(&task), expected);
    }
}

#[test]
fn a_task_that_another_guest_completed_has_no_receipt_for_this_one() {
    let house = House::new();
    let mut task = house.task("company");
    let by = "Somebody else".parse().unwrap();
    task.state.completion = Some(crate::task::Completion {
        at: at(SATURDAY),
        by,
        through: ShareId::new([9; 16]).into(),
        recipient: RecipientId::new([9; 16]),
        record: crate::audit::Head::default(),
        result: None,
    });
    let refused = refused(&house.share().created(), &house, &task);
    assert_eq!(refused, CompleteRefused::Work(WorkRefused::TaskDone { at: at(SATURDAY) }));
}

#[test]
fn a_guest_finds_the_task_done_through_another_share_of_theirs() {
    let house = House::new();
    let share = house.share().created();
    let done = complete(&share, &house, &company(&[("legal_name", text("Acme"))])).into_state();
    let mut task = house.task("company");
    task.state = done.state;
    let mut other = share.clone();
    (other.terms.id, other.gate.share) = (ShareId::new([8; 16]), ShareId::new([8; 16]));
    assert!(decide(&other, &house, &task, SATURDAY).unwrap().change().is_none(), "the same receipt again");
    other.terms.recipient.email = "ANA@Supplier.example".parse().unwrap();
    assert!(decide(&other, &house, &task, SATURDAY).is_ok(), "mail systems do not tell these addresses apart");
}

#[test]
fn the_receipt_names_the_files_that_this_guest_sent() {
    let house = House::new().after("company");
    let mut scene = Documents::of(&house).received(1).received(2);
    scene.on.task.state.files.get_mut(&upload_id(1)).unwrap().recipient = RecipientId::new([9; 16]);
    let change = complete(&scene.share, &house, &scene.on.task);
    assert_eq!(facts(&change)["files"], json!([upload_id(2)]));
    assert_eq!(change.state().state.files.len(), 2, "another guest's files stay");
}
