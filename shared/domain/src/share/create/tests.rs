//! Which terms are taken, what they become, and that every flaw is told at once.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, acting, at, layer, member, slug},
    member::Role,
    text::Locale,
};

#[test]
fn the_usual_share_has_the_products_defaults() {
    let (share, brief) = House::new().share().told();
    assert_eq!((share.created_at, share.expires_at), (at(CREATED), at(EXPIRES)));
    assert_eq!(share.zone.as_str(), "America/Sao_Paulo");
    assert_eq!(share.accesses, Accesses { used: 0, max: 0 });
    assert_eq!((share.epoch, share.acknowledge, share.password.is_some()), (1, false, false));
    assert_eq!(share.creator.sub, "vera");
    assert_eq!(share.notice_sha256, Digest::of(&brief.notice));
    assert_eq!(brief.org_name.as_str(), "Acme");
}

#[test]
fn an_invitation_leaves_unless_the_creator_takes_the_link() {
    let house = House::new();
    let share = house.share().asked().unwrap();
    let invitation = Message::Invitation { share: ShareId::new([1; 16]) };
    assert_eq!(share.outgoing().unwrap().messages, [invitation]);
    let share = house.share().link().asked().unwrap();
    assert_eq!(share.outgoing(), None);
    let event = &share.entry().records()[0].0.event;
    assert!(matches!(event, Event::ShareCreated { delivery, .. } if delivery == "link"), "{event:?}");
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
    assert_eq!(share.scope.tasks, ["documents", "company"].map(slug));
}

#[test]
fn a_share_grants_at_least_one_permission_and_none_that_tasks_do_not_know() {
    let house = House::new();
    let mut nothing = house.share();
    nothing.terms.permissions.clear();
    assert_eq!(nothing.flaws(), [TermsFlaw::NoPermission]);
    let mut respond = house.share();
    respond.terms.permissions.insert(Permission::Respond);
    let permission = Permission::Respond;
    assert_eq!(respond.flaws(), [TermsFlaw::PermissionNotApplicable { permission }]);
}

#[test]
fn only_the_default_access_count_is_allowed_where_it_is_fixed() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.default_max_accesses = Some(3));
    house.project.policy = layer(|l| l.allow_max_accesses_override = Some(false));
    assert_eq!(house.share().created().accesses.max, 3);
    assert_eq!(house.share().max(3).created().accesses.max, 3);
    for other in [4, 2, 0] {
        let fixed = TermsFlaw::AccessesFixed { max: 3, layer: Source::Project };
        assert_eq!(house.share().max(other).flaws(), [fixed], "{other}");
    }
}

#[test]
fn an_access_count_is_free_where_it_is_not_fixed() {
    assert_eq!(House::new().share().max(4).created().accesses.max, 4);
}

#[test]
fn a_password_is_demanded_by_the_layer_that_requires_it() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.password_required = Some(true));
    assert_eq!(house.share().flaws(), [TermsFlaw::PasswordRequired { layer: Source::Org }]);
    assert!(house.share().password("correct horse").created().password.is_some());
    house.project.policy = layer(|l| l.password_required = Some(false));
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
    terms.terms.permissions = BTreeSet::from([Permission::Respond]);
    assert_eq!(
        terms.flaws(),
        [
            TermsFlaw::UnknownTask { task: slug("moon") },
            TermsFlaw::PermissionNotApplicable { permission: Permission::Respond },
            TermsFlaw::AboveCeiling { asked: 31, ceiling: 30, layer: Source::Project },
            TermsFlaw::AccessesFixed { max: 0, layer: Source::Org },
            TermsFlaw::PasswordRequired { layer: Source::Org },
        ]
    );
}

#[test]
fn guests_are_told_in_their_language_what_stood_when_the_share_was_created() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.notice.insert(Locale::PtBr, "Aviso".parse().unwrap());
        l.acknowledgement.insert(Locale::PtBr, "Li e entendi".parse().unwrap());
        l.acknowledgement.insert(Locale::En, "I have read it".parse().unwrap());
    });
    let (share, brief) = house.share().locale(Locale::PtBr).told();
    assert_eq!((brief.notice.as_str(), brief.acknowledgement.as_deref()), ("Aviso", Some("Li e entendi")));
    assert_eq!((share.notice_sha256, share.acknowledge), (Digest::of("Aviso"), true));
    let (_, brief) = house.share().locale(Locale::Es).told();
    assert_eq!(brief.acknowledgement.as_deref(), Some("I have read it"));
    assert_ne!(brief.notice, "Aviso");
}

#[test]
fn the_share_is_its_creators() {
    let (house, carla) = (House::new(), member("carla", Role::DocumentController));
    assert_eq!(acting(&carla).role, Role::DocumentController);
    assert_eq!(house.share().by(&carla).created().creator.email.as_str(), "carla@acme.example");
}
