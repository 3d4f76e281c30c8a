//! Names that every computer can write, each once: what a guest's computer called a file is no part of a path as it is.

use std::collections::BTreeSet;

use vestibule_domain::value::nfc;

/// The longest name, in bytes: with two folders, each a name of at most 64, a path stays below the 260 of Windows.
const MAX_BYTES: usize = 100;

/// What Windows does not take in a name, beside control characters.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The paths that were given out. To many file systems small and capital letters are one, and so is a letter with its mark
/// written as one sign or as two.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A path that nothing has yet. Folders are shared.
    pub(crate) fn path<const N: usize>(&mut self, folders: [&str; N], name: &str) -> String {
        let name = safe(name);
        let (stem, ending) = parted(&name);
        let folders: Vec<_> = folders.iter().map(|folder| self.folder(folder)).collect();
        for n in 1_u64.. {
            let name = if n == 1 { name.clone() } else { format!("{} ({n}){ending}", stem.trim_end()) };
            let path = folders.iter().map(String::as_str).chain([name.as_str()]).collect::<Vec<_>>().join("/");
            if self.taken.insert(known(&path)) {
                return path;
            }
        }
        name
    }

    /// A folder is called another way where a file in the root has its name.
    fn folder(&self, name: &str) -> String {
        let mut name = safe(name);
        while self.taken.contains(&known(&name)) {
            name.push('_');
        }
        name
    }
}

/// As file systems know it that are least particular.
fn known(path: &str) -> String {
    nfc(&nfc(path).to_lowercase())
}

/// One name, without folders.
fn safe(name: &str) -> String {
    let plain = |char: char| if FORBIDDEN.contains(&char) || char.is_control() { '_' } else { char };
    let name: String = name.chars().map(plain).collect();
    // Windows drops spaces and dots at the end; a dot at the beginning hides a file.
    let name = name.trim().trim_end_matches(['.', ' ']).trim_start_matches(['.', ' ']);
    let name = shortened(if name.is_empty() { "file" } else { name });
    if is_device(&name) { format!("_{name}") } else { name }
}

/// The ending stays.
fn shortened(name: &str) -> String {
    if name.len() <= MAX_BYTES {
        return name.to_owned();
    }
    let (stem, ending) = parted(name);
    let mut room = MAX_BYTES - ending.len();
    while !stem.is_char_boundary(room) {
        room -= 1;
    }
    format!("{}{ending}", &stem[..room])
}

/// Before and from the last dot, where that leaves a short ending.
fn parted(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= 16 => name.split_at(dot),
        _ => (name, ""),
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |device: &str| stem.strip_prefix(device).is_some_and(|n| n.chars().count() == 1 && n != "0");
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_somebody_typed_leads_nowhere_else() {
        for (typed, expected) in [
            ("Relatório ção.pdf", "Relatório ção.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\Windows\\x.exe", "C__Windows_x.exe"),
            ("a\tb\r\n\0.pdf", "a_b___.pdf"),
            ("...", "file"),
            (".htaccess", "htaccess"),
            ("ends. . ", "ends"),
            ("CON", "_CON"),
            ("com1.tar.gz", "_com1.tar.gz"),
            ("community.pdf", "community.pdf"),
            ("com10.pdf", "com10.pdf"),
            ("COM¹.txt", "_COM¹.txt"),
            ("CONIN$.txt", "_CONIN$.txt"),
        ] {
            assert_eq!(safe(typed), expected, "{typed:?}");
        }
        let long = safe(&format!("{}.pdf", "ç".repeat(200)));
        assert!(long.len() <= MAX_BYTES && long.ends_with("ç.pdf"), "{long}");
    }

    #[test]
    fn no_path_is_given_twice_not_even_in_other_letters() {
        let mut names = Names::default();
        assert_eq!(names.path([], "answers.csv"), "answers.csv");
        let mut path = |task: &str, name: &str| names.path([task, "scan"], name);
        assert_eq!(path("papers", "a.pdf"), "papers/scan/a.pdf");
        assert_eq!(path("papers", "a.pdf"), "papers/scan/a (2).pdf");
        assert_eq!(path("Papers", "A.PDF"), "Papers/scan/A (3).PDF");
        assert_eq!(path("papers", "a (2).pdf"), "papers/scan/a (2) (2).pdf");
        assert_eq!(path("Answers.csv", "a.pdf"), "Answers.csv_/scan/a.pdf", "a file has that name");
        assert_eq!(path("v1.", "none"), "v1/scan/none");
        assert_eq!(path("papers", "\u{e1}.txt"), "papers/scan/\u{e1}.txt");
        assert_eq!(path("papers", "a\u{301}.txt"), "papers/scan/a\u{301} (2).txt", "the same letter");
    }
}
