//! Orgs and their people read back as they were.

use vestibule_domain::{
    policy::Overrides,
    staff::{Given, Invitation, InvitationState, OrgRole, Role, Roles, Seats},
    value::{Digest, Locale},
};
use vestibule_fixtures::{House, People, layer, profile, slug};

use super::reads_back;
use crate::{keys::Key, rows::ListedMember};

#[test]
fn an_org_its_project_and_its_members_read_back() {
    let House { mut org, mut project, .. } = House::new();
    org.policy = layer(|l| {
        l.max_expiry_days = Some(30);
        l.notice.insert(Locale::Es, Digest::of("Aviso de Acme"));
    });
    project.policy = Overrides { password_required: Some(true), ..Overrides::default() };
    (org.version, project.version) = (7, 7);
    (org.seats, org.admins) = (Seats { limit: Some(50), taken: 49 }, 2);
    assert_eq!(reads_back(Key::org(&org.slug), &org), org);
    assert_eq!(reads_back(Key::project(&org.slug, &project.slug), &project), project);
    let mut vera = profile("vera", &[("acme", Role::DocumentController), ("globex", Role::Viewer)]);
    vera.version = 7;
    let admin = Roles::new(Some(OrgRole::OrgAdmin), [].into()).unwrap();
    vera.memberships.get_mut(&slug("globex")).unwrap().roles = admin;
    assert_eq!(reads_back(Key::person(&vera.sub), &vera), vera);
    let listed = ListedMember::of(&vera, &slug("acme")).unwrap();
    assert_eq!(reads_back(Key::listed(&slug("acme"), &listed.email, "vera"), &listed), listed);
}

#[test]
fn who_has_an_address_is_a_part_of_the_list_of_its_own() {
    let key = |address: &str, sub: &str| Key::listed(&slug("acme"), &address.parse().unwrap(), sub).sk;
    let of_rita = Key::listed_at(&slug("acme"), &"rita@certifier.example".parse().unwrap());
    assert!(key("rita@certifier.example", "rita").starts_with(&of_rita));
    assert!(key("Rita@Certifier.example", "rita-2").starts_with(&of_rita));
    assert!(!key("rita@certifier.example.org", "rita").starts_with(&of_rita));
    assert!(of_rita.starts_with(Key::LISTED), "it is in the list of all");
}

#[test]
fn an_invitation_reads_back_in_every_state() {
    let people = People::new();
    let open = people.invite(Roles::new(None, [(slug("tower"), Role::Viewer)].into()).unwrap()).into_state().invitation;
    let at = open.created_at;
    let states = [
        InvitationState::Open,
        InvitationState::Accepted { sub: "rita".into(), at },
        InvitationState::Withdrawn { at },
    ];
    let viewer = Roles::new(None, [(slug("tower"), Role::Viewer)].into()).unwrap();
    let kept = [None, Some("paula".to_owned())].map(|by| Given { by, roles: viewer.clone(), expires_at: at }).to_vec();
    for state in states {
        let invitation = Invitation { state, kept: kept.clone(), version: 7, ..open.clone() };
        assert_eq!(reads_back(Key::invitation(&open.org, open.id), &invitation), invitation);
    }
}
