//! What somebody reads who is to be a member: in their language, with a code and without a link.

use vestibule_domain::{
    staff::{Invitation, OrgRole, Role, Roles},
    value::Locale,
};
use vestibule_fixtures::{People, slug};

use super::{lit, shown, written};
use crate::mail::member_invitation;

fn invitation(people: &People, locale: Locale, roles: Roles) -> Invitation {
    Invitation { locale, ..people.invite(roles).into_state().invitation }
}

#[test]
fn the_invitation_of_a_member_in_each_language() {
    let people = People::new();
    let roles = || {
        let roles = [(slug("procurement"), Role::Initiator), (slug("tower"), Role::ProjectAdmin)];
        Roles::new(Some(OrgRole::OrgAdmin), roles.into()).unwrap_or_else(|e| panic!("{e}"))
    };
    for locale in Locale::ALL {
        let invitation = invitation(&people, locale, roles());
        let mail = written(member_invitation(&people.org, &invitation, &invitation.code(&people.keys)));
        insta::assert_snapshot!(format!("member.{}", locale.tag()), shown(&mail));
    }
}

#[test]
fn the_code_stands_on_a_line_of_its_own_and_there_is_no_link() {
    let people = People::new();
    let responder = Roles::new(Some(OrgRole::WorkflowResponder), [].into()).unwrap_or_else(|e| panic!("{e}"));
    let mut invitation = invitation(&people, Locale::En, responder);
    invitation.name = lit("<b>Rita</b>\u{2028}Alves");
    let code = invitation.code(&people.keys);
    let mail = written(member_invitation(&people.org, &invitation, &code));
    assert!(mail.text.lines().any(|line| line == code.expose()), "{}", mail.text);
    assert!(mail.text.contains("Workflow responder: you answer the steps that are given to you"), "{}", mail.text);
    assert!(
        mail.text.contains("It can be used until Friday 4 December 2026, 09:00 (São Paulo time)."),
        "{}",
        mail.text
    );
    assert!(!shown(&mail).contains("http") && !mail.html.contains("<b>Rita"), "{}", mail.html);
    assert_eq!(mail.subject, "Acme invites you to work with them");
}
