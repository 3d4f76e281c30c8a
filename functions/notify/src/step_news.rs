//! Telling members and responders which steps are theirs to do, and which no longer. It follows from the trail, so an act
//! costs nothing for it; whether it is so is asked when the mail leaves, and each is told once.

use std::collections::BTreeMap;

use serde::Deserialize;
use vestibule_api::event::{CloudEvent, TYPE_PREFIX};
use vestibule_cloud::{
    StoreError,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::{
    outbox::{Bundle, Mail, Message, Taken},
    run::{Progress, Run, Turn},
    staff::Org,
    step::StepNews,
    task::{StepTerms, Task, TaskKey},
    value::{MailId, RunId, TaskSlug},
};

use crate::{Notify, counted::Leaving, mail::StepItem, send_error::SendError, tell_steps::Telling};

/// People who are looked up at once.
const MAX_PEOPLE: usize = 100;

/// What events say of who has a step to do. Each kind has some of it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    unlocked: Vec<TaskSlug>,
    changed: Vec<TaskSlug>,
    taken: Taken,
    task: Option<TaskSlug>,
    from: Option<String>,
}

/// The mails that follow from events: the same ones for the same events.
fn followed_by(events: &[CloudEvent]) -> impl Iterator<Item = Mail> {
    events.iter().filter_map(|event| {
        let (opened, taken) = news_of(event)?;
        let (data, run) = (&event.data, event.data.path.as_deref()?.strip_prefix("runs/")?);
        let run = RunId::of(&data.org, data.project.as_ref()?, &run.parse().ok()?);
        let message = Message::StepNews { run, opened, taken, bundle: Bundle::first(event.time) };
        Some(Mail { id: MailId::derived(&["step news", &event.id]), at: event.time, message })
    })
}

/// The tasks that may have become somebody's to do, and from whom others were taken.
fn news_of(event: &CloudEvent) -> Option<(Vec<TaskSlug>, Taken)> {
    let facts: Facts = serde_json::from_value(event.data.facts.clone()).ok()?;
    let given = |task: Option<TaskSlug>, from: Option<String>| {
        let task = task?;
        let taken = from.map(|sub| (task.clone(), vec![sub])).into_iter().collect();
        Some((vec![task], taken))
    };
    let news = match event.event_type.strip_prefix(TYPE_PREFIX)? {
        "share.task_completed" | "share.responded" | "step.task_completed" | "step.responded" => {
            (facts.unlocked, Taken::new())
        }
        "run.pushed" => (facts.changed, facts.taken),
        "run.step_reassigned" => given(facts.task, facts.from)?,
        "step.delegated" => given(facts.task, event.data.actor["sub"].as_str().map(str::to_owned))?,
        _ => return None,
    };
    (!news.0.is_empty() || !news.1.is_empty()).then_some(news)
}

impl Notify {
    /// Asks for the mails that follow from events, where steps are among the tasks: one read for each fifty of these.
    pub(crate) async fn ask_for_step_news(&self, events: &[CloudEvent]) -> Result<(), StoreError> {
        for mail in followed_by(events) {
            let Message::StepNews { run, opened, taken, bundle } = mail.message else { continue };
            let opened = self.store.steps_among(run, &opened).await?;
            if opened.is_empty() && taken.is_empty() {
                continue;
            }
            self.store.ask_mail(&Mail { message: Message::StepNews { run, opened, taken, bundle }, ..mail }).await?;
        }
        Ok(())
    }

    /// Tells everybody for whom it is so by now. Who cannot be told now is told by the next attempt, and nobody again.
    pub(crate) async fn tell_step_news(
        &self,
        run: RunId,
        (opened, taken): (&[TaskSlug], &Taken),
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let none = vec![];
        let tasks: BTreeMap<_, _> = opened.iter().map(|task| (task, &none)).chain(taken).collect();
        let (mut of_run, mut news) = (None, BTreeMap::<String, Vec<(StepNews, Telling)>>::new());
        for (task, lost) in tasks {
            let key = TaskKey { run, task: task.clone() };
            let Some((run, progress, task)) = self.store.task_of_run(&key).await? else { continue };
            let Some(step) = &task.spec.step else { continue };
            let (item, turn) = (StepItem::new(&task, step), (task.spec.cycle, task.state.rounds.current()));
            for (sub, what) in people(&task, step, &progress, lost) {
                let telling = Telling { task: task.slug().clone(), turn, item: item.clone() };
                news.entry(sub.to_owned()).or_default().push((what, telling));
            }
            of_run = Some(run);
        }
        let failed = match of_run.filter(|_| !news.is_empty()) {
            Some(run) => self.tell_each(&run, news, leaving).await?,
            None => None,
        };
        match failed {
            Some(error) => Err(error),
            None => Ok(self.store.mail_done(leaving.id).await?),
        }
    }

    /// What went wrong with one of them keeps no other from being told.
    async fn tell_each(
        &self,
        run: &Run,
        mut news: BTreeMap<String, Vec<(StepNews, Telling)>>,
        leaving: Leaving,
    ) -> Result<Option<SendError>, SendError> {
        let (org, mut failed) = (self.org_of(run).await?, None);
        let subs: Vec<_> = news.keys().cloned().collect();
        for some in subs.chunks(MAX_PEOPLE) {
            for profile in self.store.profiles(some).await? {
                let (told, Some(to)) = (news.remove(&profile.sub).unwrap_or_default(), profile.member(&run.org)) else {
                    continue;
                };
                for what in [StepNews::ToDo, StepNews::TakenAway] {
                    let of_this = told.iter().filter(|(news, _)| *news == what);
                    let steps: Vec<_> = of_this.map(|(_, telling)| telling.clone()).collect();
                    let telling = self.tell_of_steps((&org, run), &to, (what, steps), leaving);
                    failed = Box::pin(telling).await.err().or(failed);
                }
            }
        }
        Ok(failed)
    }

    async fn org_of(&self, run: &Run) -> Result<Org, SendError> {
        let OfOrg { org, .. } = self.store.of_org(&run.org, AskedOfOrg::default()).await?;
        org.ok_or_else(|| SendError::OrgMissing(run.org.clone()))
    }
}

/// Who is told what of a task: all who have it to do now, and those who had, where it is not done.
fn people<'a>(
    task: &'a Task,
    step: &'a StepTerms,
    progress: &Progress,
    lost: &'a [String],
) -> BTreeMap<&'a str, StepNews> {
    let state = &task.state.step;
    let (is_open, is_done) = match Turn::of(task, progress) {
        Turn::Open => (true, false),
        Turn::Waiting { .. } => (false, false),
        Turn::Completed { .. } => (false, true),
    };
    let assigned = step.assigned(state);
    let has = |sub: &str| assigned.iter().any(|who| who.member() == Some(sub));
    let gone =
        lost.iter().map(String::as_str).filter(|sub| !is_done && !has(sub)).map(|sub| (sub, StepNews::TakenAway));
    let to_do = assigned.iter().filter(|who| is_open && !state.responses.contains_key(who));
    to_do.filter_map(|who| Some((who.member()?, StepNews::ToDo))).chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use StepNews::{TakenAway, ToDo};
    use vestibule_domain::{run::Bits, task::StepDecision::Approve, task::StepRule};
    use vestibule_fixtures::{House, Review};

    use super::*;

    /// Who is told what of the review, of which Olga has been told that it was taken from her, and Rita, too.
    fn told(house: &House) -> Vec<(String, StepNews)> {
        let (task, lost) = (house.task("review"), ["olga".to_owned(), "rita".to_owned()]);
        let told = people(&task, task.spec.step.as_ref().unwrap(), &house.progress, &lost);
        told.into_iter().map(|(sub, news)| (sub.to_owned(), news)).collect()
    }

    fn to(sub: &str, news: StepNews) -> (String, StepNews) {
        (sub.to_owned(), news)
    }

    #[test]
    fn who_has_the_step_to_do_is_told_so_and_who_lost_it_that_it_is_gone() {
        let scene = Review::new();
        assert_eq!(told(&scene.house), [to("olga", TakenAway), to("rita", ToDo), to("rob", ToDo)]);
        let mut waiting = scene.house;
        waiting.progress.done = Bits::default();
        assert_eq!(told(&waiting), [to("olga", TakenAway)], "before its turn it is nobody's to do");
    }

    #[test]
    fn who_has_decided_has_nothing_to_do_any_more() {
        let scene = Review::of(|step| step.rule = StepRule::All).after("rita", Approve);
        assert_eq!(told(&scene.house), [to("olga", TakenAway), to("rob", ToDo)]);
    }

    #[test]
    fn of_a_step_that_is_done_nobody_is_told_anything() {
        assert_eq!(told(&Review::new().after("rita", Approve).house), []);
    }
}
