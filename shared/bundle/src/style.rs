//! The style sheets as one, in the order in which they count.

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
    styles.iter().flat_map(|(_, text)| [text.as_str(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_first_and_print_last() {
        let style = |name: &str| (format!("{name}.css"), format!("/* {name} */"));
        let joined = join(&["a-new-one", "button", "colours", "page", "print"].map(style));
        let order = "/* colours */\n/* page */\n/* button */\n/* a-new-one */\n/* print */\n";
        assert_eq!(joined, order);
    }
}
