//! Which layer decides what, and what no layer can decide.

use proptest::prelude::*;

use super::*;
use crate::fixtures::layer;

proptest! {
    #[test]
    fn no_project_exceeds_the_org_and_no_org_the_product(
        org in prop::option::of(0u32..200), project in prop::option::of(0u32..200),
    ) {
        let of = |days| layer(|l| {
            l.max_expiry_days = days;
            l.default_expiry_days = days;
        });
        let policy = Policy::effective(&of(org), &of(project));
        prop_assert!(policy.max_expiry_days.value <= org.unwrap_or(MAX_EXPIRY_DAYS).clamp(1, MAX_EXPIRY_DAYS));
        prop_assert!((1..=policy.max_expiry_days.value).contains(&policy.default_expiry_days.value));
    }
}

#[test]
fn the_deciding_layer_is_named() {
    let org = layer(|l| {
        l.max_expiry_days = Some(30);
        l.password_required = Some(true);
    });
    let policy = Policy::effective(&org, &layer(|l| l.max_expiry_days = Some(60)));
    assert_eq!(policy.max_expiry_days, Setting { value: 30, layer: Layer::Org });
    assert_eq!(policy.password_required, Setting { value: true, layer: Layer::Org });
    assert_eq!(policy.default_expiry_days, Setting { value: 7, layer: Layer::Default });
}

#[test]
fn a_default_that_was_lowered_names_the_layer_of_the_ceiling() {
    let org = layer(|l| l.default_expiry_days = Some(30));
    let policy = Policy::effective(&org, &layer(|l| l.max_expiry_days = Some(14)));
    assert_eq!(policy.default_expiry_days, Setting { value: 14, layer: Layer::Project });
    let policy = Policy::effective(&layer(|l| l.max_expiry_days = Some(365)), &Overrides::default());
    assert_eq!(policy.max_expiry_days, Setting { value: 90, layer: Layer::Org });
}

#[test]
fn a_project_tightens_each_rule_and_loosens_none() {
    let tight = layer(|l| {
        l.default_max_accesses = Some(3);
        l.allow_max_accesses_override = Some(false);
        l.allow_custom_expiry = Some(false);
        l.max_upload_bytes = Some(10);
        l.upload_extensions = Some(vec!["pdf".into()]);
        l.password_required = Some(true);
    });
    let loose = layer(|l| {
        l.default_max_accesses = Some(5);
        l.allow_max_accesses_override = Some(true);
        l.allow_custom_expiry = Some(true);
        l.max_upload_bytes = Some(20);
        l.upload_extensions = Some(vec!["pdf".into(), "png".into()]);
        l.password_required = Some(false);
    });
    for (org, project, layer) in [(&tight, &loose, Layer::Org), (&loose, &tight, Layer::Project)] {
        let policy = Policy::effective(org, project);
        assert_eq!(policy.default_max_accesses, Setting { value: 3, layer });
        assert_eq!(policy.allow_max_accesses_override, Setting { value: false, layer });
        assert_eq!(policy.allow_custom_expiry, Setting { value: false, layer });
        assert_eq!(policy.max_upload_bytes, Setting { value: 10, layer });
        assert_eq!(policy.upload_extensions, Setting { value: vec!["pdf".into()], layer });
        assert_eq!(policy.password_required, Setting { value: true, layer });
    }
    let policy = Policy::effective(&tight, &tight);
    assert_eq!(policy.default_max_accesses, Setting { value: 3, layer: Layer::Org }, "who would have to loosen it");
}

#[test]
fn no_upload_is_larger_than_s3_takes_at_once_and_none_above_what_the_org_says() {
    let of = |bytes: Option<u64>| layer(|l| l.max_upload_bytes = bytes);
    for (org, project, value, layer) in [
        (None, None, 100 << 20, Layer::Default),
        (None, Some(1 << 30), 100 << 20, Layer::Default),
        (Some(u64::MAX), None, 5 << 30, Layer::Org),
        (Some(2 << 30), Some(6 << 30), 2 << 30, Layer::Org),
        (Some(4 << 30), Some(3), 3, Layer::Project),
    ] {
        assert_eq!(Policy::effective(&of(org), &of(project)).max_upload_bytes, Setting { value, layer });
    }
}

#[test]
fn a_project_has_a_name_a_colour_and_a_logo_of_its_own() {
    let (acme, tower) = ("Acme".parse().unwrap(), "Tower".parse().unwrap());
    let named = |name: &Line<60>| layer(|l| l.sender_name = Some(name.clone()));
    let policy = Policy::effective(&named(&acme), &named(&tower));
    assert_eq!(policy.sender_name, Setting { value: Some(tower), layer: Layer::Project });
    let policy = Policy::effective(&named(&acme), &Overrides::default());
    assert_eq!(policy.sender_name.value, Some(acme));
}

#[test]
fn a_project_lowers_the_number_of_mails_and_does_not_raise_it() {
    let of = |most: Option<u32>| layer(|l| l.max_mails_per_address = most);
    for (org, project, value, layer) in [
        (None, None, 20, Layer::Default),
        (Some(50), None, 50, Layer::Org),
        (Some(50), Some(5), 5, Layer::Project),
        (Some(5), Some(50), 5, Layer::Org),
        (None, Some(50), 20, Layer::Default),
        (Some(0), None, 1, Layer::Org),
    ] {
        assert_eq!(Policy::effective(&of(org), &of(project)).max_mails_per_address, Setting { value, layer });
    }
}

#[test]
fn a_project_asks_for_more_proof_than_its_org_and_never_for_less() {
    for (org, project, value, layer) in [
        (None, None, false, Layer::Default),
        (Some(true), None, true, Layer::Org),
        (Some(true), Some(false), true, Layer::Org),
        (Some(false), Some(true), true, Layer::Project),
        (None, Some(true), true, Layer::Project),
    ] {
        let of = |required| self::layer(|l| (l.code_required, l.who_opens_required) = (required, required));
        let policy = Policy::effective(&of(org), &of(project));
        assert_eq!(policy.code_required, Setting { value, layer });
        assert_eq!(policy.who_opens_required, Setting { value, layer });
    }
}

#[test]
fn a_project_keeps_codes_from_taking_the_place_of_passwords_and_cannot_let_them() {
    for (org, project, value, layer) in [
        (None, Some(true), false, Layer::Default),
        (Some(true), None, true, Layer::Org),
        (Some(true), Some(false), false, Layer::Project),
        (Some(false), Some(true), false, Layer::Org),
    ] {
        let of = |instead| self::layer(|l| l.code_instead_of_password = instead);
        let policy = Policy::effective(&of(org), &of(project));
        assert_eq!(policy.code_instead_of_password, Setting { value, layer });
    }
}

#[test]
fn texts_are_overridden_language_by_language() {
    let (ours, theirs, spanish) = (Digest::of("Acme's notice"), Digest::of("the project's"), Digest::of("de Acme"));
    let org = layer(|l| l.notice = [(Locale::En, ours), (Locale::Es, spanish)].into());
    let project = layer(|l| l.notice = [(Locale::En, theirs)].into());
    let policy = Policy::effective(&org, &project);
    assert_eq!((policy.notice(Locale::En), policy.notice(Locale::Es)), (theirs, spanish));
    assert_eq!(policy.notices()[&Locale::Es].layer, Layer::Org);
    let product = policy.default_notice(Locale::PtBr).unwrap();
    assert!(product.contains("LGPD"), "the product's own, in the guest's language");
    assert_eq!(policy.notice(Locale::PtBr), Digest::of(product));
    assert_eq!(policy.default_notice(Locale::En), None);
}

#[test]
fn a_disclaimer_is_asked_for_in_every_language() {
    let policy = |texts: &[(Locale, &str)]| {
        let org = layer(|l| l.disclaimer = texts.iter().map(|(l, t)| (*l, Digest::of(t))).collect());
        Policy::effective(&org, &Overrides::default())
    };
    assert_eq!(policy(&[]).disclaimer(Locale::En), None);
    let two = policy(&[(Locale::En, "I have read it"), (Locale::PtBr, "Li e entendi")]);
    assert_eq!(two.disclaimer(Locale::PtBr), Some(Digest::of("Li e entendi")));
    assert_eq!(two.disclaimer(Locale::Es), Some(Digest::of("I have read it")));
    let one = policy(&[(Locale::PtBr, "Li e entendi")]);
    assert_eq!(one.disclaimer(Locale::En), Some(Digest::of("Li e entendi")), "no choice of language evades it");
}
