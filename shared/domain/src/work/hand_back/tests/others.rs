//! Who sends a round that was handed back to others.

use super::*;
use crate::{
    task::{FileMark, Flaw},
    work::flaws,
};

fn others() -> RecipientId {
    RecipientId::new([77; 16])
}

fn after(scene: Scene, items: &[Item]) -> Scene {
    let made = scene.change(&returned(items)).into_state();
    scene.at(made)
}

#[test]
fn an_answer_that_came_back_is_sent_as_it_is_by_who_was_asked_alone() {
    let scene = after(company(), &[field("about")]);
    let mut task = scene.whole.task;
    assert_eq!(flaws(&task, scene.share.recipient()), [], "who was asked may stand by it");
    assert_eq!(flaws(&task, others()), [(slug("about"), Flaw::LeftToOthers)]);
    task.work.answers.insert(slug("about"), drafted(text("Steel and wire"), task.work.version + 1));
    assert_eq!(flaws(&task, others()), [], "it is answered anew, by whomever");
}

#[test]
fn a_file_that_came_back_is_left_out_by_who_was_asked_alone() {
    let scene = after(documents(), &[file(1)]);
    let mut task = scene.whole.task;
    assert_eq!(flaws(&task, scene.share.recipient()), []);
    assert_eq!(flaws(&task, others()), [(slug("contract"), Flaw::LeftToOthers)]);
    let mut mark = task.state.files[&upload_id(2)].clone();
    mark.round = task.state.rounds.current();
    task.state.files.insert(upload_id(9), FileMark { stage: Stage::Expected, ..mark.clone() });
    assert_eq!(flaws(&task, others()), [(slug("contract"), Flaw::LeftToOthers)], "it has not come");
    task.state.files.insert(upload_id(9), mark);
    assert_eq!(flaws(&task, others()), []);
}

#[test]
fn a_round_that_is_sent_and_a_new_cycle_ask_nobody() {
    let scene = after(company(), &[field("about")]);
    let on = scene.house.on_with("company", scene.house.run.clone());
    let on = OnTask { task: scene.whole.task.clone(), progress: scene.house.progress.clone(), ..on };
    let act = as_read(&on.task);
    let done = changed(act.decide(admitted(&scene.share).permit(&on).unwrap(), &guest(SATURDAY)).unwrap());
    assert_eq!(done.state().state.rounds.asked, [].into());
    assert_eq!(scene.whole.task.state.in_cycle(2).rounds.asked, [].into());
}
