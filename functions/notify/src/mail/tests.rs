//! Mails as they are read, in each language, and what no name or instruction can do to them.

use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    Timestamp,
    outbox::{BounceKind, Notice},
    share::{Accesses, Creator, Password, Recipient, Revocation, Scope, Share},
    value::Locale,
};
use vestibule_fixtures::House;
use vestibule_pages::render::RenderError;

use super::{invitation, owner_notice};

const NOW: &str = "2026-11-22T17:03:00Z";
const CODE: &str = "vst1_10123456789abcdefghijklABCDEFGHIJKLabcdefghijklmnopqrstuv012345678";

fn lit<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

fn now() -> Timestamp {
    lit(NOW)
}

fn share(locale: Locale) -> Share {
    let Share { mut terms, mut gate } = House::new().share().locale(locale).created();
    let Scope::Tasks(scope) = &mut terms.scope;
    (scope.slug, scope.tasks) = (lit("kyc-2041"), vec![lit("company"), lit("contract")]);
    terms.org_name = lit("Acme Energia");
    terms.title = lit("Supplier onboarding 2041");
    terms.recipient = Recipient { name: lit("Bruno Lima"), email: lit("bruno@fornecedor.example"), locale };
    terms.creator = Creator { sub: "ana".into(), name: lit("Ana Souza"), email: lit("ana@acme.example") };
    terms.instructions =
        Some(lit("Please fill in your company's data.\nTake your time.\n\nI read comments every morning."));
    (gate.expires_at, gate.zone) = (lit("2026-11-27T21:00:00Z"), lit("America/Sao_Paulo"));
    Share { terms, gate }
}

fn invite(share: &Share) -> Mail {
    written(invitation(share, &format!("https://portal.example/i#{CODE}"), CODE, now()))
}

fn written(mail: Result<Mail, RenderError>) -> Mail {
    mail.unwrap_or_else(|e| panic!("{e}"))
}

fn shown(mail: &Mail) -> String {
    format!("Subject: {}\n\n{}\n{}\n{}", mail.subject, mail.text, "-".repeat(60), mail.html)
}

#[test]
fn the_invitation_in_each_language() {
    for locale in Locale::ALL {
        insta::assert_snapshot!(format!("invitation.{}", locale.tag()), shown(&invite(&share(locale))));
    }
}

#[test]
fn password_and_access_count_are_announced_and_never_the_password_itself() {
    let mut share = share(Locale::En);
    share.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
    share.gate.accesses.max = 3;
    let mail = invite(&share);
    assert!(
        mail.text.contains("You will be asked for a password. Ana Souza gives it to you separately."),
        "{}",
        mail.text
    );
    assert!(mail.text.contains("The link can be opened 3 times."), "{}", mail.text);
    assert!(!shown(&mail).contains("correct horse"));
}

#[test]
fn link_and_code_stand_on_lines_of_their_own() {
    for locale in Locale::ALL {
        let text = invite(&share(locale)).text;
        assert!(text.lines().any(|l| l == CODE), "{text}");
        assert!(text.lines().any(|l| l == format!("https://portal.example/i#{CODE}")), "{text}");
        assert!(!text.contains('\u{2068}') && !text.contains('\r'), "{text}");
    }
}

#[test]
fn the_owner_is_told_what_happened_and_what_can_be_done() {
    let at = |text: &str| lit::<Timestamp>(text);
    let mut completed = share(Locale::PtBr);
    completed.gate.completed_at = Some(at("2026-11-22T17:02:41Z"));
    completed.terms.label = Some(lit("KYC, second round"));
    let mut expired = share(Locale::Es);
    expired.gate.expires_at = at("2026-11-21T21:00:00Z");
    let mut revoked = share(Locale::En);
    revoked.gate.revoked = Some(Revocation { at: at("2026-11-21T21:00:00Z"), by: lit("Vera") });
    let mut exhausted = share(Locale::En);
    exhausted.gate.accesses = Accesses { used: 2, max: 2 };
    for (name, share, notice) in [
        ("completed", completed, Notice::Completed),
        ("locked", share(Locale::En), Notice::Locked { until: at("2026-11-22T17:03:30Z") }),
        ("requested-expired", expired, Notice::NewLinkRequested),
        ("requested-revoked", revoked, Notice::NewLinkRequested),
        ("requested-exhausted", exhausted, Notice::NewLinkRequested),
        ("bounced-permanent", share(Locale::En), Notice::Bounced { kind: BounceKind::Permanent }),
        ("bounced-transient", share(Locale::En), Notice::Bounced { kind: BounceKind::Transient }),
        ("bounced-rejected", share(Locale::En), Notice::Bounced { kind: BounceKind::Rejected }),
    ] {
        let mail = written(owner_notice(&share, &notice, now()));
        insta::assert_snapshot!(format!("owner.{name}"), shown(&mail));
    }
}

#[test]
fn hostile_names_stay_text_and_subjects_stay_one_line() {
    let mut share = share(Locale::En);
    share.terms.recipient.name = lit("<script>alert(1)</script> דנה");
    share.terms.creator.name = lit("\"><img src=x onerror=alert(1)>");
    share.terms.org_name = lit("{ $org } {{ 7*7 }} &amp;");
    share.terms.title = lit("</title><b>x</b>");
    share.terms.instructions = Some(lit("https://portal.example/i#vst1_other\n\n<a href='x'>y</a>"));
    let mut mails = vec![invite(&share)];
    for notice in [
        Notice::Completed,
        Notice::NewLinkRequested,
        Notice::Locked { until: now() },
        Notice::Bounced { kind: BounceKind::Permanent },
    ] {
        mails.push(written(owner_notice(&share, &notice, now())));
    }
    for mail in mails {
        for tag in ["<script", "<img", "<b>", "<a href='", "49"] {
            assert!(!mail.html.contains(tag), "{tag} in {}", mail.html);
        }
        assert_eq!(mail.subject.lines().count(), 1, "{}", mail.subject);
        assert!(mail.text.lines().all(|l| !l.starts_with("https://portal.example/i#vst1_other")), "{}", mail.text);
    }
}

#[test]
fn a_subject_carries_isolates_only_around_names_that_need_them() {
    let mut share = share(Locale::En);
    assert_eq!(invite(&share).subject, "Acme Energia asks for your part in “Supplier onboarding 2041”");
    share.terms.org_name = lit("חברה");
    assert!(invite(&share).subject.starts_with("\u{2068}חברה\u{2069} asks"));
}
