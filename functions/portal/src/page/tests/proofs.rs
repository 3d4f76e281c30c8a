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
    view.ticked = Some(share.terms.agreed_to());
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

#[test]
fn a_code_that_is_asked_for_again_is_said_to_be_under_way_or_to_have_left_just_now() {
    for (news, asked_at, said) in [
        (CodeAgain::Sent, "2026-11-22T17:01:00Z", Some("The same code is on its way again.")),
        (
            CodeAgain::JustSent,
            "2026-11-22T17:02:50Z",
            Some("If it has not come by 14:04 (São Paulo time), press once more"),
        ),
        (CodeAgain::JustSent, "2026-11-22T17:01:00Z", None),
    ] {
        let (mut share, texts) = (share(Locale::En), texts(Locale::En));
        share.gate.code = true;
        share.gate.codes = vec![CodeAsked { visit: VisitId::new([1; 16]), at: at(asked_at) }];
        let view = InvitationView { code_again: Some(news), ..plain_invitation(&share, &texts) };
        let html = invitation(&view);
        assert_eq!(html.contains("role=\"status\""), said.is_some(), "{html}");
        assert!(said.is_none_or(|said| html.contains(said)), "{said:?}: {html}");
    }
}

#[test]
fn what_was_filled_in_stands_there_again_and_of_a_mailbox_that_several_read_nobody_is_sent_away() {
    let (mut share, texts) = (share(Locale::En), texts(Locale::En));
    share.gate.who_opens = true;
    let filled = Filled {
        name: "<i>Maria</i>".into(),
        code: "123 456".into(),
        consent: Some(share.terms.notice),
        ..NOTHING.clone()
    };
    let html = invitation(&InvitationView { filled: &filled, ..plain_invitation(&share, &texts) });
    assert!(
        html.contains("value=\"&#60;i&#62;Maria") && html.contains("name=\"consent\" value=\"yes\" required checked"),
        "{html}"
    );
    assert!(html.contains("continue only if you act for them") && !html.contains("please do not continue"), "{html}");
    assert!(!html.contains("type=\"email\""), "a copied address with its name is taken: {html}");
    share.gate.who_opens = false;
    assert!(invitation(&plain_invitation(&share, &texts)).contains("please do not continue"));
}

#[test]
fn a_disclaimer_says_in_which_language_it_is() {
    let (mut share, mut texts) = (share(Locale::PtBr), texts(Locale::PtBr));
    texts.disclaimer = Some("Do not pass them on.".into());
    let lang = |share: &Share| {
        let html = invitation(&plain_invitation(share, &texts));
        let rest = html.split_once("id=\"disclaimer-text\" lang=\"").unwrap_or_else(|| panic!("{html}")).1.to_owned();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    assert_eq!(lang(&share), "pt-BR");
    let said = |share: &Share| invitation(&plain_invitation(share, &texts)).contains("em outro idioma: English</p>");
    assert!(!said(&share));
    share.terms.disclaimer_locale = Some(Locale::En);
    assert!(lang(&share) == "en" && said(&share));
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
        let (refused, ticked) = (Some(NotOpened::WhoOpens), Some(share.terms.agreed_to()));
        let html = invitation(&InvitationView { refused, ticked, ..plain_invitation(&share, &texts) });
        assert!(html.contains("href=\"#name\"") && html.contains(" checked"), "{html}");
        let fields = html.split_once("<fieldset").map_or("", |(_, rest)| rest);
        insta::assert_snapshot!(
            format!("who-opens.{}", locale.tag()),
            fields.split("</fieldset>").next().unwrap_or("")
        );
    }
}

#[test]
fn a_tick_comes_back_for_the_very_text_that_was_ticked_and_for_no_other() {
    let (mut share, mut texts) = (share(Locale::En), texts(Locale::En));
    let ticked = Filled {
        consent: Some(share.terms.notice),
        disclaimer: Some(Digest::of("Do not pass them on.")),
        ..NOTHING.clone()
    };
    let pressed = |share: &Share, texts: &InvitationTexts, ticked| {
        let refused = Some(NotOpened::WrongPassword);
        invitation(&InvitationView { refused, ticked, ..plain_invitation(share, texts) }).matches(" checked").count()
    };
    for (disclaimer, filled_in, checked) in [("Do not pass them on.", 2, 2), ("You pay by the day.", 1, 0)] {
        texts.disclaimer = Some(disclaimer.into());
        share.terms.disclaimer = Some(Digest::of("Do not pass them on."));
        let before = share.terms.agreed_to();
        share.terms.disclaimer = Some(Digest::of(disclaimer));
        let html = invitation(&InvitationView { filled: &ticked, ..plain_invitation(&share, &texts) });
        assert_eq!(html.matches(" checked").count(), filled_in, "{html}");
        assert_eq!(pressed(&share, &texts, Some(before)), checked, "{disclaimer}");
        assert_eq!(pressed(&share, &texts, None), 0, "an address alone ticks nothing");
    }
}

#[test]
fn where_a_code_goes_the_address_stands_nowhere_in_full() {
    for is_asked in [false, true] {
        let html = coded_page(Locale::En, is_asked, |_| {});
        assert!(html.contains("Meant for Bruno Lima (b…@fornecedor.example)"), "{html}");
        assert!(!html.contains("bruno@fornecedor.example"), "{html}");
    }
    let (share, texts) = (share(Locale::En), texts(Locale::En));
    assert!(invitation(&plain_invitation(&share, &texts)).contains("(bruno@fornecedor.example)"));
}

#[test]
fn of_who_opens_the_page_says_what_is_wrong_and_why() {
    let (mut share, texts) = (share(Locale::En), texts(Locale::En));
    share.gate.who_opens = true;
    let (name, address) = ("Enter your name<", "Enter your e-mail address<");
    let incomplete = "“beatriz@lima” is not a complete e-mail address.";
    let letters = "“josé@lima.example” has a letter before the @";
    for (typed, said) in [
        (("", ""), &[name, address][..]),
        (("Beatriz Lima", ""), &[address]),
        (("Beatriz Lima", "beatriz@lima"), &[incomplete]),
        (("Beatriz Lima", "josé@lima.example"), &[letters]),
        ((" ", "beatriz@lima.example"), &[name]),
        (("", "beatriz@lima"), &[name, incomplete]),
    ] {
        let filled = Filled { name: typed.0.into(), email: typed.1.into(), ..NOTHING.clone() };
        let refused = Some(NotOpened::WhoOpens);
        let html = invitation(&InvitationView { refused, filled: &filled, ..plain_invitation(&share, &texts) });
        for all in [name, address, incomplete, letters] {
            let times = if said.contains(&all) { 2 } else { 0 };
            assert_eq!(html.matches(all).count(), times, "on top and beside it, {typed:?}, {all}: {html}");
        }
        assert_eq!(html.matches("aria-invalid").count(), said.len(), "{html}");
    }
}
