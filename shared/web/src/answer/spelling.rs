//! The domain's words as answers spell them. Each is mapped once and exhaustively, so that what an answer says is
//! decided here and not by how a row is stored.

use vestibule_api::{
    share,
    staff::{self, Layer, NeededRole, OrgRole, Role, WorkPackageStatus},
    task::{self, FileState},
};
use vestibule_domain::{
    file::Stage,
    policy,
    share::{Delivery, MailStatus, Permission, Standing},
    staff as members,
    task::{self as tasks, Answer},
    work_package,
};

pub(crate) fn permission(permission: Permission) -> share::Permission {
    match permission {
        Permission::FillFields => share::Permission::FillFields,
        Permission::UploadFiles => share::Permission::UploadFiles,
        Permission::ReadFiles => share::Permission::ReadFiles,
        Permission::DownloadFiles => share::Permission::DownloadFiles,
        Permission::Comment => share::Permission::Comment,
        Permission::Respond => share::Permission::Respond,
        Permission::CompleteTask => share::Permission::CompleteTask,
    }
}

pub(crate) fn delivery(delivery: Delivery) -> share::Delivery {
    match delivery {
        Delivery::Email => share::Delivery::Email,
        Delivery::Link => share::Delivery::Link,
    }
}

pub(crate) fn status(standing: &Standing) -> share::Status {
    match standing {
        Standing::Open => share::Status::Active,
        Standing::Expired { .. } => share::Status::Expired,
        Standing::Exhausted => share::Status::Exhausted,
        Standing::Revoked { .. } => share::Status::Revoked,
        Standing::Completed { .. } => share::Status::Completed,
    }
}

pub(crate) fn delivery_status(status: MailStatus) -> share::DeliveryStatus {
    match status {
        MailStatus::NotSent => share::DeliveryStatus::NotSent,
        MailStatus::Sent { .. } => share::DeliveryStatus::Sent,
        MailStatus::Delivered { .. } => share::DeliveryStatus::Delivered,
        MailStatus::Bounced { .. } => share::DeliveryStatus::Bounced,
        MailStatus::Complained { .. } => share::DeliveryStatus::Complained,
    }
}

pub(crate) fn layer(layer: policy::Layer) -> Layer {
    match layer {
        policy::Layer::Default => Layer::Default,
        policy::Layer::Org => Layer::Org,
        policy::Layer::Project => Layer::Project,
    }
}

pub(crate) fn setting<T: Clone>(setting: &policy::Setting<T>) -> staff::Setting<T> {
    staff::Setting { value: setting.value.clone(), layer: layer(setting.layer) }
}

pub(crate) fn role(role: members::Role) -> Role {
    match role {
        members::Role::Viewer => Role::Viewer,
        members::Role::Reviewer => Role::Reviewer,
        members::Role::Initiator => Role::Initiator,
        members::Role::DocumentController => Role::DocumentController,
        members::Role::ProjectAdmin => Role::ProjectAdmin,
    }
}

pub(crate) fn work_package_status(status: work_package::WorkPackageStatus) -> WorkPackageStatus {
    match status {
        work_package::WorkPackageStatus::Draft => WorkPackageStatus::Draft,
        work_package::WorkPackageStatus::Active => WorkPackageStatus::Active,
        work_package::WorkPackageStatus::Submitted => WorkPackageStatus::Submitted,
        work_package::WorkPackageStatus::Closed => WorkPackageStatus::Closed,
    }
}

/// A right by its name in answers and in docs/PERMISSIONS.md.
pub fn right(right: members::Right) -> &'static str {
    use members::Right;
    match right {
        Right::ViewShares => "view_shares",
        Right::ViewRuns => "view_runs",
        Right::CreateShares => "create_shares",
        Right::ManageOwnShares => "manage_own_shares",
        Right::ManageAllShares => "manage_all_shares",
        Right::PushRuns => "push_runs",
        Right::AttachFiles => "attach_files",
        Right::ViewDocuments => "view_documents",
        Right::ManageOwnDocuments => "manage_own_documents",
        Right::ManageAllDocuments => "manage_all_documents",
        Right::ViewMembers => "view_members",
        Right::ManageMembers => "manage_members",
        Right::SetProjectPolicy => "set_project_policy",
        Right::ViewOrgMembers => "view_org_members",
        Right::ManageOrgMembers => "manage_org_members",
        Right::SetOrgPolicy => "set_org_policy",
    }
}

/// As the role that something takes.
pub(crate) fn needed(role: members::Role) -> NeededRole {
    match role {
        members::Role::Viewer => NeededRole::Viewer,
        members::Role::Reviewer => NeededRole::Reviewer,
        members::Role::Initiator => NeededRole::Initiator,
        members::Role::DocumentController => NeededRole::DocumentController,
        members::Role::ProjectAdmin => NeededRole::ProjectAdmin,
    }
}

pub(crate) fn org_role(role: members::OrgRole) -> OrgRole {
    match role {
        members::OrgRole::OrgAdmin => OrgRole::OrgAdmin,
        members::OrgRole::WorkflowResponder => OrgRole::WorkflowResponder,
    }
}

pub(crate) fn answer(answer: &Answer) -> task::Answer {
    match answer {
        Answer::Ticked(ticked) => task::Answer::Ticked(*ticked),
        Answer::Text(text) => task::Answer::Text(text.clone()),
        Answer::Picked(picked) => task::Answer::Picked(picked.clone()),
    }
}

pub(crate) fn file_state(stage: &Stage) -> FileState {
    match stage {
        Stage::Expected => FileState::Expected,
        Stage::Cleared { .. } => FileState::Cleared,
        Stage::Scanning { .. } => FileState::Scanning,
        Stage::Releasing { .. } => FileState::Releasing,
        Stage::Clean { .. } => FileState::Clean,
        Stage::Rejected { .. } => FileState::Rejected,
        Stage::Returned { .. } => FileState::Returned,
    }
}

pub(crate) fn step_kind(kind: tasks::StepKind) -> task::StepKind {
    match kind {
        tasks::StepKind::Work => task::StepKind::Work,
        tasks::StepKind::Review => task::StepKind::Review,
        tasks::StepKind::Approve => task::StepKind::Approve,
        tasks::StepKind::Acknowledge => task::StepKind::Acknowledge,
    }
}

pub(crate) fn step_decision(decision: tasks::StepDecision) -> task::StepDecision {
    match decision {
        tasks::StepDecision::Approve => task::StepDecision::Approve,
        tasks::StepDecision::ApproveWithComments => task::StepDecision::ApproveWithComments,
        tasks::StepDecision::Acknowledge => task::StepDecision::Acknowledge,
        tasks::StepDecision::Reject => task::StepDecision::Reject,
        tasks::StepDecision::ReturnForRevision => task::StepDecision::ReturnForRevision,
    }
}

pub(crate) fn step_rule(rule: tasks::StepRule) -> task::StepRule {
    match rule {
        tasks::StepRule::Any => task::StepRule::Any,
        tasks::StepRule::All => task::StepRule::All,
        tasks::StepRule::Majority => task::StepRule::Majority,
    }
}

pub(crate) fn assignee(assignee: &tasks::Assignee) -> task::Assignee {
    match assignee {
        tasks::Assignee::Member(sub) => task::Assignee::Member(sub.clone()),
        tasks::Assignee::Guest(email) => task::Assignee::Guest(email.clone()),
    }
}
