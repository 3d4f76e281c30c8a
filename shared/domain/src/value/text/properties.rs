//! What holds for every text.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

/// Pieces of text in which everything is seen, or gives what is seen its shape. All of them in NFC.
const SEEN: [&str; 38] = [
    "Ana",
    "Ação",
    "Straße",
    "x\u{303}\u{302}",
    "Ωμέγα",
    "Привет",
    "Հայերեն",
    "שלום",
    "שָׁלוֹם",
    "العربية",
    "می\u{200c}خواهم",
    "ܣܘܪܝܝܐ",
    "ދިވެހި",
    "हिन्दी",
    "क्\u{200d}ष",
    "বাংলা",
    "தமிழ்",
    "മലയാളം",
    "සිංහල",
    "ไทย",
    "ລາວ",
    "བོད་ཡིག",
    "မြန်မာ",
    "ქართული",
    "አማርኛ",
    "ភាសា\u{200b}ខ្មែរ",
    "ᠮᠣᠩᠭᠣᠯ",
    "日本語",
    "漢字",
    "한국어",
    "😀",
    "👩🏽\u{200d}💻",
    "👩\u{200d}👩\u{200d}👧",
    "🇧🇷",
    "1\u{fe0f}\u{20e3}",
    "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
    "\u{2068}Ana (a)\u{2069}",
    "§ 5, “a”…",
];

/// What nobody sees, and does nothing between pieces that stand by themselves.
const UNSEEN: [&str; 16] = [
    "\u{0}",
    "\u{1b}",
    "\u{7f}",
    "\u{9b}",
    "\u{ad}",
    "\u{feff}",
    "\u{2060}",
    "\u{202a}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{2067}",
    "\u{fffe}",
    "\u{206a}",
    "\u{e0001}",
    "\u{fff9}",
];

fn any_text() -> impl Strategy<Value = String> {
    let odd = select(vec![
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{34f}',
        '\u{fe0f}',
        '\u{2066}',
        '\u{2068}',
        '\u{2069}',
        '\u{202e}',
        '\u{301}',
        '\u{f71}',
        '\u{335}',
        '\u{5b0}',
        '\u{e0067}',
        '\u{e007f}',
        '\u{1f3f4}',
        '\u{1f469}',
        '\r',
        '\n',
        '\t',
        ' ',
        '\u{2028}',
        '\u{a0}',
        '\u{3164}',
        '\u{115f}',
        '\u{1161}',
        '\u{180b}',
        '\u{182e}',
        '\u{e01}',
        '\u{627}',
        '\u{915}',
        '\u{94d}',
        '\u{0}',
        'a',
        'e',
        '\u{feff}',
        '\u{2126}',
        '\u{1100}',
        '\u{11a8}',
    ]);
    vec(prop_oneof![4 => odd, 1 => any::<char>()], 0..24).prop_map(String::from_iter)
}

/// What can be seen of a text, in the order in which it stands.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in any_text()) {
        let (one, more) = (line(&text), paragraphs(&text));
        prop_assert_eq!(line(&one), one.clone());
        prop_assert_eq!(paragraphs(&more), more);
        prop_assert_eq!(paragraphs(&one), one, "a line is a paragraph too");
    }

    #[test]
    fn nothing_visible_is_lost(text in any_text()) {
        // Marks alone stand on nothing, and are no text.
        let visible = if is_blank(&text) { String::new() } else { nfc(&seen(&text)) };
        prop_assert_eq!(nfc(&seen(&line(&text))), visible.clone());
        prop_assert_eq!(nfc(&seen(&paragraphs(&text))), visible);
    }

    #[test]
    fn a_text_that_is_as_people_write_it_stays_as_it_is(pieces in vec(select(SEEN.to_vec()), 2..9)) {
        let text = pieces.join(" ");
        prop_assert_eq!(line(&text), text.clone());
        prop_assert_eq!(paragraphs(&text), text);
    }

    #[test]
    fn what_nobody_sees_goes_and_leaves_the_rest(pieces in vec((select(SEEN.to_vec()), select(UNSEEN.to_vec())), 2..9)) {
        let plain = pieces.iter().map(|(seen, _)| *seen).collect::<Vec<_>>().join(" ");
        let dirty = pieces.iter().map(|(seen, unseen)| format!("{seen}{unseen}")).collect::<Vec<_>>().join(" ");
        // An isolate that is never closed takes the end of the next one that is.
        prop_assume!(!dirty.contains(['\u{2066}', '\u{2067}']) || !dirty.contains('\u{2069}'));
        prop_assert_eq!(line(&dirty), plain);
    }

    #[test]
    fn a_cleaned_text_holds_no_controls_and_is_not_larger_than_it_may_be(text in any_text()) {
        if let Ok(line) = text.parse::<Line<8>>() {
            prop_assert!(!line.as_str().contains(char::is_control) && line.as_str().len() <= 32);
        }
        if let Ok(paragraphs) = text.parse::<Paragraphs<8>>() {
            prop_assert!(!paragraphs.as_str().contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')));
        }
        prop_assert!(text.len() <= length(&text) * MAX_CHARACTER_BYTES);
    }

    #[test]
    fn a_files_name_is_itself_once_it_is_kept(text in any_text()) {
        if let Ok(FileName(name)) = text.repeat(40).parse::<FileName>() {
            prop_assert_eq!(name.as_str().parse::<FileName>(), Ok(FileName(name)));
        }
    }
}
