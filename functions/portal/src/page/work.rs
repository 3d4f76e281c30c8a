//! The portal itself: the tasks of one share, and nothing else of the run.

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    run::Run,
    share::{Brief, Share},
    task::Task,
    value::TaskSlug,
};
use vestibule_pages::{
    frame::Frame,
    moments::{Moment, moment},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
    size::size,
    words::words,
};

use super::{
    frame::frame,
    task::{Stage, TaskContext, TaskPart},
    words::WORDS,
};

/// What the page needs to know.
#[derive(Debug, Clone, Copy)]
pub struct WorkView<'a> {
    pub share: &'a Share,
    pub brief: &'a Brief,
    pub run: &'a Run,
    /// Those that are not in the share are left out.
    pub tasks: &'a [Task],
    /// Of this session.
    pub csrf: &'a str,
    pub now: Timestamp,
    /// The task that the guest tried to complete without a script: its flaws are shown.
    pub check: Option<&'a TaskSlug>,
}

#[derive(Template)]
#[template(path = "work.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    share: String,
    title: &'a str,
    org: &'a str,
    inviter: &'a str,
    guest: &'a str,
    lede: String,
    done: String,
    zone: &'a str,
    csrf: &'a str,
    until: Moment,
    instructions: Vec<String>,
    tasks: Vec<TaskPart<'a>>,
    words: Vec<(&'static str, String)>,
    max_size: String,
}

/// GET /p/{share}
pub fn work(view: &WorkView<'_>) -> Result<String, RenderError> {
    let WorkView { share, brief, run, tasks, csrf, now, check } = *view;
    let page = frame(share.recipient.locale);
    let context = TaskContext { page, share, org: brief.org_name.as_str(), run, csrf, now };
    // In the host's order, which is the order of the work.
    let position = |task: &Task| run.steps.iter().position(|s| s.task == task.slug);
    let mut shared: Vec<_> =
        tasks.iter().filter(|t| t.run == share.scope.run && share.scope.tasks.contains(&t.slug)).collect();
    shared.sort_by_key(|t| position(t));
    let (inviter, org) = (share.creator.name.as_str(), brief.org_name.as_str());
    let until = moment(page.texts, share.expires_at, &share.zone, now);
    rendered(&Html {
        page,
        share: share.id.to_string(),
        title: brief.run_title.as_str(),
        org,
        inviter,
        guest: share.recipient.name.as_str(),
        lede: page.texts.say_with("work-lede", &[("inviter", inviter.into()), ("org", org.into())]),
        done: page.texts.say_with("work-done", &[("org", org.into()), ("until", until.full.as_str().into())]),
        zone: share.zone.as_str(),
        csrf,
        until,
        instructions: brief.instructions.as_ref().map(|i| paragraphs(i.as_str())).unwrap_or_default(),
        tasks: shared.into_iter().map(|t| TaskPart::new(context, t, check == Some(&t.slug))).collect(),
        words: words(page.texts, WORDS),
        max_size: size(page.texts, share.limits.max_bytes),
    })
}

impl Html<'_> {
    fn all_done(&self) -> bool {
        !self.tasks.is_empty() && self.tasks.iter().all(|t| t.stage == Stage::Done)
    }

    fn has_errors(&self) -> bool {
        self.tasks.iter().any(|t| t.checked)
    }
}
