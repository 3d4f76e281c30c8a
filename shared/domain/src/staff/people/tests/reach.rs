//! How far it reaches to decide about people: one's own org, and in it one's own projects.

use super::*;

fn remove(people: &People, by: &PeopleAuthority<'_>, project: Option<&str>) -> Result<(), PeopleRefused> {
    let act = Remove { project: project.map(slug) };
    act.decide(by, (&people.org, Some(people.ivo.clone())), None, &staff(CREATED)).map(drop)
}

#[test]
fn nobody_decides_about_the_people_of_another_org() {
    let people = People::new();
    let stranger = crate::staff::Member { org: slug("globex"), ..people.admin.clone() };
    let by = stranger.people_authority().unwrap();
    let nothing = PeopleRefused::from(Forbidden::Nothing);
    assert_eq!(invite(&people, &by, viewer()).unwrap_err(), nothing);
    assert_eq!(change(&people, &by, to("procurement", None)).unwrap_err(), nothing);
    for project in [None, Some("procurement")] {
        assert_eq!(remove(&people, &by, project), Err(nothing.clone()), "{project:?}");
    }
    let invitation = people.invite(viewer()).into_state().invitation;
    let withdrawn = Withdraw.decide(&by, (&people.org, Some(&invitation)), &staff(CREATED)).map(drop);
    assert_eq!(withdrawn, Err(nothing));
    let (own, elsewhere) = (people.admin.people_authority().unwrap(), Invitation { org: slug("globex"), ..invitation });
    let withdrawn = Withdraw.decide(&own, (&people.org, Some(&elsewhere)), &staff(CREATED)).map(drop);
    assert_eq!(withdrawn, Err(PeopleRefused::NoSuchInvitation), "nor does one's own authority reach one of theirs");
}

#[test]
fn a_project_admin_takes_nobody_out_of_a_project_where_they_are_less() {
    let mut people = People::new();
    people.project_admin.roles.roles.insert(slug("tower"), Role::DocumentController);
    let both = roles(None, &[("procurement", Role::Initiator), ("tower", Role::Viewer)]);
    people.ivo.memberships.values_mut().for_each(|one| one.roles = both.clone());
    let paula = people.project_admin.people_authority().unwrap();
    let less = Forbidden::Role { needed: Role::ProjectAdmin, yours: Role::DocumentController };
    assert_eq!(remove(&people, &paula, Some("tower")), Err(less.clone().into()));
    assert_eq!(change(&people, &paula, to("tower", None)).map(drop), Err(less.into()));
    assert_eq!(remove(&people, &paula, Some("procurement")), Ok(()));
}

#[test]
fn what_was_decided_in_some_projects_takes_a_role_in_each_of_them_and_in_no_other() {
    let mut people = People::new();
    people.project_admin.roles.roles.extend(["attic", "tower"].map(|project| (slug(project), Role::ProjectAdmin)));
    let paula = people.project_admin.clone();
    let need = paula.people_authority().unwrap().need_in(&[slug("procurement"), slug("tower")]).unwrap();
    assert_eq!(need.of(&paula), Ok(()));
    for (lost, still) in [("attic", true), ("procurement", false), ("tower", false)] {
        let mut less = paula.clone();
        less.roles.roles.remove(&slug(lost));
        assert_eq!(need.of(&less).is_ok(), still, "without {lost}");
        less.roles.roles.insert(slug(lost), Role::DocumentController);
        assert_eq!(need.of(&less).is_ok(), still, "less in {lost}");
    }
    let of_none = paula.people_authority().unwrap().need_in([]).unwrap();
    assert_eq!(of_none.of(&paula), Ok(()));
    let by_admin = people.admin.people_authority().unwrap().need_in(&[slug("tower")]).unwrap();
    assert_eq!((by_admin.of(&people.admin), by_admin.of(&paula)), (Ok(()), Err(Forbidden::OrgAdmin)));
    assert_eq!(operator().people_authority().need_in(&[slug("tower")]), None, "an operator is asked nothing");
}

#[test]
fn a_project_admin_takes_nothing_from_who_is_not_seen_in_their_projects_an_org_admin_or_not() {
    let mut people = People::new();
    let elsewhere = roles(None, &[("tower", Role::Viewer)]);
    let seen = roles(Some(OrgRole::OrgAdmin), &[("procurement", Role::Viewer)]);
    let unseen = Err(PeopleRefused::NoSuchMember);
    for (roles, told) in [(Roles::of_org(OrgRole::OrgAdmin), unseen.clone()), (elsewhere, unseen), (seen, Ok(()))] {
        people.ivo.memberships.values_mut().for_each(|one| one.roles = roles.clone());
        let paula = people.project_admin.people_authority().unwrap();
        assert_eq!(change(&people, &paula, to("procurement", None)).map(drop), told, "{roles:?}");
    }
}
