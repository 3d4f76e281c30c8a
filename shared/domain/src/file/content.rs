//! What a file is by its first bytes, beside what its sender calls it.

use serde::{Deserialize, Serialize};

use crate::value::Line;

/// How many bytes of a file are enough to tell.
pub const CONTENT_PREFIX: usize = 8192;

/// The usual extension of what the first bytes of a file are, lower case: `pdf`, `jpg`, `docx`.
///
/// Old documents (`doc`, `xls`, `ppt` and the like) are all `ole`: which of them it is stands further down in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Content(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not the usual extension of a kind of file")]
pub struct NotAContent;

/// Longest word for a kind of file.
const MAX_WORD: usize = 16;
/// The container of what word processors and spreadsheets wrote before 2007.
const OLE: &str = "ole";

/// Extensions that stand for one kind of bytes, the containers with what is kept in them.
const FAMILIES: [&[&str]; 30] = [
    &["pdf"],
    &["jpg", "jpeg", "jpe", "jfif"],
    &["png"],
    &["gif"],
    &["webp"],
    &["bmp"],
    &["tif", "tiff", "cr2", "nef", "dng", "arw"],
    &["heif", "heic", "avif"],
    &["psd"],
    &["dwg"],
    &["rtf"],
    &[OLE, "doc", "xls", "ppt", "msg", "msi", "vsd", "mpp", "dot", "xlt", "pub"],
    &[
        "zip", "docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "dotx", "xltx", "ppsx", "vsdx", "odt", "ods", "odp",
        "odg", "epub", "jar", "apk", "kmz", "3mf", "dwfx", "ifczip",
    ],
    &["7z"],
    &["rar"],
    &["gz", "tgz"],
    &["bz2"],
    &["xz"],
    &["tar"],
    &["mp4", "m4v", "m4a", "mov", "3gp"],
    &["avi"],
    &["mp3"],
    &["wav"],
    &["ogg", "oga", "ogv", "opus"],
    &["mkv", "webm"],
    &["exe", "dll", "com", "scr", "sys"],
    &["html", "htm", "xhtml"],
    &["ps", "eps", "ai"],
    &["xml", "svg", "xsd", "xsl"],
    // Texts, which first bytes tell nothing of.
    &["txt", "csv", "tsv", "md", "json", "yaml", "yml", "log", "ini", "dxf", "ics", "vcf"],
];
/// What runs when it is opened.
const PROGRAMS: [&str; 8] = ["exe", "dll", "elf", "mach", "class", "dex", "wasm", "sh"];

impl Content {
    /// By the first bytes. `None`: they tell nothing, as those of a plain text.
    pub fn of(prefix: &[u8]) -> Option<Self> {
        let found = infer::get(prefix)?.extension();
        let word = if matches!(found, "doc" | "xls" | "ppt" | "msi") { OLE } else { found };
        word.to_ascii_lowercase().try_into().ok()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a file of that name is something else: a program under any other name, or one kind of file under the
    /// extension of another. An extension that is not known here fits everything else.
    pub fn is_misnamed(&self, name: &Line<200>) -> bool {
        let named = extension(name).unwrap_or_default();
        let family = |word: &str| FAMILIES.iter().position(|family| family.contains(&word));
        if named == self.0 {
            return false;
        }
        match (family(&self.0), family(&named)) {
            (Some(content), Some(named)) => content != named,
            (None, Some(_)) => true,
            (_, None) => PROGRAMS.contains(&self.as_str()),
        }
    }
}

impl TryFrom<String> for Content {
    type Error = NotAContent;

    fn try_from(word: String) -> Result<Self, NotAContent> {
        let is_word = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if is_word && (1..=MAX_WORD).contains(&word.len()) { Ok(Self(word)) } else { Err(NotAContent) }
    }
}

/// What stands behind the last dot of a file's name, lower case.
pub(super) fn extension(name: &Line<200>) -> Option<String> {
    name.as_str().rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
    const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0aaaaaaaaaaaaaaaaaaaa";
    const OLD_DOCUMENT: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0\0\0";
    const PROGRAM: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";
    const PAGE: &[u8] = b"<!DOCTYPE html><html><body><script>1</script></body></html>";

    fn content(bytes: &[u8]) -> String {
        Content::of(bytes).map(|content| content.as_str().to_owned()).unwrap_or_default()
    }

    #[test]
    fn first_bytes_tell_what_a_file_is() {
        let told = [PDF, JPEG, ZIP, OLD_DOCUMENT, PROGRAM, PAGE, b"a;b;c\n1;2;3\n", b""].map(content);
        assert_eq!(told, ["pdf", "jpg", "zip", "ole", "exe", "html", "", ""]);
    }

    #[test]
    fn a_file_under_the_extension_of_another_kind_is_misnamed() {
        let misnamed =
            |bytes, name: &str| Content::of(bytes).is_some_and(|content| content.is_misnamed(&name.parse().unwrap()));
        for (bytes, name) in [
            (PDF, "contract.pdf"),
            (PDF, "CONTRACT.PDF"),
            (PDF, "contract"),
            (JPEG, "scan.jpeg"),
            (ZIP, "letter.docx"),
            (ZIP, "model.unknown"),
            (OLD_DOCUMENT, "list.xls"),
            (PROGRAM, "setup.exe"),
            (b"plain text".as_slice(), "contract.pdf"),
            (b"<?xml version=\"1.0\"?><svg/>", "mark.svg"),
        ] {
            assert!(!misnamed(bytes, name), "{name}");
        }
        for (bytes, name) in [
            (ZIP, "contract.pdf"),
            (PDF, "scan.jpg"),
            (JPEG, "letter.docx"),
            (PAGE, "contract.pdf"),
            (PROGRAM, "contract.pdf"),
            (PROGRAM, "contract"),
            (PROGRAM, "notes.txt"),
            (b"#!/bin/sh\nrm", "notes.txt"),
            (PAGE, "list.csv"),
            (ZIP, "notes.txt"),
            (PDF, "drawing.dxf"),
        ] {
            assert!(misnamed(bytes, name), "{name}");
        }
    }

    #[test]
    fn nothing_but_a_word_is_read_back() {
        for bad in ["", "PDF", "p d", "<b>", &"a".repeat(17)] {
            assert!(Content::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
