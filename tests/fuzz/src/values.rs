//! Single values. Each is printed in one way, and what is printed is read as the same.

use std::{fmt::Display, str::FromStr};

use vestibule_domain::{
    file::MediaType,
    value::{Colour, Digest, Email, Line, Locale, Paragraphs, Place, RunSlug, ShareId, Zone},
};

fn reads<T: FromStr + Display + PartialEq + std::fmt::Debug>(text: &str)
where
    T::Err: std::fmt::Debug,
{
    if let Ok(value) = text.parse::<T>() {
        let printed = value.to_string();
        assert_eq!(printed.parse::<T>().expect("what is printed is read"), value, "{text:?}");
    }
}

pub(crate) fn read(text: &str) {
    reads::<ShareId>(text);
    reads::<RunSlug>(text);
    reads::<Digest>(text);
    reads::<Place>(text);
    reads::<Zone>(text);
    drop(text.parse::<Locale>());
    reads::<Email>(text);
    reads::<Line<200>>(text);
    reads::<Paragraphs<2000>>(text);
    reads::<Colour>(text);
    drop(text.parse::<MediaType>());
}
