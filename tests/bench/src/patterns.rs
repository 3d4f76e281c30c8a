//! A form full of the worst patterns that a push takes costs little more than the same form without any.

use std::fmt::Write as _;

use serde_json::{Value, json};
use vestibule_tests::{
    costs::{self, CallLog},
    house::{Guest, House, Share},
};

use crate::{
    failure::Failure,
    machine, processor,
    section::{Goal, Section},
    statistics::median,
};

/// Patterns of few letters that a machine like ours has most work with: every part of them stays alive, and in the end
/// the answer is wrong.
const WORST: [&str; 6] = [
    "(?:a?b?c?d?e?f?g?h?i?j?k?l?m?n?o?p?){1,60}!",
    "(?:(?:a|a|a|a|a|a|a|a)?){90}!",
    "(?:[a-z]?[a-z]?[a-z]?[a-z]?){30}[a-z]*!",
    "(?:(?:(?:a?)?)?){100}a*!",
    "(?:[a-cx-z0-24-68-9_.:;-]|a*|b*|c*)*!",
    "[a-z]+!",
];
const FIELDS: usize = 60;
/// The longest that a line may be.
const MAX_LENGTH: usize = 1000;
const LIMIT: f64 = 10.0;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How often each request is sent, in turns
    #[arg(long, default_value_t = 21)]
    rounds: usize,
}

/// One form, open to its guest.
struct Form<'a> {
    guest: Guest<'a>,
    share: Share,
    length: usize,
    saved: u64,
}

/// What the requests of a guest took, in seconds of the processor.
#[derive(Debug, Default)]
struct Taken {
    saves: Vec<f64>,
    pages: Vec<f64>,
}

/// What a pattern costs: how long its answers could be, and how often the time of the same form without it.
#[derive(Debug)]
struct Found {
    pattern: &'static str,
    length: usize,
    saving: f64,
    page: f64,
}

pub(crate) async fn measure(options: &Options) -> Result<Section, Failure> {
    let house = costs::watched(&CallLog::default(), "2026-11-23T12:00:00Z", |_| {}).await;
    let mut found = Vec::new();
    for (number, pattern) in WORST.into_iter().enumerate() {
        let length = longest(&house, number, pattern).await?;
        if length == 0 {
            continue;
        }
        let mut with = Form::opened(&house, &format!("with-{number}"), Some(pattern), length).await;
        let mut without = Form::opened(&house, &format!("without-{number}"), None, length).await;
        let (mut worst, mut plain) = (Taken::default(), Taken::default());
        for _ in 0..options.rounds {
            with.round(&mut worst).await?;
            without.round(&mut plain).await?;
        }
        let saving = median(&worst.saves) / median(&plain.saves);
        let page = median(&worst.pages) / median(&plain.pages);
        found.push(Found { pattern, length, saving, page });
    }
    house.system.stop().await;
    section(options, &found)
}

/// The longest answers that a push of such a form allows, in characters; 0 if it takes the pattern at no length.
async fn longest(house: &House, number: usize, pattern: &str) -> Result<usize, Failure> {
    let (mut taken, mut refused) = (0, MAX_LENGTH + 1);
    while refused - taken > 1 {
        let length = usize::midpoint(taken, refused);
        let path = format!("/v1/projects/procurement/runs/length-{number}-{length}");
        let reply = house.staff("carla").put(&path, &run(Some(pattern), length)).await;
        match reply.status {
            201 => taken = length,
            400 | 422 => refused = length,
            other => return Err(format!("a push was answered {other}").into()),
        }
    }
    Ok(taken)
}

fn run(pattern: Option<&str>, length: usize) -> Value {
    let field = |n: usize| {
        let mut field = json!({ "id": format!("field-{n}"), "label": format!("Field {n}"), "type": "short_text" });
        field["max_length"] = json!(length);
        if let Some(pattern) = pattern {
            field["pattern"] = json!(pattern);
        }
        field
    };
    let fields: Vec<_> = (0..FIELDS).map(field).collect();
    json!({ "title": "Patterns", "tasks": [{ "id": "form", "title": "Form", "fields": fields }] })
}

impl<'a> Form<'a> {
    async fn opened(house: &'a House, run_name: &str, pattern: Option<&str>, length: usize) -> Self {
        let carla = house.staff("carla");
        let path = format!("/v1/projects/procurement/runs/{run_name}");
        carla.put(&path, &run(pattern, length)).await.expect(201);
        let scope = json!({ "type": "tasks", "run": run_name, "tasks": ["form"] });
        let share = carla.create(|terms| terms["scope"] = scope).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        Self { guest, share, length, saved: 0 }
    }

    /// All fields saved at once, each time with other answers, and the page that shows them.
    async fn round(&mut self, taken: &mut Taken) -> Result<(), Failure> {
        let last = if self.saved.is_multiple_of(2) { "b" } else { "c" };
        let text = "a".repeat(self.length - 1) + last;
        let answers: serde_json::Map<_, _> = (0..FIELDS).map(|n| (format!("field-{n}"), json!(text))).collect();
        let draft = json!({ "base": self.saved, "answers": answers });
        let before = processor::spent()?;
        self.guest.post(&format!("/p/{}/tasks/form/draft", self.share.id), &draft).await.expect(200);
        let between = processor::spent()?;
        self.guest.page(&format!("/p/{}", self.share.id)).await.expect(200);
        let after = processor::spent()?;
        taken.saves.push(between.saturating_sub(before).as_secs_f64());
        taken.pages.push(after.saturating_sub(between).as_secs_f64());
        self.saved += 1;
        Ok(())
    }
}

fn section(options: &Options, found: &[Found]) -> Result<Section, Failure> {
    let mut text = format!(
        "A form of {FIELDS} fields, each with one pattern, and the longest answers to it that a push takes, all of them wrong; beside\n\
         it the same form and answers without patterns. Medians of {} requests, in turns, on {}; time is\n\
         processor time of product and database together, both of them {}.\n\n\
         | pattern | characters of each answer | save all, as a multiple | its page, as a multiple |\n\
         |---|--:|--:|--:|\n",
        options.rounds,
        machine::described(),
        machine::BUILT,
    );
    for Found { pattern, length, saving, page } in found {
        writeln!(text, "| `{}` | {length} | {saving:.1} | {page:.1} |", pattern.replace('|', "\\|"))?;
    }
    let refused = WORST.len() - found.len();
    if refused > 0 {
        write!(text, "\n{refused} more are refused at any length.")?;
    }
    let worst = found.iter().flat_map(|found| [found.saving, found.page]).fold(f64::NAN, f64::max);
    let goal =
        Goal::at_most(format!("a request at most {LIMIT} × that of the form without patterns"), (worst, LIMIT), |n| {
            format!("{n:.1} × at most")
        });
    Ok(Section { name: "patterns", title: "What the patterns of a form cost", text, goals: vec![goal] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_request_and_nothing_measured_are_missed_goals() {
        let found = |saving| Found { pattern: "a", length: 9, saving, page: 1.0 };
        let missed = |found: &[Found]| section(&Options { rounds: 1 }, found).unwrap().missed().len();
        assert_eq!([missed(&[found(9.9)]), missed(&[found(10.1)]), missed(&[])], [0, 1, 1]);
    }
}
