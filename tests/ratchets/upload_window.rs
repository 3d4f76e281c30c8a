//! How long a way in for a file stays open stands in one place: the default of a parameter of template.yaml. Code is told
//! it, and documents name the parameter.

use std::fs;

use crate::workspace::{files, relative, root};

const TEMPLATE: &str = "template.yaml";
const PARAMETER: &str = "UploadWindowSeconds";
const ENDINGS: [&str; 8] = ["ftl", "html", "js", "md", "mjs", "py", "rs", "yaml"];

/// By these a line shows that it speaks of the window.
const ABOUT: [&str; 5] = ["upload", "way in", "ways in", "presigned", "x-amz-expires"];

#[test]
fn no_file_but_the_template_says_how_long_the_upload_window_is() {
    let seconds = default(&fs::read_to_string(root().join(TEMPLATE)).unwrap());
    let mut faults = Vec::new();
    for path in ENDINGS.iter().flat_map(|ending| files(&root(), ending)) {
        let file = relative(&path, &root());
        // The cases of this test are below.
        if file == TEMPLATE || file == "tests/ratchets/upload_window.rs" {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if says(line, seconds) {
                faults.push(format!("{file}:{} says how long the upload window is: read {PARAMETER}", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The default of the parameter, in seconds.
fn default(template: &str) -> u64 {
    let mut lines = template.lines().skip_while(|line| line.trim() != format!("{PARAMETER}:"));
    let default = lines.find_map(|line| line.trim().strip_prefix("Default: ")).unwrap();
    default.split(' ').next().unwrap().parse().unwrap()
}

fn says(line: &str, seconds: u64) -> bool {
    let line = line.to_lowercase();
    let numbers: Vec<_> = line.split(|letter: char| !letter.is_alphanumeric()).collect();
    let minutes = (seconds / 60).to_string();
    let in_minutes = numbers.windows(2).any(|pair| pair[0] == minutes && pair[1].starts_with("min"));
    let in_seconds = [seconds, 1000 * seconds].iter().any(|number| numbers.contains(&&*number.to_string()));
    ABOUT.iter().any(|word| line.contains(word)) && (in_minutes || in_seconds)
}

#[test]
fn a_line_that_says_the_number_is_told() {
    let template =
        "  MaxBytes:\n    Default: 7\n  UploadWindowSeconds:\n    Type: Number\n    Default: 900 # long enough\n";
    assert_eq!(default(template), 900);
    for line in [
        "const UPLOAD_WINDOW: u64 = 900;",
        "An upload URL is good for 15 minutes.",
        "X-Amz-Expires=900&",
        "upload: \"900000\"",
    ] {
        assert!(says(line, 900), "{line}");
    }
    for line in
        ["const PAUSE: u64 = 900;", "An upload of 9000 bytes", "uploads wait 15 hours", "after UploadWindowSeconds"]
    {
        assert!(!says(line, 900), "{line}");
    }
}
