//! Names that a mail program would take for an address.

use super::*;
use crate::fixtures::newcomer;

#[test]
fn a_name_of_which_a_mail_would_make_a_link_invites_nobody() {
    let people = People::new();
    let by = people.admin.people_authority().unwrap();
    let invite = |name: &str| {
        let roles = roles(None, &[("procurement", Role::Viewer)]);
        let invite = Invite { name: name.parse().unwrap(), ..People::invitation_of_rita(roles) };
        invite.decide(&by, &people.org, asked_with(&known(), None), &staff(CREATED)).map(drop)
    };
    for name in [
        "Rita",
        "J.R. Alves",
        "Rita Alves S/A",
        "Rita 3.0 / Obras",
        "Dr. med. Rita: Alves",
        "Rita S.p.A.",
        "Dipl.-Ing. Rita",
        "Rita…",
    ] {
        assert_eq!(invite(name), Ok(()), "{name}");
    }
    for name in [
        "Your account is locked: visit https://evil.example/login now",
        "HTTPS://evil.example",
        "see www.evil.example",
        "evil.example/login",
        "rita@evil.example",
        "Rita <rita\u{ff20}evil.example>",
        "Visit evil.com now",
        "evil.com:8080",
        "(evil.com)",
        "EVIL.COM.",
        "evil\u{3002}com/pay",
        "evil\u{ff0e}com",
        "evil\u{ff61}com",
        "evil\u{2024}com",
        "http//evil.com",
        "see,evil-1.com.br!",
        "xn--e1awd7f.xn--p1ai",
        "ви.рф",
    ] {
        assert_eq!(invite(name), Err(PeopleRefused::NameHoldsLink), "{name}");
    }
}

#[test]
fn nor_does_an_operator_bring_anybody_in_under_such_a_name() {
    let people = People::new();
    let mut newcomer = newcomer("rita-1", None, &[("procurement", Role::Viewer)]);
    newcomer.who.name = "evil.com".parse().unwrap();
    let added = people.org.add_member(newcomer, &operator(), &staff(CREATED));
    assert_eq!(added.map(drop), Err(PeopleRefused::NameHoldsLink));
}
