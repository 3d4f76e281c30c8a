//! One person told of all their steps that a mail of the outbox is about: one mail of what is theirs to do, and one of what
//! no longer is, counted for their address.

use vestibule_cloud::{
    CommitError, StoreError,
    contention::retry_when_overtaken,
    mail::{Kind, Tags},
};
use vestibule_domain::{
    run::Run,
    share::{MailsOf, TooManyMails},
    staff::{Member, Org},
    step::{LastNews, StepNews},
    task::TaskKey,
    value::{MailId, RecipientId, StepId, TaskSlug},
};
use vestibule_web::start::telemetry::metrics;

use crate::{
    Notify,
    counted::Leaving,
    mail::{self, StepItem},
    send_error::SendError,
};

/// A step of which somebody is to be told.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) task: TaskSlug,
    /// Cycle and round.
    pub(crate) turn: (u16, u16),
    pub(crate) item: StepItem,
}

/// The same with what is noted of it.
struct Noted {
    step: StepId,
    telling: Telling,
    told: LastNews,
}

impl Notify {
    /// Of what they know already they are told nothing. Each step is noted first, so that of two mails at once one tells it;
    /// and again once the mail has left.
    pub(crate) async fn tell_of_steps(
        &self,
        (org, run): (&Org, &Run),
        to: &Member,
        (news, steps): (StepNews, Vec<Telling>),
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let (unknown, is_begun) = self.unknown((run, to), (news, steps), leaving.id).await?;
        let Some(first) = unknown.first() else { return Ok(()) };
        let (place, of) = ((&run.org, &run.project), [MailsOf::Address(RecipientId::of(&run.org, &to.email))]);
        if !is_begun && let Err(refused) = self.count(place, &of, leaving.deadline).await? {
            let key = TaskKey { run: run.id, task: first.telling.task.clone() };
            return self.leave_steps_out((key, to), unknown.len(), &refused, leaving).await;
        }
        let mut noted = Vec::new();
        for one in unknown {
            match self.store.tell(one.step, &one.told).await {
                Err(CommitError::Overtaken) => {}
                done => done.map(|()| noted.push(one))?,
            }
        }
        let items: Vec<_> = noted.iter().map(|one| one.telling.item.clone()).collect();
        if items.is_empty() {
            return Ok(());
        }
        let written = mail::step_news((org, run), news, &items, to)?;
        let kind = match news {
            StepNews::ToDo => Kind::StepToDo,
            StepNews::TakenAway => Kind::StepTaken,
        };
        self.mailer.send(&to.email, None, &written, Tags { link: None, mail: kind }).await?;
        metrics::mail_sent(self.clock.now());
        for one in noted {
            self.store.tell(one.step, &one.told.sent()).await?;
        }
        Ok(())
    }

    /// Those of which they do not know it, and whether this mail began to tell them before. One read for each.
    async fn unknown(
        &self,
        (run, to): (&Run, &Member),
        (news, steps): (StepNews, Vec<Telling>),
        waiting: MailId,
    ) -> Result<(Vec<Noted>, bool), StoreError> {
        let (mut unknown, mut is_begun) = (Vec::new(), false);
        for telling in steps {
            let step = StepId::of(run.id, &telling.task, &to.sub);
            let before = self.store.told(step).await?;
            let Some(told) = LastNews::next(before, news, telling.turn, waiting) else { continue };
            is_begun |= before.is_some_and(|before| before.by == waiting && before.news == news);
            unknown.push(Noted { step, telling, told });
        }
        Ok((unknown, is_begun))
    }

    /// The steps are theirs all the same, and stand in their list. The record is in the trail of their part in the first.
    async fn leave_steps_out(
        &self,
        (key, to): (TaskKey, &Member),
        steps: usize,
        refused: &TooManyMails,
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let recorded = retry_when_overtaken(leaving.deadline, &self.random, || async {
            let Some(gate) = self.store.step_gate(&key, &to.sub).await? else { return Ok::<_, SendError>(()) };
            Ok(self.store.commit(&gate.leave_mail_out(steps, refused, &self.stamp())).await?)
        });
        match recorded.await {
            // It cannot be recorded, which the commit has raised the alarm for, and it is not to leave either.
            Err(SendError::Commit(CommitError::TrailTaken(_))) => Ok(()),
            recorded => recorded,
        }
    }
}
