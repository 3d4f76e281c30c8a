//! What the check of a link's token costs: measured by `bench-token`, which is built optimised for it, and run here.

use std::{path::PathBuf, process::Command};

use serde::Deserialize;

use crate::{
    failure::Failure,
    section::{Goal, Section},
    statistics::median,
};

const OPTIMISED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench-fast/bench-token");

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What `cargo build --profile bench-fast -p bench-token` left
    #[arg(long, default_value = OPTIMISED)]
    binary: PathBuf,
    /// How often it is run: each process has its code and data at other addresses, which some of it feels
    #[arg(long, default_value_t = 15)]
    runs: usize,
}

/// Nanoseconds of one check each, and what the process read and wrote during so many checks of a forged token.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Measured {
    mac: f64,
    valid: f64,
    forged: f64,
    garbled: f64,
    cut: f64,
    length: usize,
    checks: u32,
    reads_and_writes: i64,
}

pub(crate) fn measure(options: &Options) -> Result<Section, Failure> {
    let runs: Vec<_> = (0..options.runs).map(|_| run(options)).collect::<Result<_, _>>()?;
    Ok(section(&runs))
}

fn run(options: &Options) -> Result<Measured, Failure> {
    let output = Command::new(&options.binary).output();
    let output = output.map_err(|error| format!("{} cannot be run: {error}", options.binary.display()))?;
    if !output.status.success() {
        return Err(format!("bench-token failed: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn section(runs: &[Measured]) -> Section {
    let each = |of: fn(&Measured) -> f64| median(&runs.iter().map(of).collect::<Vec<_>>());
    let (forged, garbled, cut) =
        (each(|run| run.forged / run.mac), each(|run| run.garbled / run.mac), each(|run| run.cut / run.mac));
    let rows = [
        ("a valid token", each(|run| run.valid / run.mac)),
        ("a forged token: its last character is another", forged),
        ("a garbled token: characters that no token has", garbled),
        ("a token that was cut in half", cut),
    ];
    let lines = rows.map(|(name, ratio)| format!("| {name} | {ratio:.2} |\n"));
    let checks: u32 = runs.iter().map(|run| run.checks).sum();
    let reads_and_writes: i64 = runs.iter().map(|run| run.reads_and_writes).sum();
    let text = format!(
        "The check of a link's token, as multiples of one HMAC-SHA256 over as many bytes as a token has ({}), which took\n\
         {:.0} ns: medians of {} processes, in each of which they took turns. Optimised as in the functions, but without\n\
         link-time optimisation; the bare HMAC as the token's own.\n\n\
         | check | HMACs |\n|---|--:|\n{}",
        runs.first().map_or(0, |run| run.length),
        each(|run| run.mac),
        runs.len(),
        lines.concat()
    );
    let worst = forged.max(garbled).max(cut);
    let io = Goal {
        wanted: "a forged token makes the process read and write nothing".into(),
        found: format!("{reads_and_writes} system calls in {checks} checks"),
        met: reads_and_writes == 0,
    };
    let goals = vec![Goal::at_most("a forged token costs at most 2 HMACs", (worst, 2.0), |n| format!("{n:.2}")), io];
    Section { name: "token", title: "What a forged link costs", text, goals }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_refusal_and_one_that_reads_are_missed_goals() {
        let fast = Measured {
            mac: 300.0,
            valid: 450.0,
            forged: 460.0,
            garbled: 20.0,
            cut: 1.0,
            length: 72,
            checks: 5,
            reads_and_writes: 0,
        };
        let slow = Measured { garbled: 601.0, reads_and_writes: 1, ..fast };
        assert!(section(&[fast]).missed().is_empty());
        assert_eq!(section(&[slow, fast, slow]).missed().len(), 2);
    }
}
