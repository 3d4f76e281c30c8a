//! Each law is broken by a mistake that is planted in the model's store or runners. So a law that holds says something.

use crate::{
    laws,
    mistake::Mistake,
    place::Place,
    plan::{Act, Plan},
    scene::Scene,
    search::breaks,
    searches::{ANAS_NAME, BIAS_NAME, BIAS_WORDS, COMPLETE},
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

#[test]
fn openings_that_are_decided_on_an_old_gate_are_one_too_many() {
    breaks("an old gate", laws::ACCESSES, at_the_door(1).with(Mistake::OpenOnOldGate));
}

#[test]
fn an_opening_that_is_sent_again_without_deciding_again_is_one_too_many() {
    breaks("not decided again", laws::ACCESSES, at_the_door(1).with(Mistake::SendAgain));
}

#[test]
fn a_guest_who_does_not_pass_the_gate_acts_after_the_revocation() {
    breaks("without the gate", laws::REVOKED, at_the_door(2).with(Mistake::CommitWithoutGate));
}

#[test]
fn what_was_overtaken_by_a_revocation_and_is_sent_again_acts_after_it() {
    breaks("sent again", laws::REVOKED, at_the_door(2).with(Mistake::SendAgain));
}

#[test]
fn a_session_whose_epoch_is_forgotten_acts_after_its_end() {
    breaks("a forgotten epoch", laws::ENDED, at_the_door(2).with(Mistake::ForgetEpoch));
}

#[test]
fn a_guest_who_does_not_pass_the_gate_acts_by_a_link_that_has_ended() {
    breaks("an ended link", laws::ENDED, at_the_door(2).with(Mistake::CommitWithoutGate));
}

#[test]
fn a_record_that_is_left_out_is_missed() {
    breaks("a record left out", laws::RECORDS, at_the_door(2).with(Mistake::CommitWithoutRecord));
}

#[test]
fn an_opening_that_does_not_say_which_visit_it_is_counts_twice() {
    breaks("a forgotten visit", laws::ONCE, at_the_door(2).with(Mistake::ForgetVisit));
}

#[test]
fn a_rotation_whose_answer_is_not_stored_comes_twice() {
    breaks("an answer not stored", laws::ONCE, at_the_door(2).with(Mistake::ForgetAnswer));
}

#[test]
fn a_share_that_is_revoked_only_while_it_is_open_cannot_be_revoked_once_it_is_exhausted() {
    breaks("open shares only", laws::REVOCABLE, at_the_door(1).with(Mistake::RevokeOpenOnly));
}

#[test]
fn answers_without_a_condition_on_their_row_write_over_others() {
    breaks("without the answers' row", laws::ANSWERS, two_shares().with(Mistake::CommitWithoutWork));
}

#[test]
fn an_answer_that_was_overtaken_and_is_called_saved_is_lost() {
    breaks("called saved", laws::ANSWERS, at_the_door(2).with(Mistake::AnswerTooSoon));
}

#[test]
fn an_answer_comes_into_a_completed_task_where_nobody_looks_whether_its_row_is_closed() {
    breaks("not looked at", laws::COMPLETED, two_shares().with(Mistake::ForgetClosing));
}
