//! Processor time of a process, on all its threads: what it worked, not what else the machine was doing.

use std::{fs, time::Duration};

use crate::failure::Failure;

/// Of this one so far.
pub(crate) fn spent() -> Result<Duration, Failure> {
    spent_by("self")
}

/// Of any, on those of its threads that are alive (the kernel's documentation, `sched-stats`: nanoseconds come first).
pub(crate) fn spent_by(process: &str) -> Result<Duration, Failure> {
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
    use std::process::Command;

    use super::*;

    /// Of processes of their own: in this one, other tests work at the same time.
    #[test]
    fn work_is_counted_and_sleep_is_not() {
        let mut asleep = Command::new("sleep").arg("60").spawn().unwrap();
        let mut at_work = Command::new("sh").args(["-c", "while :; do :; done"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(500));
        let of = |process: u32| spent_by(&process.to_string());
        let (slept, worked) = (of(asleep.id()), of(at_work.id()));
        for process in [&mut asleep, &mut at_work] {
            process.kill().unwrap();
            process.wait().unwrap();
        }
        let (slept, worked) = (slept.unwrap(), worked.unwrap());
        assert!(slept * 4 < worked, "{slept:?} asleep, {worked:?} at work");
    }
}
