//! What a start prints: where to click, and how to call the API. Short enough for any screen.

use std::{fmt::Write as _, path::Path};

use embedded_cloud::Person;
use vestibule_local::FrontPage;

pub(crate) fn welcome(page: &FrontPage, certificate: Option<&Path>, people: &[Person]) -> String {
    let FrontPage { origin, services, link, load } = page;
    let example = page.example();
    let mut text = format!(
        "\nVestibule is running. Ctrl-C stops it.\n\n  All of it    {origin}/\n  Guest link   {link}\n  \
         Mail inbox   {services}/inbox\n  Events       {services}/events\n  API          {origin}/v1\n"
    );
    if let Some(path) = certificate {
        // Writing to a String cannot fail.
        writeln!(text, "  Certificate  {}", path.display()).ok();
    }
    write!(
        text,
        "\n\
         In a second terminal, in this folder, as one of the demo people for 12 hours:\n\n  {load}\n  {example}\n\n"
    )
    .ok();
    for person in people {
        let name = format!("${}", person.sub.to_uppercase());
        // Writing to a String cannot fail.
        writeln!(text, "  {name:<12} {} <{}>", person.name, person.email).ok();
    }
    text.push('\n');
    text
}
