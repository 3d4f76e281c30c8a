//! Answers held against each kind of field.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    task::{End, SpecFlaw},
    value::typed::{EARLIEST_DAY, LATEST_DAY},
};

fn field(kind: serde_json::Value, required: bool) -> Field {
    let kind = serde_json::from_value(kind).unwrap();
    Field { slug: "f".parse().unwrap(), label: "F".parse().unwrap(), help: None, required, kind }
}

fn text(text: &str) -> Answer {
    Answer::Text(text.into())
}

fn picked(values: &[&str]) -> Answer {
    Answer::Picked(values.iter().map(|v| (*v).to_owned()).collect())
}

#[test]
fn numbers_are_plain_decimals_within_bounds() {
    let field = field(json!({ "type": "number", "min": -1, "max": 10.5 }), true);
    for good in ["0", "-1", "10.5", " 7 ", "+3.25"] {
        assert_eq!(field.check(&text(good)), Ok(()), "{good}");
    }
    for bad in ["NaN", "inf", "1e3", "0x1", "1,5", "", ".", "1.", "--1", "١"] {
        assert_eq!(field.check(&text(bad)), Err(Flaw::NotANumber), "{bad}");
    }
    assert_eq!(field.check(&text("-1.01")), Err(Flaw::Below { min: "-1".into() }));
    assert_eq!(field.check(&text("10.51")), Err(Flaw::Above { max: "10.5".into() }));
}

#[test]
fn dates_exist_and_lie_within_bounds() {
    let field = field(json!({ "type": "date", "min": "2026-01-01", "max": "2026-12-31" }), true);
    assert_eq!(field.check(&text("2026-02-28")), Ok(()));
    assert_eq!(field.check(&text("2026-02-30")), Err(Flaw::NotADate));
    assert!(matches!(field.check(&text("2025-12-31")), Err(Flaw::Before { .. })));
    assert!(matches!(field.check(&text("2027-01-01")), Err(Flaw::After { .. })));
}

#[test]
fn days_of_other_centuries_are_slips_of_the_hand_unless_the_field_asks_for_them() {
    let open = field(json!({ "type": "date" }), true);
    for good in ["1900-01-01", "2026-11-22", "2200-12-31"] {
        assert_eq!(open.check(&text(good)), Ok(()));
    }
    assert_eq!(open.check(&text("0026-11-22")), Err(Flaw::Before { min: EARLIEST_DAY }));
    assert_eq!(open.check(&text("2201-01-01")), Err(Flaw::After { max: LATEST_DAY }));
    for bad in ["20261122", "2026-11-22T10:00:00+05:00", "2026-11-22[America/Sao_Paulo]", "-000001-01-01"] {
        assert_eq!(open.check(&text(bad)), Err(Flaw::NotADate), "{bad}");
    }
    let old = field(json!({ "type": "date", "min": "1850-01-01" }), true);
    assert_eq!(old.check(&text("1871-03-01")), Ok(()));
}

#[test]
fn bounds_are_as_exact_as_they_were_written() {
    let field = field(json!({ "type": "number", "max": 9_007_199_254_740_992_u64 }), true);
    assert_eq!(field.check(&text("9007199254740992")), Ok(()));
    let max = "9007199254740992".to_owned();
    assert_eq!(field.check(&text("9007199254740993")), Err(Flaw::Above { max }));
}

#[test]
fn answers_are_kept_as_they_are_read() {
    let number = field(json!({ "type": "number" }), true);
    assert_eq!(number.read(text("1.500"), Some(Locale::PtBr)), text("1500"));
    assert_eq!(number.read(text("1.500"), Some(Locale::En)), text("1.500"));
    assert_eq!(number.read(text(" +01 "), None), text("1"));
    assert_eq!(number.read(text("1,5"), None), text("1,5"), "programs write a point");
    assert_eq!(number.read(text("five"), Some(Locale::En)), text("five"), "so that people see it");
    let date = field(json!({ "type": "date" }), true);
    assert_eq!(date.read(text("5/6/2026"), Some(Locale::Es)), text("2026-06-05"));
    assert_eq!(date.read(text("5/6/2026"), None), text("5/6/2026"));
    let phone = field(json!({ "type": "phone" }), true);
    assert_eq!(phone.read(text("\u{202d}+55 11 91234\u{2011}5678"), None), text("+55 11 91234-5678"));
}

#[test]
fn patterns_match_the_whole_answer() {
    let field = field(json!({ "type": "short_text", "pattern": "[0-9]{2}|ab" }), true);
    assert_eq!(field.check(&text("12")), Ok(()));
    assert_eq!(field.check(&text("ab")), Ok(()));
    assert_eq!(field.check(&text("123")), Err(Flaw::Pattern));
    assert_eq!(field.check(&text("12 ab")), Err(Flaw::Pattern));
}

/// What a word processor puts in place of a hyphen, a digit or a blank looks right to people.
#[test]
fn an_answer_that_matches_its_pattern_in_plain_letters_alone_is_kept_in_them() {
    let kept = |field: &Field, typed: &str| {
        let work = PatternWork::of_a_page();
        let once = field.in_letters_of_pattern(field.read(text(typed), None), &work);
        let twice = field.in_letters_of_pattern(field.read(once.clone(), None), &work);
        assert_eq!(once, twice, "{typed}");
        once
    };
    let code = field(json!({ "type": "short_text", "pattern": "[A-Z]{2} [0-9]{3}-[0-9]", "max_length": 8 }), true);
    for typed in [
        "AB 123\u{2011}4",
        "AB 123\u{2010}4",
        "AB 123\u{2013}4",
        "AB 123\u{2212}4",
        "AB\u{a0}123-4",
        "AB\u{2009}123-4",
        "AB\u{202f}123-4",
        "\u{ff21}\u{ff22}\u{3000}\u{ff11}\u{ff12}\u{ff13}\u{ff0d}\u{ff14}",
    ] {
        assert_eq!(kept(&code, typed), text("AB 123-4"), "{typed}");
        assert_eq!(code.check(&kept(&code, typed)), Ok(()), "{typed}");
    }
    for typed in ["AB 123\u{2011}", "AB 123\u{2011}45", "\u{2014}"] {
        assert_eq!(kept(&code, typed), text(typed), "as it was typed, so that people see it");
    }
    let names = field(json!({ "type": "short_text", "pattern": "[^-]+" }), true);
    assert_eq!(kept(&names, "2020\u{2013}2026"), text("2020\u{2013}2026"), "it matches as it is");
    let free = field(json!({ "type": "short_text" }), true);
    assert_eq!(kept(&free, "2020\u{2013}2026"), text("2020\u{2013}2026"), "no pattern asks for anything");
}

#[test]
fn folding_answers_takes_no_more_work_than_a_page_and_counts_both_matches() {
    let field = field(json!({ "type": "short_text", "pattern": "[0-9-]+" }), true);
    let typed = || text(&format!("{}\u{2011}", "1".repeat(999)));
    let work = PatternWork::of_a_page();
    let folded = (0..1000).filter(|_| field.in_letters_of_pattern(typed(), &work) != typed()).count();
    assert_eq!(folded as u64, crate::task::MAX_PATTERN_WORK / (512 * 2100));
    let too_long = text(&"\u{2011}".repeat(100_000));
    let work = PatternWork::of_a_page();
    assert_eq!(field.in_letters_of_pattern(too_long.clone(), &work), too_long);
    assert_eq!(field.in_letters_of_pattern(typed(), &work), text(&format!("{}-", "1".repeat(999))), "no work is lost");
}

#[test]
fn choices_come_from_the_options() {
    let options = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }]);
    let single = field(json!({ "type": "single_choice", "options": options }), true);
    assert_eq!(single.check(&text("a")), Ok(()));
    assert_eq!(single.check(&text("c")), Err(Flaw::NotAnOption));
    assert_eq!(single.check(&picked(&["a"])), Err(Flaw::WrongShape));
    let multiple = field(json!({ "type": "multiple_choice", "options": options, "min": 1, "max": 1 }), true);
    assert_eq!(multiple.check(&picked(&["a"])), Ok(()));
    assert_eq!(multiple.check(&picked(&[])), Err(Flaw::TooFewPicked { min: 1 }));
    assert_eq!(multiple.check(&picked(&["a", "b"])), Err(Flaw::TooManyPicked { max: 1 }));
    assert_eq!(multiple.fits(&picked(&["x"])), Err(Flaw::NotAnOption));
    let checklist = field(json!({ "type": "checklist", "items": options }), true);
    assert_eq!(checklist.check(&picked(&["a", "b"])), Ok(()));
    assert_eq!(checklist.check(&picked(&["a"])), Err(Flaw::Unticked));
}

#[test]
fn phones_and_emails_have_their_form() {
    let phone = field(json!({ "type": "phone" }), true);
    for good in ["+55 11 91234-5678", "(11) 1234.5678"] {
        assert_eq!(phone.check(&text(good)), Ok(()), "{good}");
    }
    for bad in ["12345", "1234567890123456", "call me", "+55+11 1234567"] {
        assert_eq!(phone.check(&text(bad)), Err(Flaw::NotAPhone), "{bad}");
    }
    let email = field(json!({ "type": "email" }), true);
    assert_eq!(email.check(&text("a@b.example")), Ok(()));
    assert_eq!(email.check(&text("a@b")), Err(Flaw::NotAnEmail));
}

#[test]
fn an_address_is_kept_without_what_mail_programs_copy_along() {
    let email = field(json!({ "type": "email" }), true);
    for (typed, kept, flaw) in [
        ("João\u{a0}Silva <joao@x.com.br>", "joao@x.com.br", Ok(())),
        ("\u{feff}mailto:joao@x.com.br", "joao@x.com.br", Ok(())),
        ("joao@x.com.br;", "joao@x.com.br", Ok(())),
        ("João <joao@x.com.br>, Ana <a@b.com>", "João <joao@x.com.br>, Ana <a@b.com>", Err(Flaw::NotAnEmail)),
        ("João joao@x.com.br", "João joao@x.com.br", Err(Flaw::NotAnEmail)),
        (
            "Ângela <joão@x.com.br>",
            "joão@x.com.br",
            Err(Flaw::LocalPart { found: crate::value::Found { character: 'ã', place: 3 } }),
        ),
    ] {
        let answer = email.read(text(typed), None);
        assert_eq!((email.check(&answer), &answer), (flaw, &text(kept)), "{typed}");
        assert_eq!(email.read(answer.clone(), Some(Locale::PtBr)), answer, "{typed}");
    }
}

#[test]
fn field_descriptions_are_checked() {
    let flaws = |kind| field(kind, false).kind.as_type().description_flaws(false);
    assert_eq!(flaws(json!({ "type": "number", "min": 2, "max": 1 })), [SpecFlaw::MinAboveMax]);
    assert_eq!(flaws(json!({ "type": "date", "min": "2026-02-01", "max": "2026-01-01" })), [SpecFlaw::MinAboveMax]);
    assert_eq!(flaws(json!({ "type": "long_text", "max_length": 0 })), [SpecFlaw::Length { most: 10_000 }]);
    assert_eq!(flaws(json!({ "type": "single_choice", "options": [] })), [SpecFlaw::OptionCount]);
    assert_eq!(flaws(json!({ "type": "checklist", "items": [] })), [SpecFlaw::ItemCount]);
    let (twice, a) = (json!([{ "value": "a", "label": "A" }, { "value": "a", "label": "B" }]), || "a".parse().unwrap());
    assert_eq!(flaws(json!({ "type": "checklist", "items": twice })), [SpecFlaw::SameItem { at: 1, value: a() }]);
    let choice = json!({ "type": "multiple_choice", "options": twice, "min": 2, "max": 1 });
    assert_eq!(flaws(choice), [SpecFlaw::SameOption { at: 1, value: a() }, SpecFlaw::MinAboveMax]);
    assert_eq!(flaws(json!({ "type": "short_text", "max_length": 0 })), [SpecFlaw::Length { most: 1000 }]);
}

#[test]
fn a_field_that_no_answer_can_satisfy_is_no_description() {
    let flaws = |kind, required| field(kind, required).kind.as_type().description_flaws(required);
    let long = json!({ "type": "short_text", "max_length": 5000 });
    assert_eq!(flaws(long, false), [SpecFlaw::Length { most: 1000 }]);
    assert_eq!(flaws(json!({ "type": "short_text", "max_length": 1000 }), true), []);
    assert_eq!(flaws(json!({ "type": "long_text", "max_length": 5000 }), true), []);
    for (kind, most) in [
        (json!({ "type": "file", "min": 30 }), 20),
        (json!({ "type": "file", "min": 61, "max": 70 }), 60),
        (json!({ "type": "multiple_choice", "options": [{ "value": "a", "label": "A" }], "min": 2 }), 1),
    ] {
        assert_eq!(flaws(kind, false), [SpecFlaw::MinAboveMost { most }]);
    }
    assert_eq!(flaws(json!({ "type": "file", "min": 30, "max": 30 }), true), []);
    for kind in [
        json!({ "type": "file", "max": 0 }),
        json!({ "type": "multiple_choice", "options": [{ "value": "a", "label": "A" }], "max": 0 }),
    ] {
        assert_eq!(flaws(kind.clone(), true), [SpecFlaw::NoneTaken]);
        assert_eq!(flaws(kind, false), [SpecFlaw::NoneTaken]);
    }
    let extensions = json!({ "type": "file", "extensions": ["pdf", "PDF", ".pdf", "", "tar.gz", "p df", "çã"] });
    assert_eq!(flaws(extensions, false), [1, 2, 3, 4, 5].map(|at| SpecFlaw::Extension { at }));
    for (out_of_reach, end) in [
        (json!({ "type": "number", "min": 1e31 }), End::Min),
        (json!({ "type": "number", "max": -1e31 }), End::Max),
        (json!({ "type": "number", "max": 1e-131 }), End::Max),
    ] {
        assert_eq!(flaws(out_of_reach, true), [SpecFlaw::Digits { end }]);
    }
    let never = json!({ "type": "date", "min": "2201-01-01" });
    assert_eq!(flaws(never, false), [SpecFlaw::AfterAllDays { last: LATEST_DAY }]);
    let never = json!({ "type": "date", "max": "1899-12-31" });
    assert_eq!(flaws(never, false), [SpecFlaw::BeforeAllDays { first: EARLIEST_DAY }]);
    assert_eq!(flaws(json!({ "type": "date", "min": "1850-01-01", "max": "1899-12-31" }), false), []);
}

proptest! {
    #[test]
    fn what_is_kept_once_is_kept_so(answer in "[a-c1-3\u{2011}\u{2212}\u{a0}\u{2009}\u{ff11}\u{ff41}\u{301}\u{34f}\u{200d} -]{0,12}", pattern in 0usize..4) {
        let pattern = ["[a-c]+-?[1-3]*", "[^-]+", ".*", "[0-9 ]+"][pattern];
        let field = field(json!({ "type": "short_text", "pattern": pattern }), true);
        let kept = |answer| field.in_letters_of_pattern(field.read(answer, None), &PatternWork::of_a_page());
        let once = kept(text(&answer));
        prop_assert_eq!(kept(once.clone()), once);
    }

    #[test]
    fn what_checks_out_also_fits_and_no_text_panics(answer in ".{0,40}", kind in 0usize..7) {
        let kinds = ["short_text", "long_text", "number", "date", "email", "phone", "checkbox"];
        let field = field(json!({ "type": kinds[kind] }), true);
        let answer = text(&answer);
        if field.check(&answer).is_ok() {
            prop_assert_eq!(field.fits(&answer), Ok(()));
        }
    }
}

/// A character can hold many code points, and a pattern looks at each of them.
#[test]
fn no_answer_is_too_much_work_to_be_held_against_its_pattern() {
    let pattern = r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}";
    let field = |max: Option<u32>| field(json!({ "type": "short_text", "pattern": pattern, "max_length": max }), true);
    let tower = format!("a\u{301}{}", "\u{315}".repeat(22)).repeat(1000);
    assert_eq!(field(None).check(&text(&tower)), Err(Flaw::TooLong { max: 1000 }));
    assert_eq!(field(Some(20)).check(&text(&tower)), Err(Flaw::TooLong { max: 20 }));
    assert_eq!(field(None).check(&text(&"a".repeat(1000))), Err(Flaw::Pattern));
    assert_eq!(field(None).check(&text("PT50000201231234567890154")), Ok(()));
}
