//! What the creator of a share reads: in their language, and in their zone.

use vestibule_domain::{
    Timestamp,
    outbox::{BounceKind, Notice},
    share::{Accesses, Password, Revocation, Share},
    task::{Assignee, StepDecision, WholeTask},
    value::Locale,
};
use vestibule_fixtures::{Reading, Review};

use super::{
    conversation::{bundle, discussed},
    lit, now, share, shown, written,
};
use crate::{
    Owner,
    mail::{Beside, guest_news, owner_notice},
};

/// Each notice that there is, of a share as it is then.
fn notices(locale: Locale) -> Vec<(&'static str, Share, Notice)> {
    let at = |text: &str| lit::<Timestamp>(text);
    let share = || {
        let mut share = share(Locale::Es);
        share.terms.creator.locale = locale;
        share
    };
    let mut locked = share();
    locked.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
    let mut locked_either = locked.clone();
    locked_either.gate.code = true;
    let mut completed = share();
    completed.gate.completed_at = Some(at("2026-11-22T17:02:41Z"));
    completed.terms.label = Some(lit("KYC, second round"));
    let mut expired = share();
    expired.gate.expires_at = at("2026-11-21T21:00:00Z");
    let mut revoked = share();
    revoked.gate.revoked = Some(Revocation { at: at("2026-11-21T21:00:00Z"), by: lit("Vera") });
    let mut exhausted = share();
    exhausted.gate.accesses = Accesses { used: 2, max: 2 };
    vec![
        ("completed", completed, Notice::Completed),
        ("locked", locked, Notice::Locked { until: at("2026-11-22T17:03:30Z") }),
        ("locked-code", share(), Notice::Locked { until: at("2026-11-22T17:03:30Z") }),
        ("locked-either", locked_either, Notice::Locked { until: at("2026-11-22T17:03:30Z") }),
        ("requested-expired", expired, Notice::NewLinkRequested),
        ("requested-revoked", revoked, Notice::NewLinkRequested),
        ("requested-exhausted", exhausted, Notice::NewLinkRequested),
        ("handed-back", share(), Notice::HandedBack { by: lit("Carla Mendes"), sub: "carla".to_owned() }),
        ("bounced-permanent", share(), Notice::Bounced { kind: BounceKind::Permanent }),
        ("bounced-transient", share(), Notice::Bounced { kind: BounceKind::Transient }),
        ("bounced-rejected", share(), Notice::Bounced { kind: BounceKind::Rejected }),
    ]
}

#[test]
fn what_is_shared_is_called_what_it_is() {
    let share = Reading::new().share();
    let mail = written(owner_notice(&share, &Owner::creator(&share), (&Notice::NewLinkRequested, &[], now())));
    assert!(mail.text.contains("Document: DEMO-CIV-DWG-001"), "{}", mail.text);
}

#[test]
fn the_owner_is_told_what_happened_and_what_can_be_done() {
    for (name, share, notice) in notices(Locale::En) {
        let mail = written(owner_notice(&share, &Owner::creator(&share), (&notice, &[], now())));
        insta::assert_snapshot!(name, shown(&mail));
    }
}

#[test]
fn the_owner_is_told_in_their_language_and_not_in_their_guests() {
    for locale in [Locale::PtBr, Locale::Es] {
        let told = notices(locale).into_iter().map(|(_, share, notice)| {
            let mail = written(owner_notice(&share, &Owner::creator(&share), (&notice, &[], now())));
            assert!(mail.html.contains(&format!("<html lang=\"{}\"", locale.tag())), "{}", mail.html);
            format!("Subject: {}\n\n{}", mail.subject, mail.text)
        });
        let told = told.collect::<Vec<_>>().join(&format!("\n{}\n", "-".repeat(60)));
        insta::assert_snapshot!(format!("notices.{}", locale.tag()), told);
    }
}

/// A review that the guest has sent back, with what they wrote.
fn decided() -> (Share, WholeTask) {
    let review = Review::of(|step| step.assignees = vec![Assignee::guest(&lit("ana@supplier.example"))]);
    let made = review.respond_by_share(StepDecision::ReturnForRevision, Some("The piles are too short."));
    let made = made.unwrap_or_else(|e| panic!("{e}")).into_state();
    let mut share = review.share.clone();
    share.gate.completed_at = Some(now());
    let comments = made.comment.clone().into_iter().collect();
    let task = review.at(made.state, made.work, made.progress).house.task("review");
    (share, WholeTask { comments, ..WholeTask::new(task, vec![], vec![]) })
}

#[test]
fn the_owner_of_a_review_reads_what_was_decided_and_why() {
    for locale in Locale::ALL {
        let (mut share, whole) = decided();
        share.terms.creator.locale = locale;
        let tasks = [whole];
        let mail = written(owner_notice(&share, &Owner::creator(&share), (&Notice::Completed, &tasks, now())));
        insta::assert_snapshot!(format!("decided.{}", locale.tag()), shown(&mail));
    }
}

#[test]
fn the_owner_reads_times_in_their_own_zone() {
    let mut share = share(Locale::En);
    share.gate.completed_at = Some(lit("2026-11-22T17:02:41Z"));
    share.terms.creator.zone = lit("Europe/Lisbon");
    let mail = written(owner_notice(&share, &Owner::creator(&share), (&Notice::Completed, &[], now())));
    assert!(mail.text.contains("on Sunday 22 November 2026, 17:02 (Lisbon time)"), "{}", mail.text);
    assert!(mail.text.contains("until Friday 27 November 2026, 21:00 (Lisbon time)"), "{}", mail.text);
    let news =
        guest_news(&share, &Owner::creator(&share), (&discussed(&share), &bundle())).unwrap_or_else(|e| panic!("{e}"));
    let news = news.unwrap_or_else(|| panic!("nothing to tell"));
    assert!(news.text.contains("17:00 (Lisbon time)"), "{}", news.text);
}

#[test]
fn the_creator_reads_what_the_guest_wrote_and_sent_in_their_own_language() {
    for locale in Locale::ALL {
        let mut share = share(Locale::PtBr);
        share.terms.creator.locale = locale;
        let mail = guest_news(&share, &Owner::creator(&share), (&discussed(&share), &bundle()))
            .unwrap_or_else(|e| panic!("{e}"));
        insta::assert_snapshot!(
            format!("news.{}", locale.tag()),
            shown(&mail.unwrap_or_else(|| panic!("nothing to tell")))
        );
        let none = guest_news(&share, &Owner::creator(&share), (&Beside::Tasks(vec![]), &bundle()))
            .unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(none, None);
    }
}

#[test]
fn who_stands_in_is_not_told_that_they_created_the_share() {
    for (locale, created) in
        [(Locale::En, "because you created"), (Locale::PtBr, "porque criou"), (Locale::Es, "porque usted creó")]
    {
        let mut share = share(Locale::En);
        share.terms.creator.locale = locale;
        let notice = Notice::HandedBack { by: lit("Carla Mendes"), sub: "carla".to_owned() };
        let text = |owner: &Owner| written(owner_notice(&share, owner, (&notice, &[], now()))).text;
        let stands_in = Owner { in_place: true, ..Owner::creator(&share) };
        assert!(text(&Owner::creator(&share)).contains(created), "{created}");
        assert!(!text(&stands_in).contains(created), "{}", text(&stands_in));
    }
}

#[test]
fn an_admin_reads_in_their_own_language_that_the_creator_has_left() {
    let mut share = share(Locale::En);
    share.gate.completed_at = Some(lit("2026-11-22T17:02:41Z"));
    let owner = |locale| {
        let name = lit("Paula Reis");
        let reader = vestibule_domain::share::Creator { name, locale, ..share.terms.creator.clone() };
        Owner { reader, in_place: true }
    };
    for (locale, hello, left) in [
        (
            Locale::En,
            "Hello Paula Reis,",
            "You get this because Ana Souza, who created the share, works in the project no more",
        ),
        (Locale::PtBr, "Olá, Paula Reis,", "Ana Souza, que criou o compartilhamento, não trabalha mais no projeto"),
        (Locale::Es, "Hola, Paula Reis:", "Ana Souza, que creó el enlace compartido, ya no trabaja en el proyecto"),
    ] {
        let notice = written(owner_notice(&share, &owner(locale), (&Notice::Completed, &[], now())));
        let news =
            guest_news(&share, &owner(locale), (&discussed(&share), &bundle())).unwrap_or_else(|e| panic!("{e}"));
        for mail in [notice, news.unwrap_or_else(|| panic!("nothing to tell"))] {
            for text in [mail.text, mail.html] {
                assert!(text.contains(hello) && text.contains(left), "{text}");
            }
        }
    }
}
