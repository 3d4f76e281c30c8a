//! Mails as they are read, in each language, and what no name or instruction can do to them.

use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    Timestamp,
    audit::Head,
    file::{Content, Stage, Verdict},
    outbox::{BounceKind, Notice},
    share::{Accesses, Creator, LeftTask, LeftToDo, Password, Recipient, Scope, Share, UpFront},
    task::{Answer, Assignee, Completion, Task, Upload, WholeTask},
    value::{Digest, Locale},
};
use vestibule_fixtures::{Documents, House, Review, drafted, manifest, picked, slug, text, upload_id};
use vestibule_pages::render::RenderError;

use super::{invitation, owner_notice, receipt};
use crate::Owner;

mod code;
mod conversation;
mod document;
mod handed_back;
mod left;
mod member;
mod owner;
mod step;

const NOW: &str = "2026-11-22T17:03:00Z";
const CODE: &str = "vst1_10123456789abcdefghijklABCDEFGHIJKLabcdefghijklmnopqrstuv012345678";

fn lit<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

fn now() -> Timestamp {
    lit(NOW)
}

fn share(locale: Locale) -> Share {
    let Share { mut terms, mut gate } = House::new().share().locale(locale).created();
    let Scope::Tasks(scope) = &mut terms.scope else { panic!("it is of tasks") };
    (scope.slug, scope.tasks) = (lit("kyc-2041"), vec![lit("company"), lit("documents")]);
    terms.org_name = lit("Acme Energia");
    terms.title = lit("Supplier onboarding 2041");
    terms.recipient = Recipient { name: lit("Bruno Lima"), email: lit("bruno@fornecedor.example"), locale };
    terms.creator = Creator { name: lit("Ana Souza"), email: lit("ana@acme.example"), ..terms.creator.clone() };
    terms.instructions =
        Some(lit("Please fill in your company's data.\nTake your time.\n\nI read comments every morning."));
    (gate.expires_at, gate.zone) = (lit("2026-11-27T21:00:00Z"), lit("America/Sao_Paulo"));
    Share { terms, gate }
}

fn invite(share: &Share) -> Mail {
    let (named, specs) = (share.named_up_front(), House::new().tasks.into_iter().map(|task| task.spec));
    let named = specs.filter(|spec| named.contains(&spec.task)).map(|spec| LeftTask { spec, waits: false, back: None });
    let left = LeftToDo { all: share.terms.scope.tasks().len(), named: named.collect(), ..LeftToDo::default() };
    asked_by(share, &left)
}

fn written(mail: Result<Mail, RenderError>) -> Mail {
    mail.unwrap_or_else(|e| panic!("{e}"))
}

fn shown(mail: &Mail) -> String {
    format!("From: {}\nSubject: {}\n\n{}\n{}\n{}", mail.sender, mail.subject, mail.text, "-".repeat(60), mail.html)
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
    share.gate.code = true;
    let mail = invite(&share);
    assert!(
        mail.text.contains("You will be asked for a password. Ana Souza gives it to you separately."),
        "{}",
        mail.text
    );
    assert!(mail.text.contains("The link can be opened 3 times."), "{}", mail.text);
    assert!(mail.text.contains("When you open it, we send you another mail with a code."), "{}", mail.text);
    assert!(!shown(&mail).contains("correct horse"));
    assert!(!mail.text.contains("Documents") && mail.text.contains("There are 2 tasks."), "named: {}", mail.text);
}

#[test]
fn one_thing_is_asked_for_by_its_name_unless_it_may_not_be_named() {
    let mut share = share(Locale::En);
    let Scope::Tasks(scope) = &mut share.terms.scope else { panic!("it is of tasks") };
    scope.tasks.truncate(1);
    assert_eq!(invite(&share).subject, "Acme Energia needs “company” from you");
    share.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
    let mail = invite(&share);
    assert_eq!(mail.subject, "Acme Energia needs something from you for “Supplier onboarding 2041”");
    assert!(!shown(&mail).contains("“company”"), "{}", mail.text);

    let review = Review::of(|step| step.assignees = vec![Assignee::guest(&lit("ana@supplier.example"))]);
    let named = vec![LeftTask { spec: review.house.task("review").spec, waits: false, back: None }];
    let left = LeftToDo { all: 1, named, ..LeftToDo::default() };
    let mail = asked_by(&review.share, &left);
    assert!(mail.subject.ends_with("asks for your decision on “review”"), "{}", mail.subject);
    assert!(mail.text.contains("asks for your decision on “review” in "), "{}", mail.text);
}

fn asked_by(share: &Share, left: &LeftToDo) -> Mail {
    of(share, &UpFront::Tasks(left.clone()))
}

fn of(share: &Share, up_front: &UpFront) -> Mail {
    written(invitation(share, &share.terms.creator, up_front, &format!("https://portal.example/i#{CODE}"), CODE))
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
        mails.push(written(owner_notice(&share, &Owner::creator(&share), (&notice, &[], now()))));
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
    assert_eq!(invite(&share).subject, "Acme Energia needs 2 things from you for “Supplier onboarding 2041”");
    share.terms.org_name = lit("חברה");
    assert!(invite(&share).subject.starts_with("\u{2068}חברה\u{2069} needs"));
}

/// The usual two tasks, completed: one of questions, and one of files.
fn completed(share: &Share) -> Vec<WholeTask> {
    let house = House::new();
    let done = |mut task: Task, seq| {
        let (at, by, record) = (lit("2026-11-22T17:02:41Z"), lit("Bruno Lima"), Digest::of(format!("record {seq}")));
        let record = Head { seq, hash: record };
        task.state.completion =
            Some(Completion { at, by, through: share.id().into(), recipient: share.recipient(), record, result: None });
        task
    };
    let mut company = house.task("company");
    for (field, answer) in [
        ("legal_name", text("Fornecedor Lima Ltda")),
        ("about", text("Pumps.\n\nValves, too.")),
        ("founded", text("1998-03-01")),
        ("markets", picked(&["a", "b"])),
        ("agreed", Answer::Ticked(true)),
    ] {
        company.work.answers.insert(slug(field), drafted(answer, 1));
    }
    let mut documents = Documents::new().announced(1).on.task;
    let clean = Stage::Clean { at: now(), verdict: Verdict::Clean };
    for mark in documents.state.files.values_mut() {
        (mark.stage, mark.recipient) = (clean.clone(), share.recipient());
    }
    let manifest = manifest("Contrato assinado.pdf", "content");
    let (id, field, announced_at) = (upload_id(1), slug("contract"), now());
    let upload = Upload { id, field, through: share.id().into(), manifest, announced_at };
    vec![WholeTask::new(done(company, 12), vec![], vec![]), WholeTask::new(done(documents, 15), vec![upload], vec![])]
}

#[test]
fn the_receipt_in_each_language_says_what_came_when_for_whom_and_how_to_check_it() {
    for locale in Locale::ALL {
        let mut share = share(locale);
        share.gate.completed_at = Some(now());
        let mail = written(receipt(&share, &completed(&share), now()));
        insta::assert_snapshot!(format!("receipt.{}", locale.tag()), shown(&mail));
    }
}

#[test]
fn the_receipt_of_one_task_is_named_after_it_and_leads_back_only_while_the_link_does() {
    let mut share = share(Locale::En);
    let tasks = completed(&share);
    let mail = written(receipt(&share, &tasks[..1], now()));
    assert_eq!(mail.subject, "Receipt: Acme Energia has received “company”");
    assert!(mail.text.contains("leads back to your tasks"), "{}", mail.text);
    share.gate.accesses = Accesses { used: 2, max: 2 };
    let mail = written(receipt(&share, &tasks[..1], now()));
    assert!(!mail.text.contains("leads back"), "{}", mail.text);
}

#[test]
fn a_receipt_lets_nobody_in_and_what_guests_typed_stays_text() {
    let share = share(Locale::En);
    let mut tasks = completed(&share);
    let hostile = "<img src=x onerror=alert(1)>\n----\nhttps://portal.example/i#vst1_other";
    tasks[0].task.work.answers.insert(slug("about"), drafted(text(hostile), 1));
    let mail = written(receipt(&share, &tasks, now()));
    assert!(!mail.html.contains("<img") && !mail.html.contains("<a "), "{}", mail.html);
    assert!(mail.text.lines().all(|l| !l.starts_with("https://")), "{}", mail.text);
    assert_eq!(mail.text.lines().filter(|l| *l == "----").count(), 3, "{}", mail.text);
}

#[test]
fn answers_that_are_too_long_for_a_mail_are_left_out_and_the_files_stay() {
    let share = share(Locale::En);
    let mut tasks = completed(&share);
    tasks[0].task.work.answers.insert(slug("about"), drafted(text(&"x".repeat(40_000)), 1));
    let mail = written(receipt(&share, &tasks, now()));
    assert!(mail.text.contains("The answers are too long for a mail.") && mail.text.len() < 5_000, "{}", mail.text);
    assert!(mail.text.contains("Contrato assinado.pdf"), "{}", mail.text);
}

#[test]
fn answers_that_are_too_long_take_no_room_from_those_of_other_tasks() {
    let share = share(Locale::En);
    let mut tasks = completed(&share);
    let mut long = tasks[0].clone();
    long.task.work.answers.insert(slug("about"), drafted(text(&"x".repeat(40_000)), 1));
    tasks.insert(0, long);
    let mail = written(receipt(&share, &tasks, now()));
    assert_eq!(mail.text.matches("The answers are too long for a mail.").count(), 1, "{}", mail.text);
    assert!(mail.text.contains("Fornecedor Lima Ltda"), "{}", mail.text);
}

#[test]
fn files_that_are_no_part_of_what_was_sent_are_named_in_the_receipt() {
    for (locale, said) in [
        (Locale::En, "These files are no part of it"),
        (Locale::Es, "Estos archivos no forman parte del envío"),
        (Locale::PtBr, "Estes arquivos não fazem parte do envio"),
    ] {
        let share = share(locale);
        let mut tasks = completed(&share);
        let late = Upload {
            id: upload_id(2),
            manifest: manifest("large scan.pdf", "another"),
            ..tasks[1].files[0].upload.clone()
        };
        assert!(!written(receipt(&share, &tasks, now())).text.contains(said));
        tasks[1].left_out.push(late);
        let mail = written(receipt(&share, &tasks, now()));
        for said in [said, "large scan.pdf"] {
            assert!(mail.text.contains(said) && mail.html.contains(said), "{}", mail.text);
        }
    }
}

#[test]
fn a_file_that_is_something_else_than_its_name_says_is_told_so_in_the_receipt() {
    for (locale, said) in [
        (Locale::En, "Please check this file: its content is ZIP"),
        (Locale::Es, "su contenido es ZIP"),
        (Locale::PtBr, "o conteúdo é ZIP"),
    ] {
        let share = share(locale);
        let mut tasks = completed(&share);
        tasks[1].files[0].content = Content::of(b"PK\x03\x04 and what is packed");
        let mail = written(receipt(&share, &tasks, now()));
        let text = mail.text.replace(['\u{2068}', '\u{2069}'], "");
        assert!(text.lines().any(|line| line.starts_with("    ") && line.ends_with(said)), "{text}");
        assert!(mail.html.contains("ZIP"), "{}", mail.html);
    }
}
