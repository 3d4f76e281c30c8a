//! Text that people typed: as paragraphs on pages and in mails, as quoted lines where a mail is plain text.

/// Splits at empty lines. Single line breaks stay inside, and the style keeps them.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut found = vec![vec![]];
    for line in text.lines().map(str::trim_end) {
        match found.last_mut() {
            Some(last) if !line.is_empty() => last.push(line),
            _ => found.push(vec![]),
        }
    }
    found.retain(|lines| !lines.is_empty());
    found.iter().map(|lines| lines.join("\n")).collect()
}

/// Each line with `> ` before it, so that none can pass for a line of the mail itself.
pub fn quoted(text: &str) -> String {
    let quote = |line: &str| if line.trim().is_empty() { ">".to_owned() } else { format!("> {}", line.trim_end()) };
    text.lines().map(quote).collect::<Vec<_>>().join("\n")
}

/// After a name and a colon: one line as it is; several stand below it, quoted.
pub fn beside_name(text: &str) -> String {
    if text.trim_end().contains('\n') { format!("\n{}", quoted(text)) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs_and_line_breaks_stay() {
        assert_eq!(paragraphs("a\nb\n\n \n\nc  \n"), ["a\nb", "c"]);
        assert_eq!(paragraphs("\n\n  a"), ["  a"]);
        assert!(paragraphs(" \n ").is_empty());
    }

    #[test]
    fn several_lines_stand_below_their_name_and_none_passes_for_another() {
        assert_eq!(beside_name("one"), "one");
        assert_eq!(beside_name("No.\n\nDecision: Approved"), "\n> No.\n>\n> Decision: Approved");
    }

    #[test]
    fn quotes_mark_every_line() {
        assert_eq!(quoted("a\n\nb"), "> a\n>\n> b");
    }
}
