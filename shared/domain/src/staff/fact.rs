//! What an org's trail tells.

use crate::{
    audit::facts,
    policy::SettingChange,
    value::{OrgSlug, ProjectSlug, ShareId},
};

facts! {
    /// What happens to an org.
    pub enum OrgFact {
        /// An org was founded.
        "org.founded" published Founded { org: OrgSlug }
        /// A project was added to the org.
        "org.project_added" published ProjectAdded { project: ProjectSlug }
        /// A member was added to the org: as `org_admin`, or as `member` with roles in projects.
        "org.member_added" published MemberAdded { sub: String, role: String }
        /// The policy of the org, or of the project that is named, for shares to come.
        "org.policy_changed" published PolicyChanged { project: Option<ProjectSlug>, settings: Vec<SettingChange> }
        /// The trail of a share goes on at `goes_on_at` behind its record `after`: somebody wrote its row `taken` past the rules.
        "share.trail_broken" published ShareTrailBroken {
            share: ShareId, project: ProjectSlug, after: u64, taken: u64, goes_on_at: u64,
        }
    }
}
