//! What is wrong with a wish.

use super::*;

fn one(set: impl FnOnce(&mut PolicyWish)) -> PolicyWish {
    let mut wish = PolicyWish::default();
    set(&mut wish);
    wish
}

#[test]
fn what_is_out_of_range_is_refused_at_every_layer_and_all_at_once() {
    let wish = PolicyWish {
        max_expiry_days: Wish::Set(91),
        default_expiry_days: Wish::Set(0),
        max_mails_per_share: Wish::Set(10_000),
        upload_extensions: Wish::Set(vec!["pdf".to_owned(), "tar.gz".to_owned()]),
        ..PolicyWish::default()
    };
    assert_eq!(
        wish.flaws(None),
        [
            SettingFlaw::OutOfRange { setting: "default_expiry_days", min: 1, max: 90 },
            SettingFlaw::OutOfRange { setting: "max_expiry_days", min: 1, max: 90 },
            SettingFlaw::Extension { setting: "upload_extensions", at: 1, named: "tar.gz".to_owned() },
        ]
    );
}

#[test]
fn a_list_of_endings_holds_one_at_least_and_two_hundred_at_most() {
    for count in [0, 201] {
        let wish = one(|wish| wish.upload_extensions = Wish::Set(vec!["pdf".to_owned(); count]));
        assert_eq!(wish.flaws(None), [SettingFlaw::Extensions { setting: "upload_extensions" }]);
    }
}

#[test]
fn a_project_that_loosens_is_told_what_stands_and_which_way_it_may_go() {
    let org = Overrides { max_expiry_days: Some(30), password_required: Some(true), ..Overrides::default() };
    let above = Policy::effective(&org, &Overrides::default());
    let wish = PolicyWish {
        max_expiry_days: Wish::Set(60),
        password_required: Wish::Set(false),
        default_expiry_days: Wish::Set(7),
        max_upload_bytes: Wish::Remove,
        ..PolicyWish::default()
    };
    let direction = "lower";
    assert_eq!(
        wish.flaws(Some(&above)),
        [
            SettingFlaw::Loosens { setting: "max_expiry_days", above: json!(30), layer: Layer::Org, direction },
            SettingFlaw::Loosens {
                setting: "password_required",
                above: json!(true),
                layer: Layer::Org,
                direction: "on",
            },
        ]
    );
    assert_eq!(wish.flaws(None), [], "an org is bound by the product alone");
}

#[test]
fn a_wish_says_what_it_changes_and_counts_as_one_change() {
    let before = Overrides { max_expiry_days: Some(60), password_required: Some(true), ..Overrides::default() };
    let mut wish = one(|wish| wish.max_expiry_days = Wish::Set(30));
    wish.password_required = Wish::Remove;
    wish.allow_custom_expiry = Wish::Remove;
    wish.notice.insert(Locale::En, Wish::Set(Digest::of("ours")));
    let (after, changes) = wish.put(&before);
    let told = json!([
        { "setting": "max_expiry_days", "from": 60, "to": 30 },
        { "setting": "password_required", "from": true, "to": null },
        { "setting": "notice.en", "from": null, "to": Digest::of("ours") },
    ]);
    assert_eq!(json!(changes), told);
    assert_eq!((after.max_expiry_days, after.password_required, after.version), (Some(30), None, 1));
    assert_eq!(wish.put(&after), (after.clone(), vec![]), "what stands already is no change");
}

#[test]
fn a_sender_is_no_address_and_holds_none() {
    let flaws = |name: &str| one(|wish| wish.sender_name = Wish::Set(name.parse().unwrap())).flaws(None);
    for name in ["Acme Compras", "Acme S.A.", "J.P. Acme & Cia. Ltda.", "Acme 2.0"] {
        assert_eq!(flaws(name), [], "{name}");
    }
    for name in ["PayPal Security <security@paypal.com>", "support@bank.com", "https://evil.com", "Evil.com"] {
        assert_eq!(flaws(name), [SettingFlaw::HoldsLink { setting: "sender_name" }], "{name}");
    }
}
