//! Mails as they are read, in each language, and what no name or instruction can do to them.

use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    Timestamp,
    audit::{Digest, Head},
    id::{RunId, ShareId},
    outbox::Notice,
    password::{Attempts, Password},
    policy::{Layer, Policy},
    share::{Accesses, BounceKind, Brief, Creator, Delivery, Permission, Recipient, Revocation, Scope, Share},
    text::Locale,
    token::Salt,
    upload::UploadLimits,
};
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
    let policy = Policy::effective(&Layer::default(), &Layer::default());
    Share {
        id: ShareId::new([1; 16]),
        org: lit("acme"),
        project: lit("port"),
        scope: Scope { run: RunId::new([2; 16]), slug: lit("kyc-2041"), tasks: vec![lit("company"), lit("contract")] },
        recipient: Recipient { name: lit("Bruno Lima"), email: lit("bruno@fornecedor.example"), locale },
        creator: Creator { sub: "ana".into(), name: lit("Ana Souza"), email: lit("ana@acme.example") },
        permissions: [Permission::FillFields].into(),
        label: None,
        delivery: Delivery::Email,
        created_at: lit("2026-11-20T21:00:00Z"),
        expires_at: lit("2026-11-27T21:00:00Z"),
        zone: lit("America/Sao_Paulo"),
        accesses: Accesses { used: 0, max: 0 },
        limits: UploadLimits::from(&policy),
        notice_sha256: Digest::of(policy.notice(locale)),
        acknowledge: false,
        salt: Salt::new([3; 16]),
        epoch: 1,
        password: None,
        attempts: Attempts::default(),
        visits: Vec::new(),
        invited_at: None,
        mailings: Vec::new(),
        completed_at: None,
        revoked: None,
        expiry_recorded_at: None,
        link_requested_at: None,
        head: Head::default(),
        version: 1,
    }
}

fn brief() -> Brief {
    Brief {
        share: ShareId::new([1; 16]),
        org_name: lit("Acme Energia"),
        run_title: lit("Supplier onboarding 2041"),
        instructions: Some(lit(
            "Please fill in your company's data.\nTake your time.\n\nI read comments every morning.",
        )),
        notice: "Notice".into(),
        acknowledgement: None,
    }
}

fn invite(share: &Share, brief: &Brief) -> Mail {
    written(invitation(share, brief, &format!("https://portal.example/i#{CODE}"), CODE, now()))
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
        insta::assert_snapshot!(format!("invitation.{}", locale.tag()), shown(&invite(&share(locale), &brief())));
    }
}

#[test]
fn password_and_access_count_are_announced_and_never_the_password_itself() {
    let mut share = share(Locale::En);
    share.password = Some(lit::<Password>("correct horse").hash([1; 16]));
    share.accesses.max = 3;
    let mail = invite(&share, &brief());
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
        let text = invite(&share(locale), &brief()).text;
        assert!(text.lines().any(|l| l == CODE), "{text}");
        assert!(text.lines().any(|l| l == format!("https://portal.example/i#{CODE}")), "{text}");
        assert!(!text.contains('\u{2068}') && !text.contains('\r'), "{text}");
    }
}

#[test]
fn the_owner_is_told_what_happened_and_what_can_be_done() {
    let at = |text: &str| lit::<Timestamp>(text);
    let mut completed = share(Locale::PtBr);
    completed.completed_at = Some(at("2026-11-22T17:02:41Z"));
    completed.label = Some(lit("KYC, second round"));
    let mut expired = share(Locale::Es);
    expired.expires_at = at("2026-11-21T21:00:00Z");
    let mut revoked = share(Locale::En);
    revoked.revoked = Some(Revocation { at: at("2026-11-21T21:00:00Z"), by: lit("Vera") });
    let mut exhausted = share(Locale::En);
    exhausted.accesses = Accesses { used: 2, max: 2 };
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
        let mail = written(owner_notice(&share, &brief(), &notice, now()));
        insta::assert_snapshot!(format!("owner.{name}"), shown(&mail));
    }
}

#[test]
fn hostile_names_stay_text_and_subjects_stay_one_line() {
    let (mut share, mut brief) = (share(Locale::En), brief());
    share.recipient.name = lit("<script>alert(1)</script> דנה");
    share.creator.name = lit("\"><img src=x onerror=alert(1)>");
    brief.org_name = lit("{ $org } {{ 7*7 }} &amp;");
    brief.run_title = lit("</title><b>x</b>");
    brief.instructions = Some(lit("https://portal.example/i#vst1_other\n\n<a href='x'>y</a>"));
    let mut mails = vec![invite(&share, &brief)];
    for notice in [
        Notice::Completed,
        Notice::NewLinkRequested,
        Notice::Locked { until: now() },
        Notice::Bounced { kind: BounceKind::Permanent },
    ] {
        mails.push(written(owner_notice(&share, &brief, &notice, now())));
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
    let (share, mut brief) = (share(Locale::En), brief());
    assert_eq!(invite(&share, &brief).subject, "Acme Energia asks for your part in “Supplier onboarding 2041”");
    brief.org_name = lit("חברה");
    assert!(invite(&share, &brief).subject.starts_with("\u{2068}חברה\u{2069} asks"));
}
