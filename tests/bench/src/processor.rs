//! Processor time of a process, on all its threads: what it worked, whatever else the machine was doing meanwhile.

use std::{fs, time::Duration};

use crate::Trouble;

/// Of this one so far.
pub(crate) fn spent() -> Result<Duration, Trouble> {
    spent_by("self")
}

/// Of any, on those of its threads that are alive (the kernel's documentation, `sched-stats`: nanoseconds come first).
pub(crate) fn spent_by(process: &str) -> Result<Duration, Trouble> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        // A thread may end while its line is read.
        let Ok(line) = fs::read_to_string(thread?.path().join("schedstat")) else { continue };
        nanoseconds += line.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn work_is_counted_and_sleep_is_not() {
        let before = spent().unwrap();
        std::thread::sleep(Duration::from_millis(200));
        let slept = spent().unwrap().saturating_sub(before);
        let (start, mut rounds) = (Instant::now(), 0_u64);
        while start.elapsed() < Duration::from_millis(400) {
            rounds = std::hint::black_box(rounds + 1);
        }
        let worked = spent().unwrap().saturating_sub(before + slept);
        assert!(slept < worked, "{slept:?} asleep, {worked:?} at work");
    }
}
