//! One snapshot for each state that a guest can meet; other languages where the words matter most.

use vestibule_domain::{
    file::Stage,
    share::{Permission, Scope, UpFront},
    value::ShareId,
};

use super::{
    fixture::{after, clean, comment, completed, upload},
    plain_work, *,
};

#[test]
fn the_landing_is_inert() {
    insta::assert_snapshot!("landing", settled(&landing(Locale::En)));
    let html = landing(Locale::PtBr);
    assert!(html.contains("action=\"/i/peek\"") && html.contains("cole o texto dele aqui"), "{html}");
}

#[test]
fn the_invitation_says_who_asks_for_what_until_when() {
    for locale in Locale::ALL {
        let name = format!("invitation.{}", locale.tag());
        insta::assert_snapshot!(name, settled(&invitation_page(locale, None)));
    }
}

#[test]
fn a_finished_share_says_what_was_sent_when_instead_of_asking_for_it() {
    let (mut share, texts) = (share(Locale::En), texts(Locale::En));
    share.gate.completed_at = Some(at(NOW));
    let html = invitation(&plain_invitation(&share, &texts));
    assert!(html.contains("has received everything that was asked of you here, on"), "{html}");
    assert!(html.contains("your receipts") && !html.contains("from you"), "{html}");
}

#[test]
fn a_plain_invitation_asks_for_consent_only() {
    let (mut share, texts) = (share(Locale::En), texts(Locale::En));
    share.terms.instructions = None;
    let view = plain_invitation(&share, &texts);
    let html = invitation(&view);
    assert!(html.contains("name=\"consent\""), "{html}");
    assert!(!html.contains("name=\"password\"") && !html.contains("name=\"disclaimer\""), "{html}");
    assert!(!html.contains("checked"), "nothing is ticked for the guest: {html}");
}

#[test]
fn an_invitation_counts_what_is_left_and_tells_what_waits() {
    let (share, texts) = (share(Locale::En), texts(Locale::En));
    let page = |left: &LeftToDo| {
        invitation(&InvitationView { up_front: &UpFront::Tasks(left.clone()), ..plain_invitation(&share, &texts) })
    };
    for (all, waiting, told) in [
        (1, 0, "needs one thing from you"),
        (2, 2, "Other steps come first: there is nothing to do yet."),
        (0, 0, "Nothing is left to do in it now"),
    ] {
        let html = page(&LeftToDo { all, waiting, ..TWO.clone() });
        assert!(html.contains(told), "{told}: {html}");
    }
    let mut left = named([&company(), &contract()]);
    (left.waiting, left.named[1].waits) = (1, true);
    let html = page(&left);
    assert!(html.contains("1 file: <bdi>The signed contract</bdi> · waits for another step"), "{html}");
    assert!(html.contains("1 of 2 waits for another step"), "{html}");
}

#[test]
fn an_invitation_without_a_password_names_what_is_asked_for_and_folds_the_notice() {
    for locale in Locale::ALL {
        let (share, texts) = (share(locale), texts(locale));
        let left = named([&company(), &contract()]);
        let html = invitation(&InvitationView { up_front: &UpFront::Tasks(left), ..plain_invitation(&share, &texts) });
        insta::assert_snapshot!(format!("invitation.plain.{}", locale.tag()), settled(&html));
        assert!(html.contains("<details class=\"notice\">"), "{html}");
    }
}

#[test]
fn an_invitation_speaks_the_language_that_its_guest_chooses_and_what_is_agreed_to_stays_as_it_is() {
    let (share, texts) = (share(Locale::PtBr), texts(Locale::PtBr));
    let lang = Some(Locale::Es);
    let html = invitation(&InvitationView { lang, ..plain_invitation(&share, &texts) });
    assert!(html.contains("<html lang=\"es\"") && html.contains("necesita"), "{html}");
    assert!(html.contains("id=\"notice\" lang=\"pt-BR\""), "{html}");
    assert!(html.contains(&texts.notice[..40]) && html.contains(&share.terms.notice.to_string()), "{html}");
    assert!(html.contains(&format!("formaction=\"/i/{}?lang=en\"", share.id())), "{html}");
}

#[test]
fn what_is_missing_is_counted_on_top() {
    let html = work_page(Locale::En, vec![company(), contract()]);
    assert!(html.contains("0 of 2 done") && html.contains("4 answers missing"), "{html}");
    let html = work_page(Locale::PtBr, vec![completed(company()), contract()]);
    assert!(html.contains("Falta 1 resposta") || html.contains("Não falta nada"), "{html}");
}

#[test]
fn a_refused_opening_says_why_on_top_and_beside_and_keeps_the_ticks() {
    for (name, refused, ticks) in [
        ("consent", NotOpened::Consent, 0),
        ("disclaimer", NotOpened::Disclaimer, 1),
        ("password", NotOpened::Password, 2),
        ("wrong-password", NotOpened::WrongPassword, 2),
        ("back-off", NotOpened::Wait, 2),
        ("too-often", NotOpened::TooOften, 2),
    ] {
        let html = invitation_page(Locale::En, Some(refused));
        assert_eq!(html.matches(" checked").count(), ticks, "{name}");
        let form = html.find("class=\"problem\"").unwrap_or(html.len());
        assert!(form < html.find("<h1").unwrap_or(0), "{name}: the summary is on top");
        let errors = html.lines().filter(|l| l.contains("class=\"error\"") || l.contains("<ul><li>"));
        insta::assert_snapshot!(format!("refused.{name}"), errors.collect::<Vec<_>>().join("\n"));
        assert!(html.contains("<title>Error: "), "{name}");
    }
}

#[test]
fn the_portal_shows_the_shared_tasks_only() {
    let mut task = company();
    task.files = vec![
        upload(1, "Extrato.pdf", clean()),
        upload(2, "Scan.png", Stage::Scanning { version: "v".into() }),
        upload(3, "Broken.pdf", Stage::Expected),
        upload(4, "Bad.pdf", Stage::Rejected { at: at(NOW), reason: "EICAR".into() }),
    ];
    task.comments = vec![comment(1, "Which year do you need?\n\nWe close in March.")];
    let mut other = company();
    other.task.spec.task = lit("legal");
    for locale in [Locale::En, Locale::PtBr] {
        let html = work_page(locale, vec![task.clone(), other.clone(), contract()]);
        assert!(!html.contains("task-legal") && !html.contains("Internal legal review"), "{html}");
        insta::assert_snapshot!(format!("work.{}", locale.tag()), settled(&html));
    }
}

#[test]
fn a_task_waits_for_tasks_by_name_only_where_the_guest_may_know_them() {
    let state = |first: &[&str], scope: &[&str]| {
        let (mut share, mut contract) = (share(Locale::En), contract());
        let Scope::Tasks(tasks) = &mut share.terms.scope else { panic!("it is of tasks") };
        tasks.tasks = scope.iter().map(|t| lit(t)).collect();
        after(&mut contract, first);
        let shared = shared(vec![company(), contract]);
        let html = work(&WorkView { csrf: "c", ..plain_work(&share, &shared) });
        let from = html.rfind("class=\"state waiting\">").map_or("", |at| &html[at + 22..]);
        from.split('<').next().unwrap_or("").to_owned()
    };
    assert_eq!(state(&["company"], &["company", "contract"]), "Waiting for “Company and bank details”");
    assert_eq!(
        state(&["company", "legal"], &["company", "contract"]),
        "Waiting for “Company and bank details” and another step"
    );
    assert_eq!(state(&["legal"], &["company", "contract"]), "Waiting for another step");
    assert_eq!(state(&["company"], &["contract"]), "Waiting for another step");
}

#[test]
fn what_is_not_permitted_is_not_offered() {
    let page = |permissions: &[Permission]| {
        let (mut share, mut task) = (share(Locale::En), company());
        share.terms.permissions = permissions.iter().copied().collect();
        task.files = vec![upload(1, "Extrato.pdf", clean())];
        let shared = shared(vec![task]);
        work(&WorkView { csrf: "c", ..plain_work(&share, &shared) })
    };
    for (permission, offered) in [
        (Permission::FillFields, "data-drafts"),
        (Permission::UploadFiles, "data-offer"),
        (Permission::ReadFiles, "Supplier code.pdf"),
        (Permission::DownloadFiles, "/download\""),
        (Permission::Comment, "/comments\""),
        (Permission::CompleteTask, "?check="),
    ] {
        assert!(page(&[permission]).contains(offered), "{permission:?}");
        let all = [
            Permission::FillFields,
            Permission::UploadFiles,
            Permission::ReadFiles,
            Permission::DownloadFiles,
            Permission::Comment,
            Permission::CompleteTask,
        ];
        // Who may fetch a file may know of it.
        let also = (permission == Permission::ReadFiles).then_some(Permission::DownloadFiles);
        let others: Vec<_> = all.into_iter().filter(|p| *p != permission && Some(*p) != also).collect();
        assert!(!page(&others).contains(offered), "{permission:?}");
    }
    assert!(!page(&[]).contains("/remove\""));
    insta::assert_snapshot!("work.read-only", settled(&page(&[Permission::ReadFiles])));
}

#[test]
fn a_task_that_is_put_right_shows_every_flaw() {
    let (share, shared, check) = (share(Locale::Es), shared(vec![company(), contract()]), lit("company"));
    let view = WorkView { csrf: "c", fix: Some(&check), ..plain_work(&share, &shared) };
    insta::assert_snapshot!("work.incomplete.es", settled(&work(&view)));
}

#[test]
fn a_task_is_checked_as_it_will_be_sent_with_what_is_missing_first() {
    let (mut whole, mut sent) = (company(), completed(company()));
    whole.files = vec![upload(1, "Extrato.pdf", clean())];
    (sent.task.state.completion, whole.task.state.files) = (None, sent.task.state.files.clone());
    insta::assert_snapshot!("check.incomplete.en", settled(&check_page(Locale::En, whole.clone())));
    let html = check_page(Locale::PtBr, whole);
    assert!(html.contains("<title>Erro: ") && !html.contains("/complete\""), "{html}");
    let order: Vec<_> = ["Billing e-mail", "Before you send", "Registered name", "What you supply"].into();
    let found: Vec<_> = order.iter().map(|label| html.find(&format!("<dt dir=\"auto\">{label}"))).collect();
    assert!(found.is_sorted() && found.iter().all(Option::is_some), "{found:?}");
}

#[test]
fn a_task_that_cannot_be_sent_now_is_shown_on_the_page_of_the_work() {
    for whole in [completed(company()), contract()] {
        let html = check_page(Locale::En, whole);
        assert!(html.contains("class=\"until\"") && !html.contains("Check before you send"), "{html}");
    }
}

#[test]
fn completed_tasks_are_read_only_and_lead_to_their_receipts() {
    let mut last = completed(contract());
    last.files.clear();
    let (mut share, shared) = (share(Locale::En), shared(vec![completed(company()), last]));
    share.gate.completed_at = Some(at(NOW));
    let view = |share| work(&WorkView { csrf: "c", ..plain_work(share, &shared) });
    let html = view(&share);
    assert!(html.contains("/tasks/company/receipt\"") && html.contains("Everything is sent"), "{html}");
    for tool in ["/draft\"", "/complete\"", "/comments\"", "/remove\"", "type=\"text\"", "type=\"file\"", "<textarea"] {
        assert!(!html.contains(tool), "{tool} in {html}");
    }
    insta::assert_snapshot!("work.completed", settled(&html));
    let mut other = share.clone();
    (other.terms.id, other.gate.share, other.gate.completed_at) = (ShareId::new([9; 16]), ShareId::new([9; 16]), None);
    other.terms.recipient.email = lit("bia@lima.example");
    let html = view(&other);
    assert!(!html.contains("/receipt\"") && !html.contains("Everything is sent"), "who sent nothing has no receipt");
}

#[test]
fn the_receipt_says_what_was_received_when_from_whom_for_whom() {
    for locale in Locale::ALL {
        insta::assert_snapshot!(format!("receipt.{}", locale.tag()), settled(&receipt_page(locale)));
    }
    let open = receipt(&ReceiptView { share: &share(Locale::En), task: &company(), now: at(NOW) });
    assert_eq!(open, not_found(Locale::En), "a task that is not completed has no receipt");
}

#[test]
fn every_end_says_which_one_it_is_and_what_to_do() {
    for (name, denied, phrase) in [
        ("revoked", Denied::Revoked { at: at(NOW) }, "This link has been revoked"),
        ("expired", Denied::Expired { at: at("2026-11-27T21:00:00Z") }, "This link has expired"),
        ("exhausted", Denied::Exhausted, "This link has been opened as often as it may"),
        ("completed", Denied::Completed { at: at(NOW) }, "already completed"),
    ] {
        let html = dead_page(Locale::En, &denied, true);
        assert!(html.contains(phrase), "{html}");
        assert!(html.contains("action=\"/i/shr_") && html.contains("/request\""), "{html}");
        insta::assert_snapshot!(format!("dead.{name}"), settled(&html));
        let html = dead_page(Locale::En, &denied, false);
        assert!(html.contains(phrase) && !html.contains("<form"), "{html}");
        assert!(html.contains("open the link from your mail again"), "{html}");
    }
    insta::assert_snapshot!("end.failure", settled(&failure(None, Locale::En, "1-67891233-abcdef")));
}

#[test]
fn an_unknown_link_is_told_nothing_more() {
    let html = not_valid(Locale::En);
    assert!(html.contains("This link is not valid") && !html.contains("<form"), "{html}");
    insta::assert_snapshot!("end.not-valid", settled(&html));
}
