//! Which terms are taken, what they become, and that every flaw is told at once.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, at, facts, kinds, layer, member, messages, slug, staff},
    policy::Layer,
    staff::{Member, OrgRole, Role},
    value::{Digest, Locale},
};

#[test]
fn the_usual_share_has_the_products_defaults() {
    let house = House::new();
    let Share { terms, gate } = house.share().created();
    assert_eq!((terms.created_at, gate.expires_at), (at(CREATED), at(EXPIRES)));
    assert_eq!(gate.zone.as_str(), "America/Sao_Paulo");
    assert_eq!(gate.accesses, Accesses { used: 0, max: 0 });
    assert_eq!((gate.epoch, gate.link, terms.disclaimer, gate.password.is_some()), (1, 1, None, false));
    assert_eq!(terms.creator.sub, "vera");
    assert_eq!(terms.notice, house.policy().notice(Locale::En));
    assert_eq!((terms.org_name.as_str(), terms.title.as_str()), ("Acme", "KYC 2041"));
    assert_eq!((terms.id, gate.share), (ShareId::new([1; 16]), ShareId::new([1; 16])));
}

#[test]
fn an_invitation_leaves_unless_the_creator_takes_the_link() {
    let house = House::new();
    let share = house.share().decided().unwrap();
    assert_eq!(kinds(&share), ["share.created"]);
    assert_eq!(messages(&share), [Message::Invitation { share: ShareId::new([1; 16]) }]);
    let share = house.share().link().decided().unwrap();
    assert_eq!(messages(&share), []);
    assert_eq!(facts(&share)["delivery"], "link");
}

#[test]
fn a_share_names_at_least_one_task() {
    assert_eq!(House::new().share().tasks(&[]).flaws(), [TermsFlaw::NoTask]);
}

#[test]
fn every_unknown_task_is_named() {
    let flaws = House::new().share().tasks(&["company", "tower", "moon"]).flaws();
    let unknown = |task| TermsFlaw::UnknownTask { task: slug(task) };
    assert_eq!(flaws, [unknown("tower"), unknown("moon")]);
}

#[test]
fn a_task_named_twice_is_shared_once() {
    let share = House::new().share().tasks(&["documents", "company", "documents"]).created();
    assert_eq!(share.terms.scope.tasks(), ["documents", "company"].map(slug));
}

#[test]
fn a_share_grants_at_least_one_permission_and_tasks_know_them_all() {
    let house = House::new();
    let mut nothing = house.share();
    nothing.create.asked.permissions.clear();
    assert_eq!(nothing.flaws(), [TermsFlaw::NoPermission]);
    let mut respond = house.share();
    respond.create.asked.permissions.insert(Permission::Respond);
    assert_eq!(respond.flaws(), []);
}

#[test]
fn only_the_default_access_count_is_allowed_where_it_is_fixed() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.default_max_accesses = Some(3));
    house.project.policy = layer(|l| l.allow_max_accesses_override = Some(false));
    assert_eq!(house.share().created().gate.accesses.max, 3);
    assert_eq!(house.share().max(3).created().gate.accesses.max, 3);
    for other in [4, 2, 0] {
        let fixed = TermsFlaw::AccessesFixed { max: 3, layer: Layer::Project };
        assert_eq!(house.share().max(other).flaws(), [fixed], "{other}");
    }
}

#[test]
fn an_access_count_is_free_where_it_is_not_fixed() {
    assert_eq!(House::new().share().max(4).created().gate.accesses.max, 4);
}

#[test]
fn a_password_is_demanded_by_the_layer_that_requires_it() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.password_required = Some(true));
    assert_eq!(house.share().flaws(), [TermsFlaw::PasswordRequired { layer: Layer::Org }]);
    assert!(house.share().password("correct horse").created().gate.password.is_some());
    house.project.policy = layer(|l| l.password_required = Some(false));
    assert_eq!(house.share().flaws(), [TermsFlaw::PasswordRequired { layer: Layer::Org }], "a project only tightens");
    house.org.policy = layer(|_| {});
    assert_eq!(house.share().flaws(), []);
}

#[test]
fn all_flaws_are_told_at_once() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.password_required = Some(true);
        l.allow_max_accesses_override = Some(false);
    });
    house.project.policy = layer(|l| l.max_expiry_days = Some(30));
    let mut terms = house.share().tasks(&["moon"]).days(31).max(9);
    terms.create.asked.permissions = BTreeSet::new();
    assert_eq!(
        terms.flaws(),
        [
            TermsFlaw::UnknownTask { task: slug("moon") },
            TermsFlaw::NoPermission,
            TermsFlaw::AboveCeiling { asked: 31, ceiling: 30, layer: Layer::Project },
            TermsFlaw::AccessesFixed { max: 0, layer: Layer::Org },
            TermsFlaw::PasswordRequired { layer: Layer::Org },
        ]
    );
}

#[test]
fn guests_are_told_in_their_language_what_stood_when_the_share_was_created() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.notice.insert(Locale::PtBr, Digest::of("Aviso"));
        l.disclaimer.insert(Locale::PtBr, Digest::of("Li e entendi"));
        l.disclaimer.insert(Locale::En, Digest::of("I have read it"));
    });
    let terms = house.share().locale(Locale::PtBr).created().terms;
    assert_eq!((terms.notice, terms.disclaimer), (Digest::of("Aviso"), Some(Digest::of("Li e entendi"))));
    let terms = house.share().locale(Locale::Es).created().terms;
    assert_eq!(terms.disclaimer, Some(Digest::of("I have read it")));
    assert_eq!(terms.notice, house.policy().notice(Locale::Es));
    assert_ne!(terms.notice, Digest::of("Aviso"));
}

#[test]
fn the_share_is_its_creators() {
    let (house, carla) = (House::new(), member("carla", Role::DocumentController));
    assert_eq!(house.share().by(&carla).created().terms.creator.email.as_str(), "carla@acme.example");
}

#[test]
fn a_proof_of_another_right_project_or_org_creates_nothing() {
    let (house, tower, here) = (House::new(), slug("tower"), slug("procurement"));
    let admin = Member { roles: crate::staff::Roles::of_org(OrgRole::OrgAdmin), ..member("olga", Role::Viewer) };
    let stranger = Member { org: slug("globex"), ..admin.clone() };
    for elsewhere in [
        house.authority(Right::ViewShares),
        admin.authority(&tower, Right::CreateShares).unwrap(),
        stranger.authority(&here, Right::CreateShares).unwrap(),
    ] {
        let create = house.share().create;
        let tasks = [slug("company")];
        let refused = create.decide(elsewhere, house.context(&tasks), &staff(CREATED)).unwrap_err();
        assert_eq!(refused, Forbidden::NoSuchProject.into());
    }
}

#[test]
fn what_a_policy_lets_a_guest_do_without_the_password_is_on_record() {
    let mut house = House::new();
    let told = |house: &House| facts(&house.share().decided().unwrap())["code_instead_of_password"].clone();
    assert_eq!(told(&house), false);
    house.org.policy = layer(|l| l.code_instead_of_password = Some(true));
    assert_eq!(told(&house), true);
}

#[test]
fn a_share_says_in_which_language_its_disclaimer_is_where_that_is_not_its_guests() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.disclaimer.insert(Locale::PtBr, Digest::of("Eu li"));
    });
    let language = |locale| house.share().locale(locale).created().terms.disclaimer_locale;
    assert_eq!([Locale::PtBr, Locale::En].map(language), [None, Some(Locale::PtBr)]);
}
