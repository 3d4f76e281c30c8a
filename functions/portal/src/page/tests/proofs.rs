//! What is asked for at the opening: the code, before and after it was mailed, and who opens.

use vestibule_domain::{share::CodeAsked, value::VisitId};

use super::*;

/// Of a share that asks for a code, with the code asked for or not yet.
fn coded_page(locale: Locale, is_asked: bool, change: impl FnOnce(&mut InvitationView<'_>)) -> String {
    let (mut share, texts) = (share(locale), texts(locale));
    share.gate.code = true;
    let asked = CodeAsked { visit: VisitId::new([1; 16]), at: at("2026-11-22T17:01:00Z") };
    share.gate.codes = is_asked.then_some(asked).into_iter().collect();
    let mut view = plain_invitation(&share, &texts);
    change(&mut view);
    invitation(&view)
}

#[test]
fn a_code_is_sent_first_and_then_asked_for() {
    for locale in Locale::ALL {
        let (before, after) = (coded_page(locale, false, |_| {}), coded_page(locale, true, |_| {}));
        assert!(before.contains("b…@fornecedor.example") && !before.contains("name=\"consent\""), "{before}");
        assert!(after.contains("one-time-code") && after.contains("14:16"), "{after}");
        insta::assert_snapshot!(format!("code.{}", locale.tag()), main_of(&before));
        insta::assert_snapshot!(format!("code.asked.{}", locale.tag()), main_of(&after));
    }
}

fn main_of(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |(_, main)| main);
    settled(main.split_once("</main>").map_or(main, |(main, _)| main))
}

#[test]
fn what_is_wrong_with_a_code_is_said_beside_it() {
    for (refused, is_asked, said) in [
        (NotOpened::Code, true, "Enter the code from the mail"),
        (NotOpened::WrongCode, true, "This is not the code."),
        (NotOpened::CodeEnded, false, "This code is over."),
        (NotOpened::CodeTooOften, false, "The next one can be sent in 2 hours"),
        (NotOpened::CodeTooOften, true, "The next one can be sent in 2 hours"),
    ] {
        let next_code_at = Some(at("2026-11-22T19:03:00Z"));
        let html =
            coded_page(Locale::En, is_asked, |view| (view.refused, view.next_code_at) = (Some(refused), next_code_at));
        assert_eq!(html.matches(said).count(), 2, "on top and beside it, {refused:?}: {html}");
        let anchor = html.split("<ul><li><a href=\"#").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        assert_eq!(
            html.contains(" checked"),
            is_asked && refused != NotOpened::CodeTooOften,
            "ticked by the guest alone"
        );
    }
    let again = coded_page(Locale::En, true, |view| view.refused = Some(NotOpened::CodeEnded));
    assert!(!again.contains("class=\"problem\""), "there is one again: {again}");
}

#[test]
fn a_forgotten_password_is_helped_by_a_code_and_can_still_be_typed() {
    let (mut share, texts) = (share(Locale::En), texts(Locale::En));
    share.gate.password = lit::<Password>("correct horse").hash([1; 16]).into();
    share.terms.code_instead_of_password = true;
    let before = invitation(&plain_invitation(&share, &texts));
    assert!(before.contains("Forgot it?") && before.contains("name=\"password\""), "{before}");
    share.gate.codes = vec![CodeAsked { visit: VisitId::new([1; 16]), at: at(NOW) }];
    let after = invitation(&plain_invitation(&share, &texts));
    assert!(after.contains("name=\"code\"") && !after.contains("name=\"password\""), "{after}");
    let typed = invitation(&InvitationView { by_password: true, ..plain_invitation(&share, &texts) });
    assert!(typed.contains("name=\"password\"") && !typed.contains("name=\"code\""), "{typed}");
    insta::assert_snapshot!("code.instead", main_of(&after));
}

#[test]
fn who_opens_is_asked_for_their_own_name() {
    for locale in Locale::ALL {
        let (mut share, texts) = (share(locale), texts(locale));
        share.gate.who_opens = true;
        let refused = Some(NotOpened::WhoOpens);
        let html = invitation(&InvitationView { refused, ..plain_invitation(&share, &texts) });
        assert!(html.contains("href=\"#name\"") && html.contains(" checked"), "{html}");
        let fields = html.split_once("<fieldset").map_or("", |(_, rest)| rest);
        insta::assert_snapshot!(
            format!("who-opens.{}", locale.tag()),
            fields.split("</fieldset>").next().unwrap_or("")
        );
    }
}
