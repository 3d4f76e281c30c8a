use super::{characters::is_noncharacter, *};

fn line_of(text: &str) -> String {
    line(text)
}

#[test]
fn a_line_cannot_carry_a_header_or_turn_text_around() {
    for (typed, kept) in [
        ("a\r\nBcc: x", "a Bcc: x"),
        ("a \r\n\t b", "a b"),
        ("a\u{b}b\u{c}c\u{85}d\u{2028}e\u{2029}f\rg", "a b c d e f g"),
        ("a\u{0}b\u{1b}[31m", "ab[31m"),
        ("a\u{202e}fdp.exe", "afdp.exe"),
        ("\u{202a}+55 11 91234-5678\u{202c}", "+55 11 91234-5678"),
        ("a\u{2067}b", "ab"),
        ("a\u{2069}b", "ab"),
        (" שלום ", "שלום"),
        ("\u{feff}Ana\u{200b} Sou\u{ad}za\u{3164}", "Ana Souza"),
    ] {
        assert_eq!(line_of(typed), kept, "{typed:?}");
    }
    assert_eq!("x".repeat(10_000).parse::<Line<120>>(), Err(TextRefused::TooLong { max: 120 }));
}

#[test]
fn paragraphs_keep_line_breaks_and_tabs() {
    for (typed, kept) in [
        ("a\r\nb", "a\nb"),
        ("a\r\n\r\nb\rc", "a\n\nb\nc"),
        ("linha 1\u{2028}linha 2", "linha 1\nlinha 2"),
        ("slide\u{b}text", "slide\ntext"),
        ("a\tb\u{0}", "a\tb"),
        ("\r\u{feff}\n a", "a"),
    ] {
        assert_eq!(paragraphs(typed), kept, "{typed:?}");
    }
}

#[test]
fn isolates_stay_in_pairs_within_a_line() {
    let mention = "Falei com @\u{2068}Ana Souza\u{2069} hoje";
    assert_eq!(line_of(mention), mention);
    assert_eq!(paragraphs(mention), mention);
    assert_eq!(paragraphs("a \u{2068}b\nc\u{2069} d"), "a b\nc d", "a line break ends them");
    assert_eq!(line_of("\u{2068}1234\u{2069}"), "1234", "around a whole line they isolate it from nothing");
    assert_eq!(line_of("\u{2068}a\u{2069} and \u{2068}b\u{2069}"), "\u{2068}a\u{2069} and \u{2068}b\u{2069}");
}

#[test]
fn a_text_of_nothing_visible_is_empty() {
    for typed in [
        "",
        " \r\n\t",
        "\u{200b}",
        "\u{2800}",
        "\u{3164}\u{ffa0}",
        "\u{feff}",
        "\u{ad}\u{ad}",
        "\u{115f}\u{1160}",
        "\u{2068}\u{2069}",
        "\u{2068} \u{2069} \u{2068}\u{200d}\u{2069}",
        "\u{0}",
        "\u{200d}\u{fe0f}",
        "\u{e0041}\u{e007f}",
        "\u{a0}\u{3000}\u{180e}",
        "\u{34f}\u{200e}",
        "\u{fffe}",
        "\u{fffc}",
        "\u{13441}\u{13442}",
        "\u{2d7f}\u{16fe4}\u{13430}",
        "\u{301}",
        " \u{301}\u{302} \u{20dd}",
    ] {
        assert!(is_blank(typed), "{typed:?}");
        assert_eq!(typed.parse::<Line<9>>(), Err(TextRefused::Empty), "{typed:?}");
        assert_eq!(typed.parse::<Paragraphs<9>>(), Err(TextRefused::Empty), "{typed:?}");
    }
}

#[test]
fn what_gives_a_text_its_shape_stays() {
    for text in [
        "👩\u{200d}👩\u{200d}👧",
        "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿",
        "❤\u{fe0f} 1\u{fe0f}\u{20e3} 🏳\u{fe0f}\u{200d}🌈",
        "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
        "می\u{200c}خواهم",
        "ه\u{200d} ۱۴۰۴",
        "क्\u{200d}ष र्\u{200d}य",
        "ශ්\u{200d}රී ලංකා",
        "ភាសា\u{200b}ខ្មែរ",
        "שלום!\u{200f} (a)",
        "葛\u{e0100}城",
        "ᠮᠣᠩᠭᠣᠯ\u{180b}",
        "x\u{34f}\u{301}",
        "n\u{202f}000 a\u{a0}b",
        "0\u{fe00} ∩\u{fe00}",
        "𓀀\u{13430}𓀁",
        "ⴰ\u{2d7f}ⴱ",
    ] {
        assert_eq!(line_of(text), nfc(text), "{text:?}");
        assert_eq!(paragraphs(text), nfc(text), "{text:?}");
    }
}

#[test]
fn nobody_hides_a_text_behind_letters_that_have_no_variants() {
    for (typed, kept) in [
        ("E\u{fe00}v\u{fe0f}e\u{e0101}ry", "Every"),
        ("DE89\u{fe0f}\u{fe01}37\u{e0100}04", "DE89\u{fe0f}3704"),
        ("a\u{13430}b\u{2d7f}c\u{16fe4}d\u{fffc}e", "abcde"),
        ("❤\u{e0100}葛\u{fe00}\u{e0101}", "❤葛\u{fe00}"),
    ] {
        assert_eq!(line_of(typed), kept, "{typed:?}");
    }
}

#[test]
fn nobody_hides_a_text_in_what_is_not_seen() {
    let hidden: String = "hello".chars().filter_map(|c| char::from_u32(0xe0000 + u32::from(c))).collect();
    assert_eq!(line_of(&format!("a{hidden}b")), "ab");
    assert_eq!(line_of(&format!("🏴{hidden}b")), "🏴b", "no flag ends so");
    assert_eq!(line_of(&format!("葛{}", "\u{e0101}".repeat(40))), "葛\u{e0101}");
    assert_eq!(line_of(&format!("😀{}", "\u{fe0f}".repeat(40))), "😀\u{fe0f}");
    assert_eq!(line_of(&format!("می{}خ", "\u{200c}".repeat(40))), "می\u{200c}خ");
    assert_eq!(line_of("a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{200e}f"), "abcdef");
}

#[test]
fn characters_are_counted_as_people_see_them() {
    assert_eq!(length("Ação"), 4);
    assert_eq!(length("👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿"), 1);
    assert_eq!(length("नमस्ते"), 3);
    assert_eq!("👩\u{200d}👩\u{200d}👧".parse::<Line<1>>(), Err(TextRefused::TooManyBytes { max: 4 }));
    assert!("👩\u{200d}👩\u{200d}👧 de férias".parse::<Line<11>>().is_ok());
    assert_eq!(paragraphs("ca\u{303}o").parse::<Paragraphs<3>>().map(|p| p.to_string()).as_deref(), Ok("cão"));
}

#[test]
fn a_tower_of_marks_counts_as_what_it_takes() {
    let tower = format!("a{}", "\u{335}".repeat(500));
    assert_eq!(length(&tower), 1001_usize.div_ceil(MAX_CHARACTER_BYTES));
    assert_eq!(tower.parse::<Line<20>>(), Err(TextRefused::TooLong { max: 20 }));
}

#[test]
fn what_is_found_is_named_with_its_place() {
    let found = Found::first("Açã\u{0}o", char::is_control);
    assert_eq!(found.map(|found| found.to_string()).as_deref(), Some("U+0000 at character 4"));
    let after_family = Found::first("👩\u{200d}👩\u{200d}👧é", |c| c == 'é');
    assert_eq!(after_family.map(|found| found.to_string()).as_deref(), Some("U+00E9 at character 2"));
    assert_eq!(Found::first("plain", char::is_control), None);
}

#[test]
fn a_files_name_is_cleaned_and_shortened_in_the_middle() {
    let name = |text: &str| text.parse::<FileName>().map(|FileName(name)| name.to_string());
    for (typed, kept) in [
        ("trail.pdf ", "trail.pdf"),
        ("a\r\nX: y.pdf", "a X: y.pdf"),
        ("\u{2068}Ana\u{2069}.pdf\u{200f}", "Ana.pdf"),
        ("\u{202e}fdp.exe", "fdp.exe"),
        ("relato\u{301}rio.pdf\u{feff}", "relatório.pdf"),
    ] {
        assert_eq!(name(typed).as_deref(), Ok(kept), "{typed:?}");
    }
    assert_eq!(name("\u{200b} "), Err(TextRefused::Empty));
    let long = name(&format!("{}.pdf", "x".repeat(10_000))).unwrap_or_default();
    assert_eq!((length(&long), long.ends_with("x….pdf")), (200, true), "{long}");
    let without_ending = name(&format!("a.{}", "x".repeat(10_000))).unwrap_or_default();
    assert_eq!((length(&without_ending), without_ending.ends_with("x…")), (200, true), "{without_ending}");
    let large = name(&format!("{}.pdf", "👩\u{200d}👩\u{200d}👧".repeat(100))).unwrap_or_default();
    assert!(large.len() <= 800 && large.ends_with("….pdf") && large.starts_with('👩'), "{large}");
}

#[test]
fn a_text_that_is_made_to_take_long_does_not() {
    let begun = std::time::Instant::now();
    let (opening, closing) = ("\u{2068}".repeat(40_000), "\u{2069}".repeat(40_000));
    assert_eq!(length(&line(&format!("a{opening}b{closing}c"))), 253, "as deep as isolates take effect");
    assert_eq!(line(&format!("{opening}b{closing}")), "b");
    for odd in [
        "\u{34f}\u{301}\u{5b0}",
        "\u{34f}\u{301}\u{f71}",
        "ب\u{301}\u{64b}\u{200d}",
        "ក\u{301}\u{200b}",
        "e\u{200d}\u{301}",
        "\u{335}",
    ] {
        let text = odd.repeat(10_000);
        assert_eq!(line(&line(&text)), line(&text), "{odd:?}");
        let name = format!("{text}.pdf").parse::<FileName>();
        assert!(name.is_ok_and(|FileName(name)| name.as_str().ends_with("….pdf")), "{odd:?}");
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn a_noncharacter_is_none() {
    assert!(is_noncharacter('\u{10ffff}') && is_noncharacter('\u{fdd0}') && !is_noncharacter('\u{fffd}'));
}
