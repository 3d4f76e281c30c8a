//! A source without its string and character literals. Names, comments and lines stay.

/// Comments may hold quotation marks; so may character literals, and a lifetime begins like one.
pub(super) fn without_texts(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let text = length_of_text(rest, kept.chars().next_back());
        let comment = length_of_comment(rest);
        if text > 0 {
            // Lines are counted afterwards.
            kept.extend(rest[..text].chars().filter(|letter| *letter == '\n'));
            rest = &rest[text..];
        } else {
            let taken = if comment > 0 { comment } else { letter.len_utf8() };
            kept.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
    }
    kept
}

/// Zero where none begins. `before` tells `r"…"` from a name that ends in r.
fn length_of_text(rest: &str, before: Option<char>) -> usize {
    let in_name = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let raw = rest.strip_prefix(['r']).filter(|_| !in_name || before == Some('b') || before == Some('c'));
    if let Some(raw) = raw {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inside) = raw[marks..].strip_prefix('"') {
            let end = format!("\"{}", &raw[..marks]);
            return inside.find(&end).map_or(rest.len(), |at| 1 + marks + 1 + at + end.len());
        }
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted(rest, '"'),
        [b'\'', b'\\', ..] => quoted(rest, '\''),
        [b'\'', ..] => {
            let mut letters = rest[1..].char_indices();
            letters.next();
            // 'x' and not 'x, which is a lifetime.
            letters.next().filter(|(_, letter)| *letter == '\'').map_or(0, |(at, _)| at + 2)
        }
        _ => 0,
    }
}

/// From one mark to the next that is not escaped.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn length_of_comment(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |at| at + 2);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_and_names_comments_and_lines_stay() {
        for (source, kept) in [
            ("say(\"desk\", b\"desk\");", "say(, b);"),
            ("let a = \"one \\\" two\nthree\"; four", "let a = \n; four"),
            ("r#\"a \" b\"# + br\"c\" + for\"d\"", " + b + for"),
            ("// it's \"so\"\nx", "// it's \"so\"\nx"),
            ("/* \" */ \"y\" /// \"z\"", "/* \" */  /// \"z\""),
            ("'\"' + '\\'' + 'a: &'static str + \"b\"", " +  + 'a: &'static str + "),
            ("'\u{e9}' \"\u{e9}\" \u{e9}", "  \u{e9}"),
        ] {
            assert_eq!(without_texts(source), kept, "{source}");
        }
    }
}
