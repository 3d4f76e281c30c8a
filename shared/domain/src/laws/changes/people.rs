//! One change of each operation on an org and its people.

use super::super::checked::{Changes, Checked};
use crate::{
    fixtures::{CREATED, House, People, changed, newcomer, operator, slug, staff},
    policy::{Accent, PolicyWish, Wish},
    staff::{
        ChangePolicy, ChangePreferences, ChangeRoles, Founding, OrgPolicyBy, OrgRole, ProjectPolicyBy, Remove, Role,
        Roles, RolesChange, SetSeats, Withdraw,
    },
    value::Locale,
};

pub(super) fn by_the_operator() -> Changes {
    let House { org, project, .. } = House::new();
    let vera = || newcomer("vera", None, &[("procurement", Role::Initiator)]);
    let founding = Founding {
        slug: org.slug.clone(),
        name: org.name.clone(),
        zone: org.zone.clone(),
        projects: vec![project.clone()],
        members: vec![vera()],
    };
    let (operator, stamp) = (operator(), staff(CREATED));
    let accent = Accent::new("#7a1f5c".parse().unwrap()).unwrap();
    let wish = PolicyWish { accent: Wish::Set(accent), ..PolicyWish::default() };
    let policy = ChangePolicy { wish, expected: None };
    let of_org = policy.of_org((&org, &[]), OrgPolicyBy::Operator(&operator), &stamp).unwrap();
    let of_project = policy.of_project((&org, &project), ProjectPolicyBy::Operator(&operator), &stamp).unwrap();
    vec![
        ("Founding::found", Checked::first(&founding.found(&operator, &stamp).unwrap())),
        ("Org::add_project", Checked::after(org.head, &org.add_project(project, &operator, &stamp))),
        ("Org::add_member", Checked::after(org.head, &org.add_member(vera(), &operator, &stamp).unwrap())),
        ("SetSeats", Checked::after(org.head, &changed(SetSeats { limit: Some(50) }.decide(&org, &operator, &stamp)))),
        ("ChangePolicy::of_org", Checked::after(org.head, &changed(of_org))),
        ("ChangePolicy::of_project", Checked::after(org.head, &changed(of_project))),
    ]
}

pub(super) fn of_people() -> Changes {
    let (people, stamp) = (People::new(), staff(CREATED));
    let by = || people.admin.people_authority().unwrap();
    let invited = people.invite(Roles::new(Some(OrgRole::WorkflowResponder), [].into()).unwrap());
    let People { org, .. } = &people;
    let invitation = invited.state().invitation.clone();
    let withdrawn = changed(Withdraw.decide(&by(), (org, Some(&invitation)), &stamp).unwrap());
    let joined = changed(people.accept("rita", &invitation, None).unwrap());
    let ivo = || Some(people.ivo.clone());
    let promotion = RolesChange { org_role: Some(Some(OrgRole::OrgAdmin)), ..RolesChange::default() };
    let promotion = ChangeRoles { change: promotion, version: None };
    let promoted = changed(promotion.decide(&by(), (org, ivo()), (&[].into(), None), &stamp).unwrap());
    let removed = changed(Remove { project: None }.decide(&by(), (org, ivo()), None, &stamp).unwrap());
    let both = [Role::Initiator; 2].into_iter().zip(["procurement", "tower"]);
    let both = Roles::new(None, both.map(|(role, project)| (slug(project), role)).collect()).unwrap();
    let mut paul = people.ivo.clone();
    paul.memberships.values_mut().for_each(|one| one.roles = both.clone());
    let open = people.invite(both).into_state().invitation;
    let out = Remove { project: Some(slug("tower")) };
    let narrowed = changed(out.decide(&by(), (org, Some(paul)), Some(&open), &stamp).unwrap());
    let preferences = ChangePreferences { locale: Some(Locale::PtBr), zone: None };
    let preferring = changed(preferences.decide(&people.ivo, &[(org.clone(), stamp.clone())]).unwrap());
    vec![
        ("Invite", Checked::after(org.head, &invited)),
        ("Withdraw", Checked::after(org.head, &withdrawn)),
        ("Accept", Checked::after(org.head, &joined)),
        ("Remove, of one project", Checked::after(org.head, &narrowed)),
        ("ChangeRoles", Checked::after(org.head, &promoted)),
        ("Remove", Checked::after(org.head, &removed)),
        ("ChangePreferences", Checked::after(org.head, &preferring)),
    ]
}
