//! The mail that brings a code.

use vestibule_domain::value::Locale;

use super::{lit, now, share, shown, written};
use crate::mail::code;

#[test]
fn the_code_in_each_language_stands_on_a_line_of_its_own_and_not_in_the_subject() {
    for locale in Locale::ALL {
        let mail = written(code(&share(locale), &share(locale).terms.creator, &lit("012345"), now()));
        assert!(mail.text.lines().any(|line| line == "012345") && !mail.subject.contains("012345"));
        assert!(!shown(&mail).contains("portal.example") && !mail.html.contains("<a "), "nothing to press");
        insta::assert_snapshot!(format!("code.{}", locale.tag()), shown(&mail));
    }
}
