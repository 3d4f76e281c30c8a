//! `/v1`: what the host application and its staff send, and what they are answered.

mod activity;
mod comment;
mod completion;
mod create;
mod document;
mod expiry;
mod file;
mod hand_back;
mod list;
mod manage;
mod people;
mod policy;
mod role;
mod run;
mod share;
mod work_package;

pub use activity::{
    ActivityOptions, ActivityPage, Details, Head, PlaceActivity, PlaceActivityOptions, Record, Stated, TrailsOf,
    Verified,
};
pub use comment::{CommentOfShare, CommentsOfShare, NewStaffComment, VisibleTo};
pub use completion::Completion;
pub use create::{CreateOptions, DryRun, NewRecipient, NewScope, NewShare, Warning, WarningCode};
pub use document::{
    Coded, CurrentRevision, Document, DocumentOptions, DocumentSort, Documents, NewCoded, NewDocument, NewRevision,
    Revision, RevisionFile, WholeDocument,
};
pub use expiry::NewExpiry;
pub use file::{RunFile, RunFiles, SentFile};
pub use hand_back::{
    Accepted, AskedAgain, HandedBack, NewAccepted, NewHandBack, NewReturned, ReturnedPart, TaskHandedBack,
};
pub use list::{ListOptions, Order, PageOptions, PageSize, Shares, Sort};
pub use manage::{ChangeShare, NewLink, NewPassword};
pub use people::{
    AcceptInvitation, ChangeMe, ChangeMember, Invitation, Invitations, Left, LeftStep, Me, Member, MemberOptions,
    Members, Membership, NewInvitation, RemoveMember, SeatCount,
};
pub use policy::{
    Applied, AppliedShare, ApplyPolicy, ChangePolicy, Layer, Outside, OutsideShare, OwnPolicy, Policy, PolicyApplied,
    PolicyChanged, PolicyDryRun, PolicyOptions, PolicyText, PolicyView, Setting, SettingChange, SettingRule,
    setting_rules,
};
pub use role::{NeededRole, OrgRole, Role};
pub use run::{NewRun, NewTask, Reassignment, Run, RunOptions, Task};
pub use share::{Accesses, Creator, Revocation, Scope, Share, Sharing};
pub use work_package::{NewWorkPackage, WorkPackage, WorkPackageOptions, WorkPackageStatus, WorkPackages};
