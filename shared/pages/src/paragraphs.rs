//! Text that people typed, as paragraphs. Single line breaks stay inside and are kept by the style.

/// Splits at empty lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![String::new()];
    for line in text.lines() {
        match found.last_mut() {
            _ if line.trim().is_empty() => found.push(String::new()),
            Some(last) if last.is_empty() => last.push_str(line.trim_end()),
            Some(last) => {
                last.push('\n');
                last.push_str(line.trim_end());
            }
            None => {}
        }
    }
    found.retain(|p| !p.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs_and_line_breaks_stay() {
        assert_eq!(paragraphs("a\nb\n\n \n\nc  \n"), ["a\nb", "c"]);
        assert!(paragraphs(" \n ").is_empty());
    }
}
