//! Times the check of a link's token beside one bare HMAC-SHA256 over as many bytes, in turns, and prints the
//! medians as JSON. It asks the operating system whether forged tokens made this process read or write anything.

use std::{
    error::Error,
    hint::black_box,
    io::{Write as _, stdout},
    time::Instant,
};

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;
use vestibule_domain::{
    share::{LINK_LENGTH, LinkToken, Salt},
    value::{Key, KeyId, KeyRing, ShareId},
};

/// Rounds in which everything has its turn once.
const ROUNDS: usize = 15;
/// Checks in one turn.
const TURN: u32 = 5_000;

fn main() -> Result<(), Box<dyn Error>> {
    let keys = KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]));
    let valid = LinkToken::reveal(ShareId::new([0x9a; 16]), Salt::new([0x5c; 16]), &keys).expose().to_owned();
    let forged = changed(&valid, LINK_LENGTH - 1);
    let garbled = valid.replace(|c: char| c.is_ascii_digit(), "-");
    if LinkToken::verify(&valid, &keys).is_err() {
        return Err("the valid token is refused".into());
    }
    let cut = &valid[..LINK_LENGTH / 2];
    for bad in [forged.as_str(), &garbled, cut] {
        if LinkToken::verify(bad, &keys).is_ok() {
            return Err("a token that is none is accepted".into());
        }
    }

    let mac = || {
        let mut mac = Hmac::<Sha256>::new_from_slice(black_box(&[1; 32]))?;
        mac.update(black_box(valid.as_bytes()));
        black_box(mac.finalize());
        Ok::<_, Box<dyn Error>>(())
    };
    let check = |token: &str| {
        let _ = black_box(LinkToken::verify(black_box(token), &keys));
        Ok(())
    };
    let mut turns = [const { Vec::new() }; 5];
    for _ in 0..ROUNDS {
        turns[0].push(nanoseconds(mac)?);
        turns[1].push(nanoseconds(|| check(&valid))?);
        turns[2].push(nanoseconds(|| check(&forged))?);
        turns[3].push(nanoseconds(|| check(&garbled))?);
        turns[4].push(nanoseconds(|| check(cut))?);
    }
    let [mac, valid, forged_time, garbled, cut] = turns.map(median);

    // Reading the counters is itself a read: two readings with nothing between them tell how much of one.
    let (start, same) = (io()?, io()?);
    for _ in 0..TURN {
        check(&forged)?;
    }
    let reads_and_writes = (io()? - same) - (same - start);
    let measured = json!({
        "mac": mac, "valid": valid, "forged": forged_time, "garbled": garbled, "cut": cut,
        "checks": TURN, "reads_and_writes": reads_and_writes, "length": LINK_LENGTH,
    });
    writeln!(stdout(), "{measured}")?;
    Ok(())
}

/// Another base62 digit in one place.
fn changed(token: &str, at: usize) -> String {
    let with = if token[at..].starts_with('1') { "2" } else { "1" };
    format!("{}{with}{}", &token[..at], &token[at + 1..])
}

/// Of one call, as an average over a turn.
fn nanoseconds(call: impl Fn() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    for _ in 0..TURN {
        call()?;
    }
    Ok(start.elapsed().as_secs_f64() * 1e9 / f64::from(TURN))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// System calls of this process that read or write, so far (proc(5), `/proc/pid/io`).
fn io() -> Result<i64, Box<dyn Error>> {
    let text = std::fs::read_to_string("/proc/self/io")?;
    let counted = text.lines().filter_map(|line| line.strip_prefix("syscr: ").or(line.strip_prefix("syscw: ")));
    Ok(counted.map(str::parse::<i64>).sum::<Result<_, _>>()?)
}
