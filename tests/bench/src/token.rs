//! What the check of a link's token costs: measured by `bench-token`, which is built optimised for it, and run here.

use std::{path::PathBuf, process::Command};

use serde::Deserialize;

use crate::{
    Trouble,
    section::{Goal, Section},
};

const OPTIMISED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench-fast/bench-token");

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What `cargo build --profile bench-fast -p bench-token` left
    #[arg(long, default_value = OPTIMISED)]
    binary: PathBuf,
}

/// Nanoseconds of one check each, and what the process read and wrote during so many checks of a forged token.
#[derive(Debug, Deserialize)]
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

pub(crate) fn measure(options: &Options) -> Result<Section, Trouble> {
    let output = Command::new(&options.binary).output();
    let output = output.map_err(|error| format!("{} cannot be run: {error}", options.binary.display()))?;
    if !output.status.success() {
        return Err(format!("bench-token failed: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(section(&serde_json::from_slice(&output.stdout)?))
}

fn section(measured: &Measured) -> Section {
    let Measured { mac, length, checks, reads_and_writes, .. } = *measured;
    let rows = [
        ("a valid token", measured.valid),
        ("a forged token: its last character is another", measured.forged),
        ("a garbled token: characters that no token has", measured.garbled),
        ("a token that was cut in half", measured.cut),
    ];
    let lines = rows.map(|(name, time)| format!("| {name} | {:.2} |\n", time / mac));
    let text = format!(
        "The check of a link's token, as multiples of one HMAC-SHA256 over as many bytes as a token has ({length}), which took\n\
         {mac:.0} ns. Optimised for size as the functions are, but without link-time optimisation.\n\n\
         | check | HMACs |\n|---|--:|\n{}",
        lines.concat()
    );
    let worst = measured.forged.max(measured.garbled).max(measured.cut) / mac;
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
        assert!(section(&fast).missed().is_empty());
        assert_eq!(section(&Measured { garbled: 601.0, reads_and_writes: 1, ..fast }).missed().len(), 2);
    }
}
