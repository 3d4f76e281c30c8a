//! Two who invite the same address: each knows of, takes back and makes last what they could give themselves.

use super::*;
use crate::staff::Given;

/// Five days after the creation.
const LATER: &str = "2026-11-25T12:00:00Z";

/// Olga invites Rita to the tower, as an org admin where it is asked for; then Paula, of procurement alone, invites her under another name.
fn by_both(people: &People, org_role: Option<OrgRole>) -> Invitation {
    let (olga, paula) = (people.admin.people_authority().unwrap(), people.project_admin.people_authority().unwrap());
    let tower = roles(org_role, &[("tower", Role::ProjectAdmin)]);
    let first = invite(people, &olga, tower).unwrap().into_state().invitation;
    let again = Invite {
        name: "Ha Ha".parse().unwrap(),
        locale: crate::value::Locale::Es,
        salt: Salt::new([8; 16]),
        ..People::invitation_of_rita(viewer())
    };
    let second = again.decide(&paula, &people.org, asked_with(&known(), Some(&first)), &staff(LATER)).unwrap();
    second.into_state().invitation
}

#[test]
fn who_invites_an_address_again_knows_no_role_that_they_could_not_give() {
    let people = People::new();
    let paula = people.project_admin.people_authority().unwrap();
    for org_role in [None, Some(OrgRole::OrgAdmin)] {
        let offered = by_both(&people, org_role).offered(LATER.parse().unwrap());
        assert_eq!(paula.part_of(&offered), Some(viewer()));
        assert_eq!(people.admin.people_authority().unwrap().part_of(&offered), Some(offered));
    }
    assert_eq!(paula.part_of(&roles(Some(OrgRole::OrgAdmin), &[("tower", Role::Viewer)])), None);
}

#[test]
fn name_and_language_stay_while_others_gave_what_one_could_not() {
    let people = People::new();
    let first = people.invite(viewer()).into_state().invitation;
    let both = by_both(&people, None);
    assert_eq!((&both.name, both.locale), (&first.name, first.locale));
    let olga = people.admin.people_authority().unwrap();
    let renamed = Invite { name: "Rita Alves".parse().unwrap(), ..People::invitation_of_rita(viewer()) };
    let third =
        renamed.decide(&olga, &people.org, asked_with(&known(), Some(&both)), &staff(LATER)).unwrap().into_state();
    assert_eq!(third.invitation.name.as_str(), "Rita Alves");
}

#[test]
fn an_invitation_by_somebody_else_makes_nobodys_offer_last_longer() {
    let mut people = People::new();
    let both = by_both(&people, Some(OrgRole::OrgAdmin));
    let own: Vec<_> = both.kept.iter().map(|Given { expires_at, .. }| expires_at.to_string()).collect();
    assert_eq!((own, both.expires_at.to_string()), (vec![PAST.to_owned()], "2026-12-09T12:00:00Z".to_owned()));
    people.givers.push(profile("paula", &[("acme", Role::ProjectAdmin)]));
    let code = InvitationCode::find(both.code(&people.keys).expose(), &people.keys).unwrap();
    let at = |now: &str| {
        let found = Accepting {
            org: people.org.clone(),
            invitation: both.clone(),
            profile: None,
            givers: people.givers.clone(),
        };
        let by = SignedIn { sub: "rita".into(), email: None };
        let joined = Accept { code: code.clone() }.decide(&by, found, &staff(now)).unwrap().into_state();
        joined.membership().unwrap().roles.clone()
    };
    assert!(at("2026-12-04T11:59:59Z").is_org_admin());
    assert_eq!(at(PAST), viewer());
}

#[test]
fn who_could_give_a_part_takes_back_that_part_and_leaves_the_rest() {
    let people = People::new();
    let paula = people.project_admin.people_authority().unwrap();
    let both = by_both(&people, None);
    let Decision::Change(change) = Withdraw.decide(&paula, (&people.org, Some(&both)), &staff(LATER)).unwrap() else {
        panic!("nothing was taken back");
    };
    assert_eq!(kinds(&change), ["org.invitation_narrowed"]);
    let rest = change.into_state().invitation;
    assert_eq!(rest.offered(LATER.parse().unwrap()), roles(None, &[("tower", Role::ProjectAdmin)]));
    let refused = Withdraw.decide(&paula, (&people.org, Some(&rest)), &staff(LATER)).unwrap_err();
    assert_eq!(refused, PeopleRefused::NoSuchInvitation);
}
