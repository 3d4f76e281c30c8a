//! What is deployed: how large each function's zip is, how long it takes from the start of the process to its first
//! answer, and how much memory that needs, beside a function that does nothing.

mod answering;
mod events;
mod example;
mod runtime_api;
mod start;
mod template;
mod tls;
mod zip;

use std::{fmt::Write as _, path::PathBuf};

use serde_json::json;
use vestibule_tests::house::House;

use crate::{
    failure::Failure,
    machine,
    section::{Goal, Section},
    statistics::median,
};
use events::Invocation;
use start::{Start, Started};
use template::Function;
use tls::Tls;
use zip::Size;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// A folder for each function, by its logical name, with `bootstrap` in it, as `sam build` leaves them
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.aws-sam/build"))]
    binaries: PathBuf,
    /// `bench-bare`, built in the same way
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/release/bare"))]
    bare: PathBuf,
    /// How often each is started, in turns
    #[arg(long, default_value_t = 25)]
    rounds: usize,
}

/// One line of the table.
#[derive(Debug)]
struct Line {
    name: String,
    /// Nothing for the function that does nothing.
    function: Option<Function>,
    size: Size,
    start: Start,
    starts: Vec<Started>,
}

pub(crate) async fn measure(options: &Options) -> Result<Section, Failure> {
    let house = House::open().await;
    let mut tls = Tls::new()?;
    let cloud = cloud(&house, &mut tls).await?;
    let nothing = Invocation { what: "GET /".into(), event: json!({}), status: Some(200) };
    let mut lines = vec![line("bare", None, options.bare.clone(), nothing, &[])?];
    for function in template::functions()? {
        let program = options.binaries.join(&function.id).join("bootstrap");
        let environment: Vec<_> = cloud.iter().chain(&function.environment).cloned().collect();
        for invocation in events::of(&function, &house).await? {
            let of = Some(function.clone());
            lines.push(line(&function.binary, of, program.clone(), invocation, &environment)?);
        }
    }
    // Any event will do that the function which does nothing reads.
    lines[0].start.invocation.event = lines
        .iter()
        .find(|line| line.start.invocation.what == "GET /i")
        .ok_or("no portal")?
        .start
        .invocation
        .event
        .clone();
    for _ in 0..=options.rounds {
        for line in &mut lines {
            line.starts.push(line.start.once(&tls.answering).await?);
        }
    }
    // The first round brought the programs into memory.
    for line in &mut lines {
        line.starts.remove(0);
    }
    house.system.stop().await;
    section(&lines, options.rounds)
}

fn line(
    name: &str,
    function: Option<Function>,
    program: PathBuf,
    invocation: Invocation,
    environment: &[(String, String)],
) -> Result<Line, Failure> {
    let size = zip::size(&program).map_err(|error| format!("{}: {error}", program.display()))?;
    let start = Start { program, environment: environment.to_vec(), invocation };
    Ok(Line { name: name.to_owned(), function, size, start, starts: Vec::new() })
}

/// Where the functions find the embedded cloud, over TLS.
async fn cloud(house: &House, tls: &mut Tls) -> Result<Vec<(String, String)>, Failure> {
    let endpoints = house.system.cloud.endpoints();
    let services = tls.before(&endpoints.services).await?;
    let urls = [
        ("DYNAMODB", tls.before(&endpoints.dynamodb).await?),
        ("S3", tls.before(&endpoints.s3).await?),
        ("SESV2", services.clone()),
        ("KMS", services.clone()),
        ("EVENTBRIDGE", services),
    ];
    let mut environment = vec![("SSL_CERT_FILE".to_owned(), tls.roots().display().to_string())];
    environment.extend(urls.map(|(service, url)| (format!("AWS_ENDPOINT_URL_{service}"), url)));
    Ok(environment)
}

fn section(lines: &[Line], rounds: usize) -> Result<Section, Failure> {
    let bare = lines.first().ok_or("nothing was started")?;
    let started = |line: &Line| line.seconds() / bare.seconds();
    let own = |line: &Line| line.own_seconds() / bare.seconds();
    let worked = |line: &Line| line.processor() / bare.processor();
    let mut text = format!(
        "Each function as `sam build` makes it, started {rounds} times in turns on {}, under a Runtime API that hands it one\n\
         event. A start is from the birth of the process to its first answer, with TLS handshakes, keys derived at KMS and what the\n\
         event asks of DynamoDB, all answered by the embedded cloud behind TLS ({}). *Own* is without the time in\n\
         which that had something to answer; the processor time is the function's alone. *bare* is a function of `lambda_http` that does nothing and calls\n\
         nobody: {:.1} ms, {:.1} ms of them on the processor. Memory is the most that was ever resident.\n\n\
         | function | first event | binary, MB | zip, MB | start ÷ *bare* | own ÷ *bare* | processor time ÷ *bare* | memory, MB |\n\
         |---|---|--:|--:|--:|--:|--:|--:|\n",
        machine::described(),
        machine::BUILT,
        bare.seconds() * 1e3,
        bare.processor() * 1e3,
    );
    for line in lines {
        writeln!(
            text,
            "| {} | {} | {:.2} | {:.2} | {:.1} | {:.1} | {:.1} | {:.1} |",
            line.name,
            line.start.invocation.what,
            megabytes(line.size.binary),
            megabytes(line.size.zip),
            started(line),
            own(line),
            worked(line),
            line.memory(),
        )?;
    }
    let functions = || lines.iter().filter_map(|line| Some((line, line.function.as_ref()?)));
    let of_dynamodb = functions().filter(|(_, function)| function.dynamodb_only).map(|(line, _)| line);
    let all: Vec<_> = functions().map(|(line, _)| line).collect();
    let zip = |line: &Line| megabytes(line.size.zip);
    let mut goals = vec![
        worst("zip of a function of DynamoDB alone at most 2.5 MB", of_dynamodb.collect(), 2.5, zip, "MB"),
        worst("zip of any function at most 4 MB", all.clone(), 4.0, zip, "MB"),
        worst("processor time of a start at most 5 × *bare*", all.clone(), 5.0, worked, "×"),
        worst("memory at most 15 MB", all.clone(), 15.0, Line::memory, "MB"),
    ];
    // TLS of an unoptimised cloud takes longer than the functions that wait for it.
    if !cfg!(debug_assertions) {
        goals.push(worst("own time of a start at most 5 × *bare*", all, 5.0, own, "×"));
    }
    Ok(Section { name: "packages", title: "What is deployed, and how it starts", text, goals })
}

/// A goal for all of them, told by the one that is furthest from it.
fn worst(wanted: &str, lines: Vec<&Line>, limit: f64, of: impl Fn(&Line) -> f64, unit: &str) -> Goal {
    let found = lines.into_iter().map(|line| (of(line), line)).max_by(|(a, _), (b, _)| a.total_cmp(b));
    let (most, name) = found.map_or((f64::NAN, "none"), |(most, line)| (most, line.name.as_str()));
    Goal::at_most(wanted, (most, limit), |most| format!("at most {most:.2} {unit}: {name}"))
}

impl Line {
    fn seconds(&self) -> f64 {
        median(&self.starts.iter().map(|started| started.seconds).collect::<Vec<_>>())
    }

    /// Without the cloud's answers.
    fn own_seconds(&self) -> f64 {
        median(&self.starts.iter().map(|started| started.seconds - started.answering).collect::<Vec<_>>())
    }

    fn processor(&self) -> f64 {
        median(&self.starts.iter().map(|started| started.processor).collect::<Vec<_>>())
    }

    /// In MB.
    fn memory(&self) -> f64 {
        self.starts.iter().map(|started| megabytes(started.memory)).fold(0.0, f64::max)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no file of these is of petabytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, zip: u64, processor: f64, memory: u64) -> Line {
        let invocation = Invocation { what: "GET /".into(), event: json!({}), status: None };
        Line {
            name: name.into(),
            function: template::functions().unwrap().into_iter().find(|function| function.dynamodb_only),
            size: Size { binary: 2 * zip, zip },
            start: Start { program: "bootstrap".into(), environment: Vec::new(), invocation },
            starts: vec![Started { seconds: processor, answering: 0.0, processor, memory }],
        }
    }

    fn missed(zip: u64, processor: f64, memory: u64) -> Vec<String> {
        let bare = Line { function: None, ..line("bare", 800_000, 0.001, 3_000_000) };
        section(&[bare, line("a", 1_000_000, 0.002, 5_000_000), line("b", zip, processor, memory)], 1).unwrap().missed()
    }

    #[test]
    fn what_is_too_large_too_slow_or_too_hungry_is_a_missed_goal() {
        assert_eq!(missed(2_500_000, 0.004_9, 15_000_000), [] as [&str; 0]);
        for (missed, what) in [
            (missed(2_600_000, 0.001, 1), "DynamoDB alone"),
            (missed(4_100_000, 0.001, 1), "any function"),
            (missed(1, 0.005_1, 1), "processor time"),
            (missed(1, 0.001, 15_100_000), "memory"),
        ] {
            assert!(missed.iter().any(|goal| goal.contains(what) && goal.contains(": b")), "{what}: {missed:?}");
        }
    }
}
