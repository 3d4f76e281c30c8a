//! The one form of the work, as a browser without scripts sends it: every answer and comment of the page comes along,
//! whichever of its buttons was pressed. What can be kept is kept. The rest stands on the page again as it was typed.

mod sent;

use std::collections::BTreeMap;

use axum::{
    Extension,
    response::{IntoResponse as _, Redirect, Response},
};
use http::{StatusCode, header};
use jiff::Timestamp;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    gate::{self, NoSession, WorkRefused},
    share::Share,
    task::{self, Answer, Task},
    value::{CommentId, FieldSlug, Locale, TaskSlug},
    work::{Save, WriteComment},
};
use vestibule_pages::moments::machine;
use vestibule_web::{
    accept::Language,
    answer::{Kind, Problem, Shown},
    door::GuestRequest,
    request::spelling::answer,
};

pub(crate) use self::sent::Sent;
use crate::{
    deciding,
    guest_page::html_of,
    language::spoken,
    page::{self, NotAdded, Unkept, UnkeptComment, UnkeptTask, WorkView},
    state::Portal,
};

/// Which of its buttons was pressed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Pressed {
    Save,
    Check,
    Comment,
    /// A decision, and the problem that it met before it came back.
    Decide(Option<Kind>),
    Language(Locale),
    /// The page that begins with another task; with the first one, where none is named.
    Tasks(Option<TaskSlug>),
}

impl Pressed {
    /// Among the buttons that send answers.
    pub(crate) fn of(fields: &[(String, String)], undecided: Option<&str>) -> Self {
        match Sent(fields).one("then") {
            Some("check") => Self::Check,
            Some("decide") => Self::Decide(deciding::met(undecided)),
            Some(then) => match then.strip_prefix("tasks:") {
                Some(task) => Self::Tasks(task.parse().ok()),
                None => then.parse().map_or(Self::Save, Self::Language),
            },
            None => Self::Save,
        }
    }

    /// Whether it decides in this task, and what that met before.
    fn as_decision(&self, at_its_task: bool) -> (bool, Option<Kind>) {
        match self {
            Self::Decide(met) => (at_its_task, *met),
            Self::Save | Self::Check | Self::Comment | Self::Language(_) | Self::Tasks(_) => (false, None),
        }
    }
}

/// Three reads a page, and for each task with something new one more and a transaction. The tasks are those of the form:
/// what it was on was one page, and is two where a task has grown since.
pub(crate) async fn submitted<B>(
    portal: &Portal,
    request: &GuestRequest<B>,
    (fields, pressed): (&[(String, String)], &Pressed),
) -> Result<Response, Problem> {
    let sent = Sent(fields);
    let (mut unkept, mut waiting) = (Unkept::default(), sent.tasks(&request.at.task));
    while let Some(first) = waiting.first().cloned() {
        let (share, shared) = seen(portal, request, &first).await?;
        let (lang, guest) = (sent.lang(&share), gate::admit(&share, request.session()?, portal.guests.now())?);
        for task in shared.tasks.iter().map(|whole| &whole.task).filter(|task| waiting.contains(task.slug())) {
            let mut left = match sent.base(task.slug()) {
                Some(base) => {
                    let answers = sent.answers(task.slug());
                    let mut typed = page::typed(&task.spec, lang, &answers);
                    typed.retain(|slug, _| !is_sent(task, slug) || is_named(task.slug(), slug, &answers));
                    keep(request, task, (base, typed)).await?
                }
                None => UnkeptTask::default(),
            };
            left.comment = comment(portal, request, task.slug(), (sent, pressed)).await?;
            left.decision =
                deciding::left((guest, &shared, task), fields, pressed.as_decision(task.slug() == &request.at.task));
            unkept.add(task.slug(), left);
        }
        let is_done = |task: &TaskSlug| *task == first || shared.tasks.iter().any(|whole| whole.task.slug() == task);
        waiting.retain(|task| share.terms.scope.includes(task) && !is_done(task));
    }
    if let Pressed::Decide(_) = pressed
        && unkept.first().is_some()
    {
        unkept.wait(&request.at.task, deciding::waiting(fields, &request.at.task));
    }
    match unkept.first() {
        Some(first) => again(portal, request, (sent, pressed), (first, &unkept)).await,
        None => Ok(next(request, pressed, portal.guests.now())),
    }
}

/// The tasks of a page that has this one, for a guest who is let in.
async fn seen<B>(portal: &Portal, request: &GuestRequest<B>, with: &TaskSlug) -> Result<(Share, SharedTasks), Problem> {
    let (session, store) = (request.session()?, &portal.guests.store);
    let share = store.share(request.share).await?.ok_or(NoSession)?;
    gate::admit(&share, session, portal.guests.now()).map(drop)?;
    let shared = store.view(&share, Some(with)).await?.ok_or(NoSession)?;
    Ok((share, shared))
}

/// Keeps the answers that say something new, as far as they can be kept.
async fn keep<B>(
    request: &GuestRequest<B>,
    task: &Task,
    (base, mut typed): (u64, BTreeMap<FieldSlug, Option<Answer>>),
) -> Result<UnkeptTask, Problem> {
    typed.retain(|slug, answer| is_new(task, slug, answer.as_ref()));
    let fits = |(slug, answer): &(FieldSlug, Option<Answer>)| match (task.spec.field(slug), answer) {
        (Some(field), Some(answer)) => field.fits(answer).is_ok(),
        (_, None) | (None, _) => true,
    };
    let (fit, unfit): (BTreeMap<_, _>, BTreeMap<_, _>) = typed.into_iter().partition(fits);
    let (mut open, mut left) = (fit, UnkeptTask { answers: unfit, ..UnkeptTask::default() });
    let sent: Vec<_> = open.keys().filter(|slug| is_sent(task, slug)).cloned().collect();
    if !sent.is_empty() {
        left.answers.extend(sent.iter().filter_map(|slug| open.remove_entry(slug)));
        left.why = Some(WorkRefused::NotHandedBack { fields: sent }.into());
    }
    while !open.is_empty() {
        let save = Save { base, answers: open.clone() };
        let Err(problem) = request.act_at::<(), _, _, _>(task.slug(), &save, &()).await else { break };
        if !is_told_on_the_page(&problem) {
            return Err(problem);
        }
        // The others can be kept all the same.
        let elsewhere = problem.details().extension.fields.unwrap_or_default();
        let before = open.len();
        for (slug, theirs) in elsewhere {
            left.answers.extend(open.remove_entry(&slug));
            left.changed.insert(slug, theirs.map(answer));
        }
        if open.len() == before {
            left.answers.append(&mut open);
            left.why = Some(problem);
        }
    }
    Ok(left)
}

/// Whether the page had a control for it. What was sent in an earlier round has none, and so is not emptied.
fn is_named(task: &TaskSlug, slug: &FieldSlug, answers: &[(String, String)]) -> bool {
    let name = format!("answers:{task}:{slug}");
    answers.iter().any(|(named, _)| *named == name)
}

/// Whether a field of an open task was sent in an earlier round and cannot change.
fn is_sent(task: &Task, slug: &FieldSlug) -> bool {
    task.state.completion.is_none() && !task.state.is_open(slug)
}

/// Nothing ticked and nothing typed are the same.
fn is_new(task: &Task, slug: &FieldSlug, typed: Option<&Answer>) -> bool {
    let stands = task.work.answer(slug);
    stands != typed && !(stands.is_none_or(Answer::is_blank) && typed.is_none_or(Answer::is_blank))
}

/// Adds the comment whose button was pressed. One that is left over comes back.
async fn comment<B>(
    portal: &Portal,
    request: &GuestRequest<B>,
    task: &TaskSlug,
    (sent, pressed): (Sent<'_>, &Pressed),
) -> Result<Option<UnkeptComment>, Problem> {
    let text = sent.comment(task);
    if *pressed != Pressed::Comment || *task != request.at.task {
        let is_left = !text.trim().is_empty();
        return Ok(is_left.then_some(UnkeptComment { text, why: NotAdded::Waiting }));
    }
    let write = match text.parse() {
        Ok(text) => WriteComment { id: CommentId::new(portal.guests.random.bits()), text },
        Err(refused) => return Ok(Some(UnkeptComment { text, why: NotAdded::Text(refused) })),
    };
    match request.act_at::<Option<task::Comment>, _, _, _>(task, &write, &write.id).await {
        Ok(_) => Ok(None),
        Err(problem) if is_told_on_the_page(&problem) => {
            Ok(Some(UnkeptComment { text, why: NotAdded::Problem(problem) }))
        }
        Err(problem) => Err(problem),
    }
}

/// Whether the page of the work can say it beside what was typed.
pub(crate) fn is_told_on_the_page(problem: &Problem) -> bool {
    matches!(problem.kind(), Kind::Conflict | Kind::Unprocessable | Kind::TooManyRequests)
}

/// Where the pressed button leads, when everything is kept.
fn next<B>(request: &GuestRequest<B>, pressed: &Pressed, now: Timestamp) -> Response {
    let (share, task) = (request.share, &request.at.task);
    let place = match pressed {
        Pressed::Comment => return request.done(()),
        Pressed::Decide(_) => return deciding::go_on(request),
        Pressed::Save => format!("/p/{share}?cursor={task}&saved={}#save-{task}", machine(now)),
        Pressed::Check => format!("/p/{share}?check={task}"),
        Pressed::Language(chosen) => format!("/p/{share}?cursor={task}&lang={}", chosen.tag()),
        Pressed::Tasks(Some(first)) => format!("/p/{share}?cursor={first}"),
        Pressed::Tasks(None) => format!("/p/{share}"),
    };
    Redirect::to(&place).into_response()
}

/// The page once more, with what could not be kept, `first` the first of it.
async fn again<B>(
    portal: &Portal,
    request: &GuestRequest<B>,
    (sent, pressed): (Sent<'_>, &Pressed),
    (first, unkept): (&TaskSlug, &Unkept),
) -> Result<Response, Problem> {
    let (share, mut shared) = seen(portal, request, first).await?;
    let lang = if let Pressed::Language(chosen) = pressed { *chosen } else { sent.lang(&share) };
    if !unkept.put_into(&mut shared, &share) {
        return Err(Problem::new(Kind::Conflict, "not all of what was typed could be kept"));
    }
    let csrf = request.session()?.csrf(&portal.guests.keys);
    let (share, now) = (&*spoken(&share, Some(lang)), portal.guests.now());
    let unkept = Some(unkept);
    let page =
        page::work(&WorkView { share, shared: &shared, csrf: &csrf, now, fix: None, zip: None, unkept, saved: None });
    let mut response = html_of(share, page);
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response.headers_mut().append(header::SET_COOKIE, Language::keep(lang));
    let problem = Problem::new(Kind::Unprocessable, "Some of what was typed could not be kept.");
    Ok((Extension(Shown(problem)), response).into_response())
}
