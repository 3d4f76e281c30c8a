//! Sizes of files as people read them, in the units of 1024 in which limits are set.

use crate::{number, texts::Texts};

pub fn size(texts: Texts, bytes: u64) -> String {
    for (unit, id) in [(1 << 30, "size-gb"), (1 << 20, "size-mb"), (1 << 10, "size-kb")] {
        if bytes >= unit {
            let tenths = bytes.saturating_mul(10) / unit;
            let (whole, rest) = (tenths / 10, tenths % 10);
            let count = if rest == 0 || whole >= 100 { whole.to_string() } else { format!("{whole}.{rest}") };
            return texts.say_with(id, &[("count", number::shown(texts.locale(), &count).into())]);
        }
    }
    texts.say_with("size-bytes", &[("count", bytes.into())])
}

#[cfg(test)]
mod tests {
    use vestibule_domain::value::Locale;

    use super::*;
    use crate::texts::shared as texts;

    #[test]
    fn sizes_are_rounded_down_and_written_in_the_readers_way() {
        let written = |locale, bytes| size(texts(locale), bytes);
        assert_eq!(written(Locale::En, 1), "1 byte");
        assert_eq!(written(Locale::En, 1023), "1023 bytes");
        assert_eq!(written(Locale::En, 1_300_000), "1.2 MB");
        assert_eq!(written(Locale::Es, 1_300_000), "1,2 MB");
        assert_eq!(written(Locale::PtBr, 104_857_600), "100 MB");
        assert_eq!(written(Locale::En, 2 << 30), "2 GB");
    }
}
