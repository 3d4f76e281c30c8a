//! A guest who is in works on a task: admitted, permitted, decided.

use vestibule_domain::{
    audit::Stamp,
    decision::{Act as _, Decision},
    gate::{self, Acting, OnTask, Permit, Session},
    share::{Opened, Visit},
    task::Answer,
    value::VisitId,
    work::{Completed, Save, SaveRefused, Saved},
};
use vestibule_fixtures::{as_read, slug};

use super::{Outcome, Refusal, Reply, Request, of_denial, sent};
use crate::{
    mistake::Mistake,
    plan::Right,
    rows::Row,
    tables::{Read, Transaction},
};

impl Request<'_> {
    pub(super) fn save(&self, task: usize, (field, text): (&'static str, &'static str)) -> Result<Outcome, Refusal> {
        let answers = [(slug(field), Some(Answer::Text(text.to_owned())))].into();
        let save = Save { base: self.asked.base, answers };
        let (saved, right) = self.work((task, ()), |permit, stamp| save.decide(permit, stamp))?;
        let saved = saved.map_err(|refused| match refused {
            SaveRefused::ChangedElsewhere { version, .. } => Refusal::ChangedElsewhere(version),
            SaveRefused::Work(_) | SaveRefused::Unfit { .. } | SaveRefused::TooMuch | SaveRefused::UsedUp(_) => {
                Refusal::Other
            }
        })?;
        let Some(change) = saved.change() else {
            return Ok(Outcome::Already(Reply::Saved(saved.state().work.version)));
        };
        let Saved { by: Acting::Guest(gate), work, .. } = change.state() else { panic!("a guest acts") };
        let gate_alone = Transaction::of(change, self.asked.share, gate, (right, self.what()));
        let tx = Transaction { task, work: Some(Row::next(work.clone())), ..gate_alone };
        Ok(sent(tx, Reply::Saved(work.version + 1)))
    }

    pub(super) fn complete(&self, task: usize) -> Result<Outcome, Refusal> {
        let run = self.place.run.clone();
        let (completed, right) =
            self.work((task, run), |permit, stamp| as_read(permit.task()).decide(permit, stamp))?;
        let completed = completed.map_err(|_| Refusal::Other)?;
        let Some(change) = completed.change() else { return Ok(Outcome::Already(Reply::Done)) };
        let Completed { by: Acting::Guest(gate), state, work, progress, .. } = change.state() else {
            panic!("a guest acts")
        };
        let tx = Transaction {
            task,
            state: Some(Row::next(state.clone())),
            work: Some(Row::next(work.clone())),
            progress: Some(Row::next(progress.clone())),
            ..Transaction::of(change, self.asked.share, gate, (right, self.what()))
        };
        Ok(sent(tx, Reply::Done))
    }

    fn work<T, M, R>(
        &self,
        (task, also): (usize, T),
        act: impl FnOnce(Permit<'_, OnTask<T>>, &Stamp) -> Result<Decision<M>, R>,
    ) -> Result<(Result<Decision<M>, R>, Right), Refusal> {
        let session = self.asked.session.as_ref().unwrap().thing();
        let visit = Visit { id: VisitId::new([0; 16]), at: self.stamp().now, session: session.id };
        let of_now = Session::of(&Opened { share: self.share.clone(), visit, assurance: session.assurance });
        let forgets = self.mistake == Some(Mistake::ForgetEpoch);
        let stamp = self.stamp();
        let admission =
            gate::admit(&self.share, if forgets { &of_now } else { session }, stamp.now).map_err(of_denial)?;
        let Read { state, work, progress, .. } = &self.asked.read;
        let (mut state, mut work) = (state.as_ref().unwrap().value().clone(), work.as_ref().unwrap().value().clone());
        if self.mistake == Some(Mistake::ForgetClosing) {
            work.closed = 0;
        }
        if self.mistake == Some(Mistake::OpenAllOfIt) {
            state.rounds.open.extend(self.place.specs[task].fields.iter().map(|field| field.slug.clone()));
        }
        let on = self.place.on(task, state, work, (progress.as_ref().unwrap().value().clone(), also));
        let permit = admission.permit(&on).unwrap();
        Ok((act(permit, &stamp), Right::Session(epoch_of(session))))
    }
}

/// As its print has it: the gate alone reads it otherwise.
pub(crate) fn epoch_of(session: &Session) -> u32 {
    let print = format!("{session:?}");
    let (_, epoch) = print.split_once("epoch: ").unwrap();
    epoch.split(',').next().unwrap().parse().unwrap()
}
