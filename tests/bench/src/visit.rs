//! What a guest's first visit takes of their line, from the link in the mail to the page to work on.

use std::fmt::Write as _;

use vestibule_tests::{
    first_visit::{BYTES, Fetched, REQUESTS, demo_link, first_visit},
    house::House,
};

use crate::{
    failure::Failure,
    section::{Goal, Section},
};

const INTRO: &str = "The demo's share of two tasks with 13 fields, by a browser that has kept nothing and takes gzip. Sizes are \
    those of\nthe answers, with their status lines and headers as HTTP/1.1 writes them; HTTP/2 writes less. A redirect has no \
    content: the\nbrowser follows it over the same connection. *plain* is the same for who takes no gzip. Names of assets \
    hold their hash, and\na second visit asks for pages alone.";

pub(crate) async fn measure() -> Result<Section, Failure> {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let link = demo_link(&house).await;
    let (packed, plain) = (first_visit(&house, &link, true).await, first_visit(&house, &link, false).await);
    house.system.stop().await;
    let mut text = format!("{INTRO}\n\n| request | kB | plain |\n|---|--:|--:|\n");
    for (packed, plain) in packed.iter().zip(&plain) {
        writeln!(text, "| {} | {} | {} |", named(&packed.what), kilo(packed.bytes), kilo(plain.bytes))?;
    }
    writeln!(text, "| **all** | **{}** | **{}** |", kilo(bytes(&packed)), kilo(bytes(&plain)))?;
    let answers = packed.iter().filter(|fetched| !fetched.leads_on()).count();
    let goals = vec![
        Goal {
            wanted: format!("at most {REQUESTS} requests that have content"),
            found: format!("{answers}, and {} redirects", packed.len() - answers),
            met: answers <= REQUESTS,
        },
        Goal {
            wanted: format!("at most {} kB on the wire", BYTES / 1_000),
            found: format!("{} kB", kilo(bytes(&packed))),
            met: bytes(&packed) <= BYTES,
        },
    ];
    Ok(Section { name: "visit", title: "What a first visit takes of the guest's line", text, goals })
}

/// Tenths, because ids that are made anew compress a little better or worse.
fn kilo(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn bytes(fetched: &[Fetched]) -> usize {
    fetched.iter().map(|fetched| fetched.bytes).sum()
}

/// Without what differs from run to run.
fn named(what: &str) -> String {
    match what.split_once("shr_") {
        Some((before, _)) => format!("{before}{{share}}"),
        None => match what.split_once("/assets/") {
            Some((method, name)) => {
                format!("{method}/assets/{}", name.split('.').step_by(2).collect::<Vec<_>>().join("."))
            }
            None => what.to_owned(),
        },
    }
}
