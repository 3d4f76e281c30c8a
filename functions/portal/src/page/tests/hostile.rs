//! Names, instructions and answers of people who mean harm come out as the text that they are.

use vestibule_domain::{
    file::Stage,
    share::{Share, UpFront},
    task::{Answer, WholeTask},
};

use super::{
    fixture::{answer, comment, completed, upload},
    plain_work, *,
};
use crate::link::InvitationTexts;

const SCRIPT: &str = "<script>alert(1)</script>";
const ATTRIBUTE: &str = "\"><img src=x onerror=alert(1)> ' {{ 7*7 }} { $org } &amp;";
const RTL: &str = "דנה <b>كريم</b>";

/// Tags that no template writes, or that nobody but a template may write.
fn harmless(html: &str) {
    for tag in ["<script>", "<img", "<b>", "onerror=alert(1)>", "49"] {
        let found = html.match_indices(tag).map(|(at, _)| &html[at.saturating_sub(40)..at + tag.len()]).next();
        let escaped = tag == "onerror=alert(1)>" || tag == "49";
        assert!(found.is_none() || (escaped && found.is_some_and(|f| !f.contains('<'))), "{tag}: {found:?}");
    }
    assert!(!html.contains("&amp;amp;lt;"), "nothing is escaped twice");
}

fn hostile() -> (Share, InvitationTexts, WholeTask) {
    let (mut share, mut task) = (share(Locale::En), company());
    let terms = &mut share.terms;
    terms.recipient.name = lit(ATTRIBUTE);
    terms.creator.name = lit(RTL);
    terms.org_name = lit(SCRIPT);
    terms.title = lit(ATTRIBUTE);
    terms.instructions =
        Some(lit(&format!("{ATTRIBUTE}\n\n{SCRIPT}\n{}", "A long word: ".to_owned() + &"x".repeat(3800))));
    let spec = &mut task.task.spec;
    spec.title = lit(SCRIPT);
    spec.description = Some(lit(ATTRIBUTE));
    for field in &mut spec.fields {
        field.label = lit(ATTRIBUTE);
        field.help = Some(lit(RTL));
    }
    let (notice, disclaimer) = (SCRIPT.repeat(400).into(), Some(RTL.into()));
    let texts = InvitationTexts { notice, disclaimer, before: None };
    answer(&mut task, "name", Answer::Text(ATTRIBUTE.into()));
    answer(&mut task, "about", Answer::Text(format!("\n</textarea>{SCRIPT}{}", "ü".repeat(5000))));
    answer(&mut task, "form", Answer::Text(SCRIPT.into()));
    task.files = vec![upload(1, &format!("{ATTRIBUTE}.pdf"), Stage::Expected)];
    task.comments = vec![comment(1, SCRIPT)];
    (share, texts, task)
}

#[test]
fn hostile_text_comes_out_escaped_on_every_page() {
    let (share, texts, task) = hostile();
    let (now, check) = (at(NOW), lit("company"));
    let pages = [
        invitation(&InvitationView { up_front: &UpFront::Tasks(named([&task])), ..plain_invitation(&share, &texts) }),
        work(&WorkView { now, fix: Some(&check), ..plain_work(&share, &shared(vec![task.clone()])) }),
        super::check(&CheckView {
            share: &share,
            shared: &shared(vec![task.clone()]),
            csrf: "c",
            now,
            task: &check,
            changed: false,
        }),
        receipt(&ReceiptView { share: &share, task: &completed(task), now }),
        dead(&DeadView { denied: &Denied::Exhausted, share: &share, may_ask: true }),
        failure(None, Locale::En, SCRIPT),
    ];
    let unkept = [SCRIPT, ATTRIBUTE].into_iter().flat_map(|typed| unkept_pages(Locale::En, typed));
    for html in pages.into_iter().chain(unkept) {
        harmless(&html);
    }
}

#[test]
fn a_typed_answer_comes_back_exactly_as_it_was() {
    let (.., task) = hostile();
    let html = work_page(Locale::En, vec![task]);
    let area = html.split("<textarea").nth(1).and_then(|a| a.split_once('>')).map_or("", |(_, rest)| rest);
    // HTML drops the first line feed of a text area; the second one is the guest's own.
    assert!(area.starts_with("\n\n&#60;/textarea&#62;&#60;script&#62;"), "{}", &area[..60]);
    assert!(
        html.contains("value=\"&#34;&#62;&#60;img src=x onerror=alert(1)&#62; &#39; {{ 7*7 }} { $org } &#38;amp;\"")
    );
}

#[test]
fn names_that_run_right_to_left_are_isolated() {
    let (mut share, texts) = (share(Locale::En), texts(Locale::En));
    share.terms.creator.name = lit("דנה");
    let html = invitation(&plain_invitation(&share, &texts));
    assert!(html.contains("\u{2068}דנה\u{2069} of \u{2068}Acme Energia\u{2069} needs"), "{html}");
    let attributes = html.split('<').filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
    for tag in attributes.filter(|t| t.contains('\u{2068}')) {
        assert_eq!(tag.matches('\u{2068}').count(), tag.matches('\u{2069}').count(), "{tag}");
    }
}
