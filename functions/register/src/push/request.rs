//! A pushed flow as the host describes it.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_api::{
    staff::{NewRun, NewTask},
    task::NewStep,
};
use vestibule_domain::{
    file::ReferenceFile,
    run::{KnownRun, MAX_PEOPLE, MAX_REFERENCES, Push, PushRefused, PushedTask},
    staff::{Authority, Profile},
    task::{Assignee, Reference, StepTerms},
    value::{FileId, RunSlug},
};
use vestibule_web::request::{Fields, spelling};

use super::field::field;

/// Every file that a task refers to, once. They are counted before any of them is looked up.
pub(super) fn files(new: &NewRun) -> Result<Vec<FileId>, PushRefused> {
    let mut files: Vec<_> = new.tasks.iter().flat_map(|task| task.references.iter().copied()).collect();
    files.sort_unstable();
    files.dedup();
    if files.len() > MAX_REFERENCES { Err(PushRefused::ReferenceCount) } else { Ok(files) }
}

/// Everybody whom a step names by their `sub`, once. They are counted before anybody is looked up.
pub(super) fn people(new: &NewRun) -> Result<Vec<String>, PushRefused> {
    let named = new.tasks.iter().filter_map(|task| task.step.as_ref()).flat_map(|step| &step.assignees);
    let mut people: Vec<_> = named.map(spelling::assignee).filter_map(|one| one.member().map(str::to_owned)).collect();
    people.sort_unstable();
    people.dedup();
    if people.len() > MAX_PEOPLE { Err(PushRefused::PeopleCount) } else { Ok(people) }
}

/// The push, with the files that were found, and what is wrong with the rest: files that are no clean ones of the
/// project.
pub(super) fn push(new: &NewRun, by: Authority<'_>, slug: &RunSlug, files: &[ReferenceFile]) -> (Push, Fields) {
    let mut flaws = Fields::default();
    let (org, project) = (&by.member().org, by.project());
    let here = |file: &&ReferenceFile| file.org == *org && file.project == *project && file.stage.is_clean();
    let files: Vec<_> = files.iter().filter(here).collect();
    let tasks = new.tasks.iter().enumerate().map(|(n, new)| task(n, new, &files, &mut flaws)).collect();
    let (org, project, slug, title) = (org.clone(), project.clone(), slug.clone(), new.title.clone());
    (Push { org, project, slug, title, tasks }, flaws)
}

/// Notes who is named for a step and is nobody of the org, or is named a second time by their address. Who has left stays
/// named in the steps that they had: these may be done, and others may have them to do instead. Of members whom the one who
/// pushes may not know, nothing is told of their address; they decide once, by whichever way.
pub(super) fn misnamed(
    push: &Push,
    by: Authority<'_>,
    people: &[Profile],
    before: Option<&KnownRun>,
    flaws: &mut Fields,
) {
    let of_org = |person: &Profile| Some((person.sub.clone(), person.member(&push.org)?));
    let people: BTreeMap<_, _> = people.iter().filter_map(of_org).collect();
    for (n, pushed) in push.tasks.iter().enumerate() {
        let had = before.map(|before| pushed.assigned_before(before)).unwrap_or_default();
        let assignees = pushed.step.as_ref().map(|step| &*step.assignees).unwrap_or_default();
        let members = assignees.iter().filter_map(|assignee| people.get(assignee.member()?));
        let known = members.filter(|person| by.member().knows(person, &push.project));
        let addresses: BTreeSet<_> = known.map(|person| Assignee::guest(&person.email)).collect();
        for (m, assignee) in assignees.iter().enumerate() {
            let at = || format!("/tasks/{n}/step/assignees/{m}");
            if assignee.member().is_some_and(|sub| !people.contains_key(sub)) && !had.contains(assignee) {
                flaws.refuse(&at(), "unknown_member", "is no member of this org");
            }
            if addresses.contains(assignee) {
                flaws.refuse(&at(), "same_assignee", "is the address of a member who has this step to do already");
            }
        }
    }
}

/// The task of that number. What is wrong with it is left out, and kept in `flaws`.
fn task(n: usize, new: &NewTask, files: &[&ReferenceFile], flaws: &mut Fields) -> PushedTask {
    let mut references = Vec::with_capacity(new.references.len());
    for (m, id) in new.references.iter().enumerate() {
        if let Some(file) = files.iter().find(|file| file.id == *id) {
            references.push(Reference { id: *id, manifest: file.manifest.clone() });
        } else {
            let detail = "is no settled file of this project";
            flaws.refuse(&format!("/tasks/{n}/references/{m}"), "unknown_file", detail);
        }
    }
    PushedTask {
        task: new.id.clone(),
        after: new.after.clone(),
        title: new.title.clone(),
        description: new.description.clone(),
        fields: new.fields.iter().map(field).collect(),
        references,
        cycle: new.cycle,
        step: new.step.as_ref().map(|new| step(n, new, flaws)),
    }
}

/// What is left out of a step is what steps of its kind usually have.
fn step(n: usize, new: &NewStep, flaws: &mut Fields) -> StepTerms {
    let kind = spelling::step_kind(new.kind);
    let asked =
        new.decisions.as_ref().map(|decisions| decisions.iter().copied().map(spelling::step_decision).collect());
    let decisions: BTreeSet<_> = asked.unwrap_or_else(|| kind.decisions().iter().copied().collect());
    let comment_on = new.comment_required.as_ref();
    let comment_on = comment_on.map(|decisions| decisions.iter().copied().map(spelling::step_decision).collect());
    StepTerms {
        kind,
        assignees: new.assignees.iter().map(spelling::assignee).collect(),
        rule: spelling::step_rule(new.rule),
        comment_on: comment_on.unwrap_or_else(|| StepTerms::usual_comments(&decisions)),
        decisions,
        due: new.due.as_ref().and_then(|due| flaws.due(&format!("/tasks/{n}/step/due"), due)),
        not_by: new.not_by.clone(),
        reviews: new.reviews.clone(),
        withdrawable: new.withdrawable,
    }
}
