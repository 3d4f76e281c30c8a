//! Inviting, joining, changing, leaving: who may, what is counted, and what each race comes to.

mod kept;
mod lapsed;
mod linked;
mod reach;
mod seated;

use std::collections::BTreeSet;

use super::*;
use crate::{
    Decision,
    change::Change,
    fixtures::{CREATED, EXPIRES, People, SATURDAY, changed, facts, kinds, operator, profile, slug, staff},
    outbox::Message,
    staff::{Forbidden, OrgRole, Profile, Role, Roles, RolesFlaw, Seats},
    value::{ProjectSlug, Salt},
};

/// Fourteen days after the creation, to the second.
const PAST: &str = "2026-12-04T12:00:00Z";

fn roles(org_role: Option<OrgRole>, projects: &[(&str, Role)]) -> Roles {
    Roles::new(org_role, projects.iter().map(|(project, role)| (slug(project), *role)).collect()).unwrap()
}

fn viewer() -> Roles {
    roles(None, &[("procurement", Role::Viewer)])
}

fn responder() -> Roles {
    roles(Some(OrgRole::WorkflowResponder), &[])
}

/// Of an address that the org does not know.
fn asked_with<'a>(projects: &'a BTreeSet<ProjectSlug>, standing: Option<&'a Invitation>) -> BesideInvite<'a> {
    BesideInvite { projects, standing, known: &[] }
}

fn known() -> BTreeSet<ProjectSlug> {
    [slug("procurement"), slug("tower")].into()
}

fn invite(people: &People, by: &PeopleAuthority<'_>, roles: Roles) -> Result<Change<InvitationMoved>, PeopleRefused> {
    People::invitation_of_rita(roles).decide(by, &people.org, asked_with(&known(), None), &staff(CREATED))
}

fn change(
    people: &People,
    by: &PeopleAuthority<'_>,
    change: RolesChange,
) -> Result<Decision<PersonMoved>, PeopleRefused> {
    let target = (&people.org, Some(people.ivo.clone()));
    ChangeRoles { change, version: None }.decide(by, target, (&known(), None), &staff(CREATED))
}

fn to(project: &str, role: Option<Role>) -> RolesChange {
    RolesChange { org_role: None, roles: [(slug(project), role)].into() }
}

#[test]
fn an_invitation_is_recorded_without_the_address_and_mails_a_code_that_is_good_for_fourteen_days() {
    let people = People::new();
    let change = people.invite(viewer());
    assert_eq!(kinds(&change), ["org.member_invited"]);
    let told = facts(&change);
    assert!(!told.to_string().contains("rita"), "{told}");
    let InvitationMoved { org, invitation } = change.state();
    assert_eq!((org.seats.taken, invitation.expires_at), (3, PAST.parse().unwrap()));
    let mails: Vec<_> = change.mails().iter().map(|mail| &mail.message).collect();
    assert_eq!(mails, [&Message::MemberInvitation { org: slug("acme"), invitation: invitation.id }]);
}

#[test]
fn project_admins_invite_to_their_projects_and_org_admins_and_operators_everywhere_as_anything() {
    let (people, operator) = (People::new(), operator());
    let (olga, paula) = (people.admin.people_authority().unwrap(), people.project_admin.people_authority().unwrap());
    let (tower, admin) = (roles(None, &[("tower", Role::Viewer)]), roles(Some(OrgRole::OrgAdmin), &[]));
    for wanted in [viewer(), tower.clone(), admin.clone(), responder()] {
        assert!(invite(&people, &olga, wanted.clone()).is_ok());
        assert!(invite(&people, &operator.people_authority(), wanted).is_ok());
    }
    assert!(invite(&people, &paula, viewer()).is_ok());
    let refused = |wanted| invite(&people, &paula, wanted).unwrap_err();
    assert_eq!(refused(tower), Forbidden::NoSuchProject.into());
    assert_eq!([admin, responder()].map(refused), [const { PeopleRefused::Forbidden(Forbidden::OrgAdmin) }; 2]);
    let ivo = people.ivo.member(&slug("acme")).unwrap();
    assert_eq!(ivo.people_authority().map(drop), Err(Forbidden::ProjectAdmin));
    let unknown = invite(&people, &olga, roles(None, &[("cellar", Role::Viewer)])).unwrap_err();
    assert_eq!(unknown, PeopleRefused::UnknownProjects { projects: vec![slug("cellar")] });
}

#[test]
fn a_second_invitation_stops_the_code_of_the_first_and_gives_the_roles_of_both() {
    let people = People::new();
    let first = people.invite(viewer()).into_state().invitation;
    let wanted = roles(None, &[("tower", Role::Reviewer)]);
    let again = Invite { salt: Salt::new([8; 16]), ..People::invitation_of_rita(wanted) };
    let by = people.admin.people_authority().unwrap();
    let second = again.decide(&by, &people.org, asked_with(&known(), Some(&first)), &staff(SATURDAY)).unwrap();
    let second = second.into_state().invitation;
    assert_eq!(second.roles, roles(None, &[("procurement", Role::Viewer), ("tower", Role::Reviewer)]));
    assert_eq!(second.id, first.id);
    let code = InvitationCode::find(first.code(&people.keys).expose(), &people.keys).unwrap();
    let found = Accepting { org: people.org.clone(), invitation: second, profile: None, givers: people.givers.clone() };
    let by = SignedIn { sub: "rita".into(), email: None };
    let refused = Accept { code }.decide(&by, found, &staff(SATURDAY)).unwrap_err();
    assert_eq!(refused, PeopleRefused::Over(InvitationEnd::Replaced));
}

#[test]
fn accepting_binds_the_person_takes_a_seat_and_is_the_same_when_it_is_repeated() {
    let people = People::new();
    let invitation = people.invite(viewer()).into_state().invitation;
    let joined = changed(people.accept("rita", &invitation, None).unwrap());
    assert_eq!(kinds(&joined), ["org.member_joined"]);
    let PersonMoved { org, profile, invitation, .. } = joined.into_state();
    assert_eq!((org.seats.taken, &*profile.sub, profile.locale.tag()), (4, "rita", "pt-BR"));
    let invitation = invitation.unwrap();
    let again = people.accept("rita", &invitation, Some(profile.clone())).unwrap();
    assert!(matches!(again, Decision::Already(_)));
    let other = people.accept("otto", &invitation, None).unwrap_err();
    let at = CREATED.parse().unwrap();
    assert_eq!(other, PeopleRefused::Over(InvitationEnd::Accepted { at }), "somebody else with the same code");
    let removed = Profile { memberships: [].into(), ..profile };
    let after = people.accept("rita", &invitation, Some(removed)).unwrap_err();
    assert_eq!(after, PeopleRefused::Over(InvitationEnd::Accepted { at }), "after they were removed");
}

#[test]
fn a_token_that_names_another_address_does_not_accept() {
    let people = People::new();
    let invitation = people.invite(viewer()).into_state().invitation;
    let code = || InvitationCode::find(invitation.code(&people.keys).expose(), &people.keys).unwrap();
    let accept = |email: &str| {
        let (org, givers) = (people.org.clone(), people.givers.clone());
        let found = Accepting { org, invitation: invitation.clone(), profile: None, givers };
        let by = SignedIn { sub: "rita".into(), email: Some(email.into()) };
        Accept { code: code() }.decide(&by, found, &staff(CREATED))
    };
    assert_eq!(accept("otto@globex.example").unwrap_err(), PeopleRefused::AnotherAddress);
    assert_eq!(accept("no address").unwrap_err(), PeopleRefused::AnotherAddress);
    assert!(accept("Rita@Certifier.example").is_ok());
}

#[test]
fn an_invitation_ends_by_time_by_withdrawal_and_with_the_last_seat() {
    let mut people = People::new();
    let invitation = people.invite(viewer()).into_state().invitation;
    assert!(invitation.is_open(EXPIRES.parse().unwrap()) && !invitation.is_open(PAST.parse().unwrap()));
    let by = people.admin.people_authority().unwrap();
    let withdraw = |invitation| Withdraw.decide(&by, (&people.org, invitation), &staff(SATURDAY));
    let withdrawn = changed(withdraw(Some(&invitation)).unwrap());
    assert_eq!(kinds(&withdrawn), ["org.invitation_withdrawn"]);
    let withdrawn = withdrawn.into_state().invitation;
    assert!(matches!(withdraw(Some(&withdrawn)).unwrap(), Decision::Already(_)));
    assert_eq!(withdraw(None).unwrap_err(), PeopleRefused::NoSuchInvitation);
    let at = SATURDAY.parse().unwrap();
    let refused = people.accept("rita", &withdrawn, None).unwrap_err();
    assert_eq!(refused, PeopleRefused::Over(InvitationEnd::Withdrawn { at }));
    people.org.seats.taken = 4;
    let full = PeopleRefused::Full { taken: 4, limit: 4 };
    assert_eq!(people.accept("rita", &invitation, None).unwrap_err(), full, "others came first");
    let by = people.admin.people_authority().unwrap();
    assert_eq!(invite(&people, &by, viewer()).unwrap_err(), full);
    assert!(invite(&people, &by, responder()).is_ok(), "a responder takes no seat");
}

#[test]
fn a_project_admin_withdraws_what_they_could_have_given_and_knows_of_no_other() {
    let people = People::new();
    let paula = people.project_admin.people_authority().unwrap();
    let mine = people.invite(viewer()).into_state().invitation;
    let not_mine = people.invite(responder()).into_state().invitation;
    let withdraw = |invitation| Withdraw.decide(&paula, (&people.org, Some(invitation)), &staff(CREATED));
    assert!(withdraw(&mine).is_ok());
    assert_eq!(withdraw(&not_mine).unwrap_err(), PeopleRefused::NoSuchInvitation);
}

#[test]
fn a_member_who_accepts_gets_the_roles_beside_their_own_and_takes_no_second_seat() {
    let people = People::new();
    let invitation = people.invite(roles(None, &[("tower", Role::Reviewer)])).into_state().invitation;
    let PersonMoved { org, profile, .. } =
        changed(people.accept("ivo", &invitation, Some(people.ivo.clone())).unwrap()).into_state();
    let both = roles(None, &[("procurement", Role::Initiator), ("tower", Role::Reviewer)]);
    assert_eq!((org.seats.taken, &profile.memberships[&slug("acme")].roles), (3, &both));
    let less = people.invite(viewer()).into_state().invitation;
    let kept = changed(people.accept("ivo", &less, Some(people.ivo.clone())).unwrap()).into_state().profile;
    assert_eq!(kept.memberships[&slug("acme")].roles, roles(None, &[("procurement", Role::Initiator)]), "nothing less");
    let invitation = people.invite(responder()).into_state().invitation;
    let refused = people.accept("ivo", &invitation, Some(people.ivo.clone())).unwrap_err();
    assert_eq!(refused, RolesFlaw::ResponderWithRoles.into());
}

#[test]
fn roles_change_with_the_old_and_the_new_on_record() {
    let people = People::new();
    let by = people.project_admin.people_authority().unwrap();
    let change = changed(change(&people, &by, to("procurement", Some(Role::Reviewer))).unwrap());
    let told = serde_json::json!({
        "sub": "ivo",
        "before": { "roles": { "procurement": "initiator" } },
        "after": { "roles": { "procurement": "reviewer" } },
    });
    assert_eq!((kinds(&change), facts(&change)), (vec!["org.member_changed".to_owned()], told));
    assert_eq!(change.state().membership().unwrap().version, 2);
}

#[test]
fn a_change_that_was_thought_out_on_other_roles_is_refused_with_the_version_that_stands() {
    let people = People::new();
    let act = ChangeRoles { change: to("procurement", None), version: Some(7) };
    let by = people.admin.people_authority().unwrap();
    let refused =
        act.decide(&by, (&people.org, Some(people.ivo.clone())), (&known(), None), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, PeopleRefused::ChangedMeanwhile { version: 1 });
}

#[test]
fn nobody_is_left_with_nothing_by_a_change_and_who_is_removed_frees_their_seat() {
    let people = People::new();
    let paula = people.project_admin.people_authority().unwrap();
    let refused = change(&people, &paula, to("procurement", None)).unwrap_err();
    assert_eq!(refused, RolesFlaw::Nothing.into());
    let remove = |project: Option<&str>, by: &PeopleAuthority<'_>| {
        let act = Remove { project: project.map(slug) };
        act.decide(by, (&people.org, Some(people.ivo.clone())), None, &staff(CREATED))
    };
    assert_eq!(remove(None, &paula).unwrap_err(), Forbidden::OrgAdmin.into());
    assert_eq!(remove(Some("tower"), &paula).unwrap_err(), Forbidden::NoSuchProject.into());
    let olga = people.admin.people_authority().unwrap();
    assert_eq!(remove(Some("tower"), &olga).unwrap_err(), PeopleRefused::NoSuchMember, "no role there");
    for removed in [remove(Some("procurement"), &paula), remove(None, &olga)] {
        let change = changed(removed.unwrap());
        assert_eq!(kinds(&change), ["org.member_removed"]);
        let PersonMoved { org, profile, .. } = change.into_state();
        assert_eq!((org.seats.taken, profile.memberships.len()), (2, 0));
    }
}

#[test]
fn an_invitation_ends_with_the_member_whose_address_it_is_for() {
    let people = People::new();
    let invitation = people.invite(viewer()).into_state().invitation;
    let by = people.admin.people_authority().unwrap();
    let target = (&people.org, Some(people.ivo.clone()));
    let removed = Remove { project: None }.decide(&by, target, Some(&invitation), &staff(SATURDAY)).unwrap();
    let removed = changed(removed);
    assert_eq!(kinds(&removed), ["org.member_removed", "org.invitation_withdrawn"]);
    let invitation = removed.into_state().invitation.unwrap();
    assert!(!invitation.is_open(SATURDAY.parse().unwrap()));
}

#[test]
fn the_last_org_admin_stays_and_one_of_two_may_go() {
    let mut people = People::new();
    people.ivo.memberships.get_mut(&slug("acme")).unwrap().roles = roles(Some(OrgRole::OrgAdmin), &[]);
    let demotion = || RolesChange { org_role: Some(None), roles: [(slug("tower"), Some(Role::Viewer))].into() };
    let remove = |people: &People| {
        let by = people.admin.people_authority().unwrap();
        Remove { project: None }.decide(&by, (&people.org, Some(people.ivo.clone())), None, &staff(CREATED))
    };
    let by = people.admin.people_authority().unwrap();
    assert_eq!(change(&people, &by, demotion()).unwrap_err(), PeopleRefused::LastAdmin);
    assert_eq!(remove(&people).unwrap_err(), PeopleRefused::LastAdmin);
    people.org.admins = 2;
    let by = people.admin.people_authority().unwrap();
    assert_eq!(changed(change(&people, &by, demotion()).unwrap()).state().org.admins, 1);
    assert_eq!(changed(remove(&people).unwrap()).state().org.admins, 1);
}

#[test]
fn a_responder_who_becomes_a_member_takes_a_seat_and_a_limit_below_what_is_taken_throws_nobody_out() {
    let mut people = People::new();
    people.ivo.memberships.get_mut(&slug("acme")).unwrap().roles = responder();
    let by = people.admin.people_authority().unwrap();
    let promotion = || RolesChange { org_role: Some(None), roles: [(slug("tower"), Some(Role::Viewer))].into() };
    let promoted = changed(change(&people, &by, promotion()).unwrap());
    assert_eq!(promoted.state().org.seats.taken, 4);
    let lowered = changed(SetSeats { limit: Some(2) }.decide(&people.org, &operator(), &staff(CREATED)));
    assert_eq!(facts(&lowered), serde_json::json!({ "before": 4, "after": 2 }));
    assert_eq!(lowered.state().seats, Seats { limit: Some(2), taken: 3 });
    people.org = lowered.into_state();
    let by = people.admin.people_authority().unwrap();
    assert_eq!(change(&people, &by, promotion()).unwrap_err(), PeopleRefused::Full { taken: 3, limit: 2 });
}

#[test]
fn nobody_belongs_to_more_than_twenty_orgs() {
    let people = People::new();
    let invitation = people.invite(viewer()).into_state().invitation;
    let names: Vec<_> = (0..20).map(|n| format!("org-{n}")).collect();
    let orgs: Vec<_> = names.iter().map(|name| (name.as_str(), Role::Viewer)).collect();
    let refused = people.accept("rita", &invitation, Some(profile("rita", &orgs))).unwrap_err();
    assert_eq!(refused, PeopleRefused::TooManyOrgs);
}
