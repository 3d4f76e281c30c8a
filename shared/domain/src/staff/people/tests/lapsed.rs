//! Who lost a right gives nothing by an invitation any more, and what somebody lost does not come back by one.

use super::*;
use crate::staff::Given;

/// Paula invites Rita to procurement; then, where it is asked for, Olga to the tower beside.
fn by_paula(people: &People, beside: bool) -> Invitation {
    let paula = people.project_admin.people_authority().unwrap();
    let first = invite(people, &paula, viewer()).unwrap().into_state().invitation;
    if !beside {
        return first;
    }
    let olga = people.admin.people_authority().unwrap();
    let wanted = People::invitation_of_rita(roles(None, &[("tower", Role::Reviewer)]));
    let second = wanted.decide(&olga, &people.org, asked_with(&known(), Some(&first)), &staff(SATURDAY)).unwrap();
    second.into_state().invitation
}

/// Paula is this in procurement now; or nothing at all.
fn made(people: &mut People, role: Option<Role>) {
    people.givers.retain(|giver| giver.sub != "paula");
    people.givers.push(profile("paula", &role.map(|role| ("acme", role)).into_iter().collect::<Vec<_>>()));
}

#[test]
fn an_invitation_lapses_with_the_right_of_who_sent_it_and_counts_again_with_it() {
    let mut people = People::new();
    let invitation = by_paula(&people, false);
    for role in [None, Some(Role::Viewer), Some(Role::Initiator)] {
        made(&mut people, role);
        let refused = people.accept("rita", &invitation, None).unwrap_err();
        assert_eq!(refused, PeopleRefused::Over(InvitationEnd::Lapsed), "{role:?}");
    }
    people.givers.clear();
    assert!(people.accept("rita", &invitation, None).is_err(), "nobody knows her any more");
    made(&mut people, Some(Role::ProjectAdmin));
    assert!(people.accept("rita", &invitation, None).is_ok());
}

#[test]
fn who_left_the_org_and_came_back_gives_nothing_by_what_they_sent_before() {
    let mut people = People::new();
    let invitation = by_paula(&people, false);
    made(&mut people, Some(Role::ProjectAdmin));
    let rejoined = |people: &mut People, since| {
        people.givers.last_mut().unwrap().memberships.get_mut(&people.org.slug).unwrap().since = since;
        people.accept("rita", &invitation, None)
    };
    assert!(rejoined(&mut people, invitation.created_at).is_ok());
    let after = invitation.created_at + jiff::SignedDuration::from_secs(1);
    assert_eq!(rejoined(&mut people, after).unwrap_err(), PeopleRefused::Over(InvitationEnd::Lapsed));
}

#[test]
fn an_invitation_by_an_operator_does_not_lapse() {
    let mut people = People::new();
    let invitation = invite(&people, &operator().people_authority(), viewer()).unwrap().into_state().invitation;
    people.givers.clear();
    assert!(people.accept("rita", &invitation, None).is_ok());
}

#[test]
fn of_two_who_invited_the_same_person_each_answers_for_the_roles_that_they_gave() {
    let mut people = People::new();
    let invitation = by_paula(&people, true);
    assert_eq!(
        invitation.kept,
        [Given { by: Some("paula".into()), roles: viewer(), expires_at: PAST.parse().unwrap() }]
    );
    assert_eq!(invitation.givers(SATURDAY.parse().unwrap()), ["olga", "paula"]);
    let joined = |people: &People| {
        let joined = changed(people.accept("rita", &invitation, None).unwrap()).into_state();
        joined.membership().unwrap().roles.clone()
    };
    assert_eq!(joined(&people), invitation.roles);
    made(&mut people, None);
    assert_eq!(joined(&people), roles(None, &[("tower", Role::Reviewer)]));
}

#[test]
fn who_invites_again_answers_for_what_they_gave_before_and_over_others() {
    let people = People::new();
    let both = by_paula(&people, true);
    let olga = people.admin.people_authority().unwrap();
    let wanted = People::invitation_of_rita(roles(None, &[("procurement", Role::Reviewer)]));
    let third = wanted.decide(&olga, &people.org, asked_with(&known(), Some(&both)), &staff(SATURDAY)).unwrap();
    let third = third.into_state().invitation;
    assert_eq!((third.kept.len(), third.roles.in_projects().len()), (0, 2));
}

#[test]
fn a_role_that_was_taken_does_not_come_back_by_an_open_invitation_and_the_others_stay() {
    let mut people = People::new();
    let tower = roles(None, &[("procurement", Role::Initiator), ("tower", Role::Viewer)]);
    people.ivo.memberships.values_mut().for_each(|one| one.roles = tower.clone());
    let invitation = by_paula(&people, true);
    let olga = people.admin.people_authority().unwrap();
    let remove = Remove { project: Some(slug("procurement")) };
    let target = || (&people.org, Some(people.ivo.clone()));
    let removed = changed(remove.decide(&olga, target(), Some(&invitation), &staff(SATURDAY)).unwrap());
    assert_eq!(kinds(&removed), ["org.member_changed", "org.invitation_narrowed"]);
    let left = removed.into_state().invitation.unwrap();
    assert_eq!((&left.roles, left.kept.len()), (&roles(None, &[("tower", Role::Reviewer)]), 0));
    let one = by_paula(&people, false);
    let less = ChangeRoles { change: to("procurement", Some(Role::Viewer)), version: None };
    let lowered = changed(less.decide(&olga, target(), (&known(), Some(&one)), &staff(SATURDAY)).unwrap());
    assert_eq!(kinds(&lowered), ["org.member_changed", "org.invitation_withdrawn"]);
    let more = ChangeRoles { change: to("procurement", Some(Role::ProjectAdmin)), version: None };
    let raised = changed(more.decide(&olga, target(), (&known(), Some(&one)), &staff(SATURDAY)).unwrap());
    assert_eq!(kinds(&raised), ["org.member_changed"], "nothing was taken");
}
