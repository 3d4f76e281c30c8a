//! How many files a task takes, and what gives way once it is full.

use super::*;
use crate::file::Verdict;

const FULL: [UploadFlaw; 1] = [UploadFlaw::TaskFull];

fn nth(n: u16) -> UploadId {
    UploadId::new(std::array::from_fn(|at| n.to_be_bytes().get(at).copied().unwrap_or(1)))
}

/// A mark of Ana's for a field where room is not counted.
fn mark(stage: Stage) -> FileMark {
    let scene = Documents::new().announced(1);
    FileMark { stage, field: slug("other"), ..scene.on.task.state.files[&upload_id(1)].clone() }
}

fn clean() -> Stage {
    Stage::Clean { at: at(SATURDAY), verdict: Verdict::Clean }
}

fn rejected(second: i64) -> Stage {
    Stage::Rejected { at: at(SATURDAY) + jiff::SignedDuration::from_secs(second), reason: "EICAR".into() }
}

fn returned(second: i64) -> Stage {
    Stage::Returned { at: at(SATURDAY) + jiff::SignedDuration::from_secs(second), verdict: Verdict::Clean }
}

fn of(who: u8, mark: FileMark) -> FileMark {
    FileMark { recipient: RecipientId::new([who; 16]), ..mark }
}

/// What becomes of Ana's next announcement in a task with these files.
fn one_more(marks: impl IntoIterator<Item = FileMark>) -> Result<Announced, AnnounceRefused> {
    let mut scene = Documents::new();
    scene.on.task.state.files = (0..).map(nth).zip(marks).collect();
    scene.announce(250, "a.pdf", SATURDAY).map(Decision::into_state)
}

fn given_way(marks: impl IntoIterator<Item = FileMark>) -> Vec<UploadId> {
    one_more(marks).unwrap().forgotten
}

#[test]
fn the_announcements_of_all_guests_together_have_an_end() {
    let announced = |n| std::iter::repeat_n(of(9, mark(Stage::Expected)), n);
    assert!(one_more(announced(240)).is_ok());
    assert_eq!(one_more(announced(300)).unwrap_err(), flawed(&FULL));
}

#[test]
fn the_last_places_of_a_task_are_for_guests_with_few_files() {
    let with = |own| {
        let others = std::iter::repeat_n(of(9, mark(clean())), 200);
        one_more(others.chain(std::iter::repeat_n(mark(clean()), own)))
    };
    assert!(with(9).is_ok());
    assert_eq!(with(10).unwrap_err(), flawed(&FULL));
}

#[test]
fn a_guest_who_is_to_send_others_in_place_of_what_came_back_has_one_of_the_last_places() {
    let others = || std::iter::repeat_n(of(9, mark(clean())), 200);
    let own = || std::iter::repeat_n(mark(clean()), 50);
    let back = FileMark { field: slug("contract"), ..mark(returned(0)) };
    assert!(one_more(others().chain(own()).chain([back.clone()])).is_ok());
    let of_others = of(9, back);
    assert_eq!(one_more(others().chain(own()).chain([of_others])).unwrap_err(), flawed(&FULL));
}

#[test]
fn a_guest_has_sixty_files_in_a_task_beside_what_was_rejected_and_what_came_back() {
    let with = |stage: Stage, n| one_more(std::iter::repeat_n(mark(stage), n));
    assert!(with(clean(), 59).is_ok());
    assert_eq!(with(clean(), 60).unwrap_err(), flawed(&FULL));
    assert!(with(returned(0), 60).is_ok() && with(rejected(0), 60).is_ok());
}

#[test]
fn of_what_a_guest_was_told_of_the_oldest_gives_way_what_was_rejected_first() {
    let back = (0..60).rev().map(|second| mark(returned(second)));
    let kept = || std::iter::repeat_n(mark(clean()), 59);
    assert_eq!(given_way(back.clone().chain(kept())), [], "119 are there");
    let others = std::iter::repeat_n(of(9, mark(rejected(0))), 100);
    assert_eq!(given_way(back.clone().chain(kept()).chain([mark(returned(60))]).chain(others)), [nth(59)]);
    let rejected = [mark(rejected(90)), mark(rejected(80))];
    assert_eq!(given_way(back.chain(kept()).chain(rejected)), [nth(120), nth(119)]);
}

#[test]
fn in_a_full_task_what_others_were_told_of_gives_way_last_and_they_had_worked_in_it() {
    let others = || std::iter::repeat_n(of(9, mark(returned(0))), 299);
    assert_eq!(given_way(others().chain([mark(returned(1))])), [nth(299)]);
    let with_other = FileMark { other: Some(RecipientId::new([7; 16])), ..of(8, mark(returned(0))) };
    let made = one_more([with_other].into_iter().chain(others())).unwrap();
    assert_eq!((made.forgotten, made.state.files.len()), (vec![nth(0)], 300));
    assert!([7, 8].iter().all(|who| made.state.workers.contains(&RecipientId::new([*who; 16]))));
}
