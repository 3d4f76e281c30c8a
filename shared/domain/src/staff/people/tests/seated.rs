//! In a full house.

use super::*;

#[test]
fn who_has_a_seat_takes_no_other() {
    let (mut people, projects) = (People::new(), known());
    people.org.seats.taken = 4;
    let by = people.admin.people_authority().unwrap();
    let invited = |known: &[Roles]| {
        let beside = BesideInvite { known, ..asked_with(&projects, None) };
        People::invitation_of_rita(viewer()).decide(&by, &people.org, beside, &staff(CREATED)).is_ok()
    };
    assert_eq!((invited(&[viewer()]), invited(&[responder()]), invited(&[])), (true, false, false));
}
