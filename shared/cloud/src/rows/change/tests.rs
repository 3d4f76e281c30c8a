//! Which versions a transaction at the gate is conditional on. `tests/model` says the same of its transactions, in
//! `tables.rs` and `shell`; it knows nothing of this crate, so what changes here changes there.

use vestibule_domain::{
    decision::{Act as _, Decision},
    share::{Proofs, Revoke},
    task::Answer,
    work::Save,
};
use vestibule_fixtures::{House, SATURDAY, admitted, as_read, guest, opening, slug, staff};

use super::*;

/// The rows, and the version that each must still have. 0: it is not there.
fn conditions<S: Stored>(decided: &Decision<S>) -> Vec<(String, u64)> {
    let Writes(writes) = decided.change().unwrap().state().writes().unwrap();
    let condition = |write| match write {
        Write::New { key, .. } => (key.sk, 0),
        Write::Next { key, version, .. } | Write::Stands { key, version } => (key.sk, version),
        Write::Put { key, .. } | Write::Beside { key, .. } | Write::Delete { key } => {
            panic!("{} is written over what is there", key.sk)
        }
    };
    writes.into_iter().map(condition).collect()
}

fn rows(rows: &[(&str, u64)]) -> Vec<(String, u64)> {
    rows.iter().map(|(row, version)| ((*row).to_owned(), *version)).collect()
}

#[test]
fn at_the_gate_a_change_is_conditional_on_every_row_that_it_moves() {
    let house = House::new().after("documents");
    let share = house.share().tasks(&["company", "closing"]).created();
    let (now, company) = (guest(SATURDAY), house.on("company"));

    let opened = opening(&share, 1).decide((&share, Proofs::default()), &now).unwrap();
    assert_eq!(conditions(&opened), rows(&[("GATE", 1)]));

    let answers = [(slug("about"), Some(Answer::Text("Steel".into())))].into();
    let saved = Save { base: 0, answers }.decide(admitted(&share).permit(&company).unwrap(), &now).unwrap();
    assert_eq!(conditions(&saved), rows(&[("GATE", 1), ("WORK", 0)]));

    let closing = house.on_with("closing", house.run.clone());
    let completed = as_read(&closing.task).decide(admitted(&share).permit(&closing).unwrap(), &now).unwrap();
    let moved = [("GATE", 1), ("T#closing#STATE", 0), ("WORK", 0), ("PROGRESS", 1)];
    assert_eq!(conditions(&completed), rows(&moved));

    let revoked = Revoke.decide(share.managed_by(&house.vera).unwrap(), &staff(SATURDAY)).unwrap();
    assert_eq!(conditions(&revoked), rows(&[("GATE", 1)]));
}
