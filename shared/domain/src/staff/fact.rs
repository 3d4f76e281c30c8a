//! What an org's trail tells.

use jiff::Timestamp;

use super::roles::Roles;
use crate::{
    audit::facts,
    policy::SettingChange,
    value::{InvitationId, Locale, OrgSlug, ProjectSlug, ShareId, Zone},
};

facts! {
    /// What happens to an org.
    pub enum OrgFact {
        /// An org was founded.
        "org.founded" published Founded { org: OrgSlug }
        /// A project was added to the org.
        "org.project_added" published ProjectAdded { project: ProjectSlug }
        /// A member was added to the org by an operator.
        "org.member_added" published MemberAdded { sub: String, roles: Roles }
        /// Somebody was invited to be a member with these roles.
        "org.member_invited" published MemberInvited { invitation: InvitationId, roles: Roles, expires_at: Timestamp }
        /// An invitation can be accepted no more.
        "org.invitation_withdrawn" published InvitationWithdrawn { invitation: InvitationId }
        /// An invitation gives these roles alone from now on, because its address has lost the others.
        "org.invitation_narrowed" published InvitationNarrowed { invitation: InvitationId, roles: Roles }
        /// Somebody accepted an invitation, and has these roles now.
        "org.member_joined" published MemberJoined { sub: String, invitation: InvitationId, roles: Roles }
        /// A member has other roles.
        "org.member_changed" published MemberChanged { sub: String, before: Roles, after: Roles }
        /// Somebody is no member any more.
        "org.member_removed" published MemberRemoved { sub: String, before: Roles }
        /// A member reads in another language or zone.
        "org.preferences_changed" published PreferencesChanged { sub: String, locale: Locale, zone: Zone }
        /// The org has another number of seats; without a number it has any.
        "org.seats_changed" published SeatsChanged { before: Option<u32>, after: Option<u32> }
        /// The policy of the org, or of the project that is named, for shares to come.
        "org.policy_changed" published PolicyChanged { project: Option<ProjectSlug>, settings: Vec<SettingChange> }
        /// The trail of a share goes on at `goes_on_at` behind its record `after`: somebody wrote its row `taken` past the rules.
        "share.trail_broken" published ShareTrailBroken {
            share: ShareId, project: ProjectSlug, after: u64, taken: u64, goes_on_at: u64,
        }
    }
}
