use super::*;
use crate::{
    decision::Decision,
    fixtures::{CREATED, House, changed, kinds, member, slug, staff},
    staff::{Forbidden, Right, Role},
};
use WorkPackageStatus::{Active, Closed, Draft, Submitted};

fn put(status: WorkPackageStatus) -> PutWorkPackage {
    let details = WorkPackageDetails {
        title: "Quay walls".parse().unwrap(),
        kind: None,
        discipline: None,
        responsible: Some("Carla Mendes".parse().unwrap()),
        target: Some("2026-12-18".parse().unwrap()),
        status,
    };
    PutWorkPackage { number: "WP-01".parse().unwrap(), details }
}

fn at(house: &House, status: WorkPackageStatus) -> WorkPackage {
    let by = house.authority(Right::ManageOwnDocuments);
    changed(put(status).decide(by, None, &staff(CREATED)).unwrap()).into_state()
}

#[test]
fn the_same_again_changes_nothing_and_another_word_is_on_record() {
    let house = House::new();
    let (before, by) = (at(&house, Draft), house.authority(Right::ManageOwnDocuments));
    let again = put(Draft).decide(by, Some(&before), &staff(CREATED)).unwrap();
    assert!(matches!(again, Decision::Already(same) if same == before));
    let change = changed(put(Active).decide(by, Some(&before), &staff(CREATED)).unwrap());
    assert_eq!(kinds(&change), ["work_package.changed"]);
    assert!(!change.state().is_closed());
}

#[test]
fn what_has_begun_is_no_draft_and_what_is_closed_is_opened_first() {
    let house = House::new();
    let by = house.authority(Right::ManageOwnDocuments);
    let leads = |from, to| {
        let mut act = put(to);
        act.details.title = "Quay walls, north".parse().unwrap();
        match act.decide(by, Some(&at(&house, from)), &staff(CREATED)) {
            Ok(_) => true,
            Err(refused) => {
                assert_eq!(refused, WorkPackageRefused::StatusOrder { from });
                false
            }
        }
    };
    let led = |from| WorkPackageStatus::ALL.into_iter().filter(|to| leads(from, *to)).collect::<Vec<_>>();
    assert_eq!(led(Draft), [Draft, Active, Submitted, Closed]);
    assert_eq!(led(Active), [Active, Submitted, Closed]);
    assert_eq!(led(Submitted), [Active, Submitted, Closed]);
    assert_eq!(led(Closed), [Active, Closed]);
}

#[test]
fn initiators_change_their_own_and_controllers_all() {
    let house = House::new();
    let before = at(&house, Active);
    let project = slug("procurement");
    let act = |role| {
        let otto = member("otto", role);
        let by = otto.authority(&project, Right::ManageOwnDocuments).unwrap();
        put(Submitted).decide(by, Some(&before), &staff(CREATED)).map(|_| ())
    };
    let not_yours = Forbidden::NotYours { needed: Role::DocumentController, yours: Role::Initiator };
    assert_eq!(act(Role::Initiator), Err(WorkPackageRefused::Forbidden(not_yours)));
    assert_eq!(act(Role::DocumentController), Ok(()));
    let elsewhere = WorkPackage { project: slug("other"), ..before.clone() };
    let by = house.authority(Right::ManageOwnDocuments);
    let refused = put(Submitted).decide(by, Some(&elsewhere), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, WorkPackageRefused::Forbidden(Forbidden::NoSuchProject));
}
