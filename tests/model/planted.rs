//! Each law is broken by a mistake that is planted in the model's store or runners. So a law that holds says something.

use crate::{
    laws,
    mistake::Mistake,
    place::Place,
    plan::{Act, Plan},
    scene::Scene,
    search::breaks,
    searches::{ANAS_NAME, BIAS_NAME, BIAS_WORDS, COMPLETE, HAND_BACK},
};

/// Two at the door of a share that opens so often, and all of the staff.
fn at_the_door(max_accesses: u32) -> Scene {
    let guests = [ANAS_NAME, BIAS_NAME].map(|act| Plan::guest(&[act]).losing());
    let staff = [Plan::vera(&[Act::Rotate]).losing(), Plan::wanda(&[Act::Revoke]).losing()];
    Scene::new(Place::new(1, 1, max_accesses), [guests, staff].concat())
}

fn two_shares() -> Scene {
    let guests = [Plan::inside(&[ANAS_NAME, COMPLETE]), Plan::inside(&[BIAS_WORDS]).of_share(1)];
    Scene::new(Place::new(2, 1, 0), guests.to_vec()).read_one_by_one()
}

fn handed_back() -> Scene {
    let guests = [Plan::inside(&[ANAS_NAME, COMPLETE]), Plan::inside(&[BIAS_WORDS])];
    Scene::new(Place::new(1, 1, 0), [guests.to_vec(), vec![Plan::vera(&[HAND_BACK])]].concat())
}

/// One search for each line: which law a mistake breaks, and in which scene.
macro_rules! planted {
    ($($told:ident: $law:ident by $mistake:ident in $scene:expr;)*) => {
        const PLANTED: &[(&str, Mistake)] = &[$((laws::$law, Mistake::$mistake)),*];

        $(#[test]
        fn $told() {
            breaks(stringify!($mistake), laws::$law, $scene.with(Mistake::$mistake));
        })*
    };
}

planted! {
    openings_that_are_decided_on_an_old_gate_are_one_too_many: ACCESSES by OpenOnOldGate in at_the_door(1);
    an_opening_that_is_sent_again_without_deciding_again_is_one_too_many: ACCESSES by SendAgain in at_the_door(1);
    a_guest_who_does_not_pass_the_gate_acts_after_the_revocation: REVOKED by CommitWithoutGate in at_the_door(2);
    what_was_overtaken_by_a_revocation_and_is_sent_again_acts_after_it: REVOKED by SendAgain in at_the_door(2);
    a_session_whose_epoch_is_forgotten_acts_after_its_end: ENDED by ForgetEpoch in at_the_door(2);
    a_guest_who_does_not_pass_the_gate_acts_by_a_link_that_has_ended: ENDED by CommitWithoutGate in at_the_door(2);
    a_record_that_is_left_out_is_missed: RECORDS by CommitWithoutRecord in at_the_door(2);
    an_opening_that_does_not_say_which_visit_it_is_counts_twice: ONCE by ForgetVisit in at_the_door(2);
    a_rotation_whose_answer_is_not_stored_comes_twice: ONCE by ForgetAnswer in at_the_door(2);
    a_share_that_is_revoked_only_while_open_cannot_be_once_exhausted: REVOCABLE by RevokeOpenOnly in at_the_door(1);
    answers_without_a_condition_on_their_row_write_over_others: ANSWERS by CommitWithoutWork in two_shares();
    an_answer_that_was_overtaken_and_is_called_saved_is_lost: ANSWERS by AnswerTooSoon in at_the_door(2);
    an_answer_comes_into_a_completed_task_whose_closing_is_forgotten: COMPLETED by ForgetClosing in two_shares();
    an_answer_changes_that_was_sent_and_not_handed_back: COMPLETED by OpenAllOfIt in handed_back();
}

#[test]
fn every_law_is_broken_by_a_mistake_and_every_mistake_breaks_a_law() {
    for law in laws::all() {
        assert!(PLANTED.iter().any(|(broken, _)| *broken == law.name), "no mistake breaks “{}”", law.name);
    }
    for mistake in Mistake::ALL {
        assert!(PLANTED.iter().any(|(_, planted)| planted == mistake), "{mistake:?} is planted nowhere");
    }
}
