//! Pages as guests see them: snapshots of the states that matter, and what holds for every page.

mod arriving;
mod decided_alone;
mod decisions;
mod document;
mod files;
mod fixture;
mod handed_back;
mod hostile;
mod proofs;
mod states;

use jiff::SignedDuration;
use vestibule_api::guest::{CodeAgain, NotOpened};
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    share::{Accesses, Attempts, Denied, LeftTask, LeftToDo, Password, Share, UpFront},
    task::{Answer, WholeTask},
    value::{Digest, Locale, ShareId, VisitId},
};
use vestibule_web::answer::{Kind, Problem};

use super::*;
use crate::{filled::Filled, link::InvitationTexts};
use fixture::{NOW, at, company, contract, lit, share, shared, texts};

/// The pages as text, under their own names.
macro_rules! written {
    ($($page:ident($($name:ident: $type:ty),*);)*) => {$(
        fn $page($($name: $type),*) -> String {
            super::$page($($name),*).unwrap_or_else(|error| panic!("{error}"))
        }
    )*};
}

written! {
    landing(locale: Locale);
    invitation(view: &InvitationView<'_>);
    work(view: &WorkView<'_>);
    document(view: &DocumentView<'_>);
    check(view: &CheckView<'_>);
    receipt(view: &ReceiptView<'_>);
    revision_receipt(view: &RevisionReceiptView<'_>);
    dead(view: &DeadView<'_>);
    session_ended(locale: Locale);
    not_valid(locale: Locale);
    no_cookie(locale: Locale);
    opened_before(share: &Share);
    replaced(locale: Locale);
    requested(share: &Share);
    failure(share: Option<ShareId>, locale: Locale, trace_id: &str);
    not_found(locale: Locale);
    stopped(share: Option<ShareId>, locale: Locale);
}

/// A page without what changes whenever a script does.
fn settled(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("/assets/") {
        let (before, from) = rest.split_at(start);
        let end = from.find('"').unwrap_or(from.len());
        let parts: Vec<_> = from[..end].split('.').collect();
        out += &[before, parts[0], ".#.", parts[parts.len() - 1]].concat();
        rest = &from[end..];
    }
    out + rest
}

/// The page of a guest who has just come: nothing was asked for, saved or left.
fn plain_work<'a>(share: &'a Share, shared: &'a SharedTasks) -> WorkView<'a> {
    WorkView { share, shared, csrf: "c0ffee", now: at(NOW), fix: None, zip: None, unkept: None, saved: None }
}

fn work_page(locale: Locale, tasks: Vec<WholeTask>) -> String {
    let (share, shared) = (share(locale), shared(tasks));
    work(&plain_work(&share, &shared))
}

fn work_page_of(share: &Share, whole: WholeTask) -> String {
    work(&plain_work(share, &shared(vec![whole])))
}

/// The page on which a task is checked before it is sent.
fn check_page(locale: Locale, whole: WholeTask) -> String {
    check_page_of(&share(locale), whole)
}

fn check_page_of(share: &Share, whole: WholeTask) -> String {
    let task = whole.task.slug().clone();
    check(&CheckView { share, shared: &shared(vec![whole]), csrf: "c0ffee", now: at(NOW), task: &task, changed: false })
}

/// Two tasks, which are not named.
static LEFT: UpFront = UpFront::Tasks(TWO);
const TWO: LeftToDo = LeftToDo { all: 2, waiting: 0, named: vec![], due: None };

static NOTHING: Filled =
    Filled { name: String::new(), email: String::new(), code: String::new(), consent: None, disclaimer: None };

/// Tasks that are left and may be named.
fn named<'a>(tasks: impl IntoIterator<Item = &'a WholeTask>) -> LeftToDo {
    let named = tasks.into_iter().map(|whole| LeftTask { spec: whole.task.spec.clone(), waits: false, back: None });
    let named: Vec<_> = named.collect();
    LeftToDo { all: named.len(), named, ..TWO.clone() }
}

/// To a share in which nothing is asked for yet, of a browser that was never there.
fn plain_invitation<'a>(share: &'a Share, texts: &'a InvitationTexts) -> InvitationView<'a> {
    InvitationView {
        share,
        texts,
        up_front: &LEFT,
        now: at(NOW),
        refused: None,
        ticked: None,
        device: None,
        visit: VisitId::new([1; 16]),
        next_code_at: None,
        by_password: false,
        code_again: None,
        filled: &NOTHING,
        lang: None,
    }
}

fn invitation_page(locale: Locale, refused: Option<NotOpened>) -> String {
    let (mut share, mut texts) = (share(locale), texts(locale));
    share.gate.accesses = Accesses { used: 1, max: 3 };
    let disclaimer = "You will see confidential drawings.\n\nDo not pass them on.";
    share.terms.disclaimer = Some(Digest::of(disclaimer));
    // What stands behind it is not named.
    texts.disclaimer = Some(disclaimer.into());
    share.gate.password = lit::<Password>("correct horse").hash([1; 16]).into();
    share.gate.attempts = Attempts::stored(6, Some(at("2026-11-22T17:03:30Z")));
    share.gate.spent.openings = Some(at(NOW) + SignedDuration::from_mins(24 * 60 + 3));
    let ticked = Some(share.terms.agreed_to());
    invitation(&InvitationView { refused, ticked, ..plain_invitation(&share, &texts) })
}

fn receipt_page(locale: Locale) -> String {
    receipt(&ReceiptView { share: &share(locale), task: &fixture::completed(company()), now: at(NOW) })
}

fn dead_page(locale: Locale, denied: &Denied, may_ask: bool) -> String {
    dead(&DeadView { denied, share: &share(locale), may_ask })
}

/// What could not be kept of a task, as it comes back: on its page while it is open, when it is sent, and alone.
fn unkept_pages(locale: Locale, typed: &str) -> Vec<String> {
    let left = || UnkeptTask {
        answers: [(lit("about"), Some(Answer::Text(typed.to_owned())))].into(),
        changed: [(lit("about"), Some(Answer::Text(typed.to_owned())))].into(),
        why: Some(Problem::new(Kind::TooManyRequests, "too much")),
        decision: None,
        comment: Some(UnkeptComment { text: typed.to_owned(), why: NotAdded::Waiting }),
    };
    let page = |whole: WholeTask| {
        let (share, mut shared, mut unkept) = (share(locale), shared(vec![whole]), Unkept::default());
        unkept.add(&lit("company"), left());
        unkept.put_into(&mut shared, &share);
        let unkept = Some(&unkept);
        work(&WorkView { unkept, ..plain_work(&share, &shared) })
    };
    let alone = |kind| {
        let fields = [("csrf".to_owned(), "c0ffee".to_owned()), ("answers:company:about".to_owned(), typed.to_owned())];
        unsent(&Problem::new(kind, "no"), locale, "/p/shr_0000000000000000000007/tasks/company/draft", &fields)
    };
    let alone = [Kind::Unavailable, Kind::Unauthorized].into_iter().filter_map(alone);
    [page(company()), page(fixture::completed(company()))].into_iter().chain(alone).collect()
}

#[test]
fn a_decision_that_could_not_be_sent_is_kept_with_its_comment() {
    let typed = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let problem = Problem::new(Kind::Unauthorized, "no");
    let page = |fields: &[_]| unsent(&problem, Locale::En, "/p/shr_0000000000000000000007/tasks/review/draft", fields);
    let (chosen, said) = (typed("decision:review", "reject"), typed("reason:review", "The <b>bolts</b>."));
    let html = page(&[chosen.clone(), said]).unwrap_or_else(|| panic!("something was typed"));
    let (decision, comment) = (html.find(">Reject<"), html.find("The &#60;b&#62;bolts"));
    assert!(decision.is_some() && decision < comment, "{html}");
    assert_eq!(page(&[chosen]), None, "nothing was typed");
}

/// Every page there is, in one language.
fn pages(locale: Locale) -> Vec<String> {
    let (moment, done) = (at(NOW), fixture::completed(company()));
    let mut pages = vec![
        landing(locale),
        invitation_page(locale, None),
        invitation_page(locale, Some(NotOpened::WrongPassword)),
        work_page(locale, vec![company(), contract()]),
        work_page(locale, vec![done, contract()]),
        check_page(locale, company()),
        receipt_page(locale),
        session_ended(locale),
        not_valid(locale),
        no_cookie(locale),
        opened_before(&share(locale)),
        replaced(locale),
        requested(&share(locale)),
        failure(Some(ShareId::new([1; 16])), locale, "1-67891233-abcdef012345678912345678"),
        not_found(locale),
        stopped(Some(ShareId::new([1; 16])), locale),
    ];
    let denials = [
        Denied::Revoked { at: moment },
        Denied::Expired { at: moment },
        Denied::Exhausted,
        Denied::Completed { at: moment },
        Denied::SessionEnded,
    ];
    pages.extend(unkept_pages(locale, "Half a thought"));
    pages.extend(denials.iter().flat_map(|d| [dead_page(locale, d, true), dead_page(locale, d, false)]));
    pages
}

#[test]
fn no_page_reaches_outside_or_runs_anything_inline() {
    for html in Locale::ALL.into_iter().flat_map(pages) {
        // The landing's one script, which its policy names by hash.
        let html = html.replacen(&format!("<script>{ARRIVE}</script>"), "", 1);
        for outside in ["http://", "https://", "//cdn", "<style", " style=", " onclick", " onload", "javascript:"] {
            assert!(!html.contains(outside), "{outside} in {html}");
        }
        assert_eq!(html.matches("<script").count(), html.matches("<script type=\"module\" src=\"/assets/").count());
    }
}

#[test]
fn every_page_says_its_language_and_has_one_heading_and_a_title() {
    for locale in Locale::ALL {
        for html in pages(locale) {
            assert!(html.contains(&format!("<html lang=\"{}\" dir=\"ltr\">", locale.tag())), "{html}");
            assert_eq!(html.matches("<h1").count(), 1, "{html}");
            assert!(!html.contains("<title></title>"), "{html}");
        }
    }
}

#[test]
fn every_label_and_description_leads_to_something() {
    for html in Locale::ALL.into_iter().flat_map(pages) {
        let values = |name: &str| {
            let marker = format!(" {name}=\"");
            let found = html.match_indices(&marker).map(|(at, m)| html[at + m.len()..].split('"').next().unwrap_or(""));
            found.flat_map(str::split_whitespace).map(str::to_owned).collect::<Vec<_>>()
        };
        let ids = values("id");
        for name in ["for", "aria-describedby", "aria-labelledby", "form"] {
            for target in values(name) {
                assert!(ids.contains(&target), "{name}={target} leads nowhere");
            }
        }
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "an id comes twice in {ids:?}");
    }
}
