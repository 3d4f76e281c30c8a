//! The operations of staff, below `/v1`.

use http::StatusCode;

use super::operation::{Caller, Operation, Verb};
use crate::{
    Nothing,
    export::Export,
    problem::Kind,
    staff::{
        AcceptInvitation, ActivityOptions, ActivityPage, ApplyPolicy, ChangeMe, ChangeMember, ChangePolicy,
        ChangeShare, CommentOfShare, CommentsOfShare, CreateOptions, DryRun, Invitation, Invitations, Left,
        ListOptions, Me, Member, MemberOptions, Members, NewHandBack, NewInvitation, NewLink, NewPassword, NewRun,
        NewShare, NewStaffComment, PageOptions, PolicyApplied, PolicyChanged, PolicyOptions, PolicyView, Reassignment,
        RemoveMember, Run, RunFiles, RunOptions, Share, Shares, TaskHandedBack,
    },
    task::{AnnounceFile, Settled, Step, WayIn, WayOut},
};

pub(super) const OK: StatusCode = StatusCode::OK;
pub(super) const CREATED: StatusCode = StatusCode::CREATED;
const ACCEPTED: StatusCode = StatusCode::ACCEPTED;

pub(super) fn staff(route: (Verb, &'static str), id: &'static str, summary: &'static str) -> Operation {
    Operation::new(Caller::Staff, route, id, summary).refuses(&[Kind::NotFound])
}

pub(super) fn operations() -> Vec<Operation> {
    [runs(), exports(), files(), shares(), managing(), policies(), people(), invitations()].concat()
}

fn runs() -> Vec<Operation> {
    let run = "/v1/projects/{project}/runs/{run}";
    vec![
        staff((Verb::Put, run), "pushRun", "Takes a flow or its changes.")
            .takes::<NewRun>()
            .answers::<Run>(OK, "The run, which was there before.")
            .answers::<Run>(CREATED, "The run, which is new.")
            .refuses(&[Kind::Unprocessable]),
        staff((Verb::Get, run), "showRun", "A run with what guests have done in it.")
            .query::<RunOptions>()
            .answers::<Run>(OK, "A page of it."),
        staff(
            (Verb::Post, "/v1/projects/{project}/runs/{run}/tasks/{task}/reassign"),
            "reassignStep",
            "Gives the step of somebody to somebody else.",
        )
        .once()
        .takes::<Reassignment>()
        .answers::<Step>(OK, "The step, with who has it to do now.")
        .refuses(&[Kind::Conflict, Kind::Unprocessable]),
        staff(
            (Verb::Get, "/v1/projects/{project}/runs/{run}/shares"),
            "listSharesOfRun",
            "The shares of a run, newest first.",
        )
        .query::<PageOptions>()
        .answers::<Shares>(OK, "A page of them."),
        staff(
            (Verb::Post, "/v1/projects/{project}/runs/{run}/tasks/{task}/hand-back"),
            "handBack",
            "Accepts answers and files of a completed task, or hands them back: the task is open again for exactly those.",
        )
        .once()
        .takes::<NewHandBack>()
        .answers::<TaskHandedBack>(OK, "The task, and who is asked again.")
        .refuses(&[Kind::Conflict, Kind::Stale, Kind::Unprocessable, Kind::Policy, Kind::TooManyRequests]),
        staff(
            (Verb::Get, "/v1/projects/{project}/runs/{run}/files"),
            "listFilesOfRun",
            "The files that guests have sent into a run.",
        )
        .query::<PageOptions>()
        .answers::<RunFiles>(OK, "A page of them."),
        staff(
            (Verb::Post, "/v1/projects/{project}/runs/{run}/files/{file}/download"),
            "downloadFileOfRun",
            "A way out, for a minute, of a file that a guest sent.",
        )
        .takes_if_any::<Nothing>()
        .answers::<WayOut>(OK, "The way out.")
        .refuses(&[Kind::Conflict]),
    ]
}

fn exports() -> Vec<Operation> {
    let exports = "/v1/projects/{project}/runs/{run}/exports";
    vec![
        staff((Verb::Post, exports), "requestExport", "Asks for everything in a run as one zip.")
            .once()
            .takes_if_any::<Nothing>()
            .answers::<Export>(ACCEPTED, "The export, which is still to be made.")
            .refuses(&[Kind::Conflict]),
        staff((Verb::Get, "/v1/projects/{project}/runs/{run}/exports/{export}"), "showExport", "How far an export is.")
            .answers::<Export>(OK, "The export."),
        staff(
            (Verb::Post, "/v1/projects/{project}/runs/{run}/exports/{export}/download"),
            "downloadExport",
            "A way out, for a minute, of an export.",
        )
        .takes_if_any::<Nothing>()
        .answers::<WayOut>(OK, "The way out.")
        .refuses(&[Kind::Conflict]),
    ]
}

fn files() -> Vec<Operation> {
    vec![
        staff((Verb::Post, "/v1/projects/{project}/files"), "announceFile", "Announces a reference file.")
            .once()
            .takes::<AnnounceFile>()
            .answers::<WayIn>(CREATED, "The way in for exactly this file.")
            .refuses(&[Kind::Unprocessable, Kind::Policy]),
        staff(
            (Verb::Post, "/v1/projects/{project}/files/{file}/settle"),
            "settleFile",
            "Reports that a file was sent.",
        )
        .once()
        .takes_if_any::<Nothing>()
        .answers::<Settled>(OK, "How far it has come.")
        .refuses(&[Kind::Conflict]),
    ]
}

fn shares() -> Vec<Operation> {
    vec![
        staff((Verb::Post, "/v1/shares"), "createShare", "Creates a share.")
            .once()
            .query::<CreateOptions>()
            .takes::<NewShare>()
            .answers::<Share>(CREATED, "The share.")
            .answers::<DryRun>(OK, "With `dry_run`: what it would be.")
            .refuses(&[Kind::Unprocessable, Kind::Policy, Kind::TooManyRequests]),
        staff((Verb::Get, "/v1/shares"), "listShares", "The active shares of a project.")
            .query::<ListOptions>()
            .answers::<Shares>(OK, "A page of them."),
        staff((Verb::Get, "/v1/shares/{share}"), "showShare", "A share.").answers::<Share>(OK, "The share."),
        staff((Verb::Get, "/v1/shares/{share}/activity"), "showActivity", "The trail of a share, oldest first.")
            .query::<ActivityOptions>()
            .answers::<ActivityPage>(OK, "A page of it."),
        staff(
            (Verb::Get, "/v1/shares/{share}/comments"),
            "listComments",
            "What was written beside the document of a share, oldest first.",
        )
        .answers::<CommentsOfShare>(OK, "All of it."),
    ]
}

fn policies() -> Vec<Operation> {
    let (org, project) = ("/v1/policy", "/v1/projects/{project}/policy");
    let change = |path, id, summary| {
        staff((Verb::Patch, path), id, summary)
            .once()
            .query::<PolicyOptions>()
            .takes::<ChangePolicy>()
            .answers::<PolicyChanged>(
                OK,
                "The policy, with its `ETag`; with `dry_run`, what it would be, with that of what stands.",
            )
            .refuses(&[Kind::Stale, Kind::Unprocessable, Kind::Policy])
    };
    let apply = |path, id, summary| {
        staff((Verb::Post, path), id, summary)
            .takes::<ApplyPolicy>()
            .answers::<PolicyApplied>(OK, "What became of each.")
            .refuses(&[Kind::Stale, Kind::Unprocessable])
    };
    let show = |path, id, summary| {
        staff((Verb::Get, path), id, summary).answers::<PolicyView>(OK, "The policy, with its `ETag`.")
    };
    vec![
        show(org, "showPolicy", "What the org allows."),
        change(org, "changePolicy", "Changes what the org allows; its shares stay as they are."),
        apply("/v1/policy/apply", "applyPolicy", "Brings shares within the policies of their projects."),
        show(project, "showPolicyOfProject", "What a project allows, and who decided it."),
        change(project, "changePolicyOfProject", "Changes what a project allows; its shares stay as they are."),
        apply("/v1/projects/{project}/policy/apply", "applyPolicyOfProject", "Brings shares within the policy."),
    ]
}

fn people() -> Vec<Operation> {
    vec![
        staff((Verb::Get, "/v1/me"), "showMe", "Who is signed in, and what they may do in each of their orgs.")
            .answers::<Me>(OK, "The person."),
        staff((Verb::Patch, "/v1/me"), "changeMe", "Changes one's language and time zone.")
            .takes::<ChangeMe>()
            .answers::<Me>(OK, "The person.")
            .refuses(&[Kind::TooManyRequests, Kind::Unprocessable]),
        staff((Verb::Get, "/v1/members"), "listMembers", "Everybody in the org, or in one project.")
            .query::<MemberOptions>()
            .answers::<Members>(OK, "A page of them."),
        staff((Verb::Patch, "/v1/members/{sub}"), "changeMember", "Gives roles and takes them away.")
            .once()
            .takes::<ChangeMember>()
            .answers::<Member>(OK, "The member, with their `ETag`.")
            .refuses(&[Kind::Conflict, Kind::Stale, Kind::Unprocessable]),
        staff(
            (Verb::Post, "/v1/members/{sub}/remove"),
            "removeMember",
            "Takes somebody out of the org, or out of a project.",
        )
        .once()
        .takes_if_any::<RemoveMember>()
        .answers::<Left>(OK, "What they leave behind.")
        .refuses(&[Kind::Conflict]),
    ]
}

fn invitations() -> Vec<Operation> {
    let one = "/v1/invitations/{invitation}/withdraw";
    vec![
        staff((Verb::Get, "/v1/invitations"), "listInvitations", "Who is invited and has not accepted yet.")
            .answers::<Invitations>(OK, "All that one could have made."),
        staff(
            (Verb::Post, "/v1/invitations"),
            "inviteMember",
            "Mails somebody the code by which they become a member.",
        )
        .once()
        .takes::<NewInvitation>()
        .answers::<Invitation>(CREATED, "The invitation.")
        .refuses(&[Kind::Conflict, Kind::Unprocessable, Kind::TooManyRequests]),
        staff((Verb::Post, one), "withdrawInvitation", "Stops the code of an invitation.")
            .once()
            .takes_if_any::<Nothing>()
            .answers::<Invitation>(OK, "The invitation.")
            .refuses(&[Kind::Conflict]),
        staff((Verb::Post, "/v1/invitations/accept"), "acceptInvitation", "Makes who is signed in a member.")
            .takes::<AcceptInvitation>()
            .answers::<Me>(OK, "The person.")
            .refuses(&[Kind::Conflict, Kind::Unprocessable]),
    ]
}

fn managing() -> Vec<Operation> {
    vec![
        staff((Verb::Post, "/v1/shares/{share}/revoke"), "revokeShare", "Kills link and sessions at once, for good.")
            .once()
            .takes_if_any::<Nothing>()
            .answers::<Share>(OK, "The share, now or before revoked.")
            .refuses(&[Kind::Conflict]),
        staff((Verb::Post, "/v1/shares/{share}/rotate"), "rotateShare", "Replaces the link; sessions end at once.")
            .once()
            .takes_if_any::<NewLink>()
            .answers::<Share>(OK, "The share.")
            .refuses(&[Kind::Conflict, Kind::TooManyRequests]),
        staff((Verb::Post, "/v1/shares/{share}/password"), "changePassword", "Sets or removes the password.")
            .once()
            .takes::<NewPassword>()
            .answers::<Share>(OK, "The share.")
            .refuses(&[Kind::Conflict, Kind::Unprocessable, Kind::Policy]),
        staff(
            (Verb::Post, "/v1/shares/{share}/comments"),
            "commentAsStaff",
            "Writes beside a task of the share: to the guest, who is mailed it, or for staff alone.",
        )
        .once()
        .takes::<NewStaffComment>()
        .answers::<CommentOfShare>(CREATED, "The comment.")
        .refuses(&[Kind::Conflict, Kind::Unprocessable]),
        staff((Verb::Patch, "/v1/shares/{share}"), "changeShare", "Moves the expiry; the link stays.")
            .once()
            .takes::<ChangeShare>()
            .answers::<Share>(OK, "The share.")
            .refuses(&[Kind::Conflict, Kind::Unprocessable, Kind::Policy]),
    ]
}
