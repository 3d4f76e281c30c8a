//! The words of requests as the domain knows them.

use vestibule_api::{share, staff, task};
use vestibule_domain::{
    share::{Delivery, Permission},
    staff::{Colleague, OrgRole, Role},
    task::{Answer, Assignee, StepDecision, StepKind, StepRule, VisibleTo},
    work_package::WorkPackageStatus,
};

pub fn permission(permission: share::Permission) -> Permission {
    match permission {
        share::Permission::FillFields => Permission::FillFields,
        share::Permission::UploadFiles => Permission::UploadFiles,
        share::Permission::ReadFiles => Permission::ReadFiles,
        share::Permission::DownloadFiles => Permission::DownloadFiles,
        share::Permission::Comment => Permission::Comment,
        share::Permission::Respond => Permission::Respond,
        share::Permission::CompleteTask => Permission::CompleteTask,
    }
}

pub fn delivery(delivery: share::Delivery) -> Delivery {
    match delivery {
        share::Delivery::Email => Delivery::Email,
        share::Delivery::Link => Delivery::Link,
    }
}

pub fn visible_to(visible_to: staff::VisibleTo) -> VisibleTo {
    match visible_to {
        staff::VisibleTo::Guest => VisibleTo::Guest,
        staff::VisibleTo::Internal => VisibleTo::Internal,
    }
}

pub fn role(role: staff::Role) -> Role {
    match role {
        staff::Role::Viewer => Role::Viewer,
        staff::Role::Reviewer => Role::Reviewer,
        staff::Role::Initiator => Role::Initiator,
        staff::Role::DocumentController => Role::DocumentController,
        staff::Role::ProjectAdmin => Role::ProjectAdmin,
    }
}

pub fn org_role(role: staff::OrgRole) -> OrgRole {
    match role {
        staff::OrgRole::OrgAdmin => OrgRole::OrgAdmin,
        staff::OrgRole::WorkflowResponder => OrgRole::WorkflowResponder,
    }
}

pub fn answer(answer: task::Answer) -> Answer {
    match answer {
        task::Answer::Ticked(ticked) => Answer::Ticked(ticked),
        task::Answer::Text(text) => Answer::Text(text),
        task::Answer::Picked(picked) => Answer::Picked(picked),
    }
}

pub fn work_package_status(status: staff::WorkPackageStatus) -> WorkPackageStatus {
    match status {
        staff::WorkPackageStatus::Draft => WorkPackageStatus::Draft,
        staff::WorkPackageStatus::Active => WorkPackageStatus::Active,
        staff::WorkPackageStatus::Submitted => WorkPackageStatus::Submitted,
        staff::WorkPackageStatus::Closed => WorkPackageStatus::Closed,
    }
}

pub fn step_kind(kind: task::StepKind) -> StepKind {
    match kind {
        task::StepKind::Work => StepKind::Work,
        task::StepKind::Review => StepKind::Review,
        task::StepKind::Approve => StepKind::Approve,
        task::StepKind::Acknowledge => StepKind::Acknowledge,
    }
}

pub fn step_decision(decision: task::StepDecision) -> StepDecision {
    match decision {
        task::StepDecision::Approve => StepDecision::Approve,
        task::StepDecision::ApproveWithComments => StepDecision::ApproveWithComments,
        task::StepDecision::Acknowledge => StepDecision::Acknowledge,
        task::StepDecision::Reject => StepDecision::Reject,
        task::StepDecision::ReturnForRevision => StepDecision::ReturnForRevision,
    }
}

pub fn step_rule(rule: task::StepRule) -> StepRule {
    match rule {
        task::StepRule::Any => StepRule::Any,
        task::StepRule::All => StepRule::All,
        task::StepRule::Majority => StepRule::Majority,
    }
}

pub fn colleague(to: &task::Colleague) -> Colleague {
    match to {
        task::Colleague::Sub(sub) => Colleague::Sub(sub.clone()),
        task::Colleague::Address(address) => Colleague::Address(address.email.clone()),
    }
}

pub fn assignee(assignee: &task::Assignee) -> Assignee {
    match assignee {
        task::Assignee::Member(sub) => Assignee::Member(sub.clone()),
        task::Assignee::Guest(email) => Assignee::guest(email),
    }
}
