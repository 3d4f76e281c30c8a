//! What people type on pages: numbers, days, phone numbers, names of files, texts, passwords. What was read once is kept,
//! and read again as the same.

use vestibule_domain::{
    share::Password,
    value::{
        Decimal, FileName, Locale, line, paragraphs,
        typed::{PhoneNumber, day, is_doubtful, number},
    },
};

pub(crate) fn read(text: &str) {
    for language in Locale::ALL {
        if let Some(read) = number(language, text) {
            assert_eq!(read.as_str().parse::<Decimal>().ok().as_ref(), Some(&read), "{text:?}");
        }
        let _ = (day(language, text), is_doubtful(text));
    }
    if let Ok(exact) = Decimal::of_json(text) {
        assert_eq!(exact.as_str().parse::<Decimal>().ok().as_ref(), Some(&exact), "{text:?}");
    }
    if let Ok(phone) = text.parse::<PhoneNumber>() {
        let again = phone.as_str().parse::<PhoneNumber>().expect("what is kept is read");
        assert_eq!((again.as_str(), again.e164()), (phone.as_str(), phone.e164()), "{text:?}");
    }
    if let Ok(name) = text.parse::<FileName>() {
        assert_eq!(name.0.as_str().parse::<FileName>().ok(), Some(name), "{text:?}");
    }
    drop(text.parse::<Password>());
    let (once, parts) = (line(text), paragraphs(text));
    assert_eq!((line(&once), paragraphs(&parts)), (once, parts), "{text:?}");
}
