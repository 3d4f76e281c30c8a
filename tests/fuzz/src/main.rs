//! The parsers of what strangers send, but for forms, fed by a fuzzer that sees which code its inputs reach. The first byte says which
//! parser is meant, the rest is its input.
//!
//! None may panic. What is read is written in one way, which is read as the same; what carries a MAC is ours or refused.
#![no_main]

mod bodies;
mod sealed;
mod typed;
mod values;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((parser, input)) = input.split_first() else { return };
    let text = || std::str::from_utf8(input).ok();
    match parser % 5 {
        0 => bodies::read(input),
        1 => text().map_or((), sealed::read),
        2 => text().map_or((), values::read),
        3 => text().map_or((), typed::read),
        _ => text().map_or((), sealed::read_record),
    }
});
