//! Subjects, which are headers and so end at the first line break.

/// One line, also where a name or a title holds line breaks.
pub(super) fn one_line(subject: &str) -> String {
    subject.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_break_opens_another_header() {
        assert_eq!(one_line("a\r\nBcc: b"), "a  Bcc: b");
        assert_eq!(one_line("a\u{2028}b\u{85}c"), "a b c");
    }
}
