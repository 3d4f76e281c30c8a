//! The style sheets as one, in the order in which they count, without comments and indentation: browsers need neither.

/// Those that come first. Others follow by name, and print comes last, because it overrules.
const FIRST: [&str; 9] = [
    "colours.css",
    "page.css",
    "facts.css",
    "task.css",
    "field.css",
    "button.css",
    "file.css",
    "comment.css",
    "problem.css",
];
const LAST: &str = "print.css";

pub(crate) fn join(styles: &[(String, String)]) -> String {
    let rank = |name: &str| match FIRST.iter().position(|first| *first == name) {
        Some(place) => place,
        None if name == LAST => FIRST.len() + 1,
        None => FIRST.len(),
    };
    let mut styles: Vec<_> = styles.iter().collect();
    styles.sort_by_key(|(name, _)| rank(name));
    let lines = styles.iter().map(|(_, text)| without_comments(text)).collect::<Vec<_>>().concat();
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// What looks like a comment inside of a string stays (CSS Syntax Module Level 3, 4.3.2 and 4.3.5).
fn without_comments(text: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let (first, behind) = from.split_at(1);
        let end = if let Some(comment) = from.strip_prefix("/*") {
            comment.find("*/").map_or(from.len(), |end| end + "/**/".len())
        } else {
            let string = behind.find(first).filter(|_| first != "/");
            let end = string.map_or(1, |end| end + 2);
            kept.push_str(&from[..end]);
            end
        };
        rest = &from[end..];
    }
    kept + rest + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_first_and_print_last() {
        let style = |name: &str| (format!("{name}.css"), format!("{name} {{}}"));
        let joined = join(&["a-new-one", "button", "colours", "page", "print"].map(style));
        assert_eq!(joined, "colours {}\npage {}\nbutton {}\na-new-one {}\nprint {}\n");
    }

    #[test]
    fn comments_and_indentation_go_and_strings_stay() {
        let text = "/* One,\n   two. */\na {\n  content: \"/* 'x' */\"; /* y */\n\n  b: url(/c/d.svg);\n}\n/* open";
        let joined = join(&[("a.css".to_owned(), text.to_owned())]);
        assert_eq!(joined, "a {\ncontent: \"/* 'x' */\";\nb: url(/c/d.svg);\n}\n");
    }
}
