//! Which characters are what, as far as the rule for texts goes. By blocks of Unicode 17: the tables of scripts and of
//! categories would weigh more than all the rest of the rule.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// Line breaks of every kind (Unicode Standard, 5.8): LF, VT, FF, CR, NEL, line separator, paragraph separator.
pub(super) fn breaks_line(c: char) -> bool {
    matches!(c, '\u{a}'..='\u{d}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What no text needs, wherever it stands.
pub(super) fn is_gone(c: char) -> bool {
    match c {
        '\t' => false,
        c if breaks_line(c) => false,
        // The soft hyphen, inherent vowels of Khmer that nobody sees, word joiner and invisible operators, embeddings and
        // overrides, deprecated format characters, the byte order mark, annotations of rulers and interlinear texts, the place
        // of an object that did not come along.
        '\u{ad}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffc}'
        | '\u{e0000}'..='\u{e001f}'
        | '\u{e0080}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{e0fff}' => true,
        c => c.is_control() || is_noncharacter(c),
    }
}

/// Code points that are no characters, for ever (Unicode Standard, 23.7).
pub(super) fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Blank where it stands: white space, the empty cell of Braille, the blanks of hieroglyphs, and the fillers of Hangul that
/// names are made of that are to look empty.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{13441}' | '\u{13442}')
}

/// Nothing can be seen of it by itself.
pub(crate) fn is_unseen(c: char) -> bool {
    is_gone(c)
        || is_space(c)
        || is_joiner(c)
        || is_mark_of_direction(c)
        || opens_isolate(c)
        || matches!(c, CLOSES_ISOLATE | ZERO_WIDTH_SPACE | GRAPHEME_JOINER)
        || selects_variant(c)
        || is_mongolian_selector(c)
        || joins_its_script(c)
        || is_tag(c)
        || matches!(c, '\u{115f}' | '\u{1160}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}')
}

pub(super) const ZERO_WIDTH_SPACE: char = '\u{200b}';
pub(super) const ZERO_WIDTH_JOINER: char = '\u{200d}';
pub(super) const GRAPHEME_JOINER: char = '\u{34f}';
pub(super) const CLOSES_ISOLATE: char = '\u{2069}';
/// The flag that regional flags, such as that of Wales, are tags on.
pub(super) const BLACK_FLAG: char = '\u{1f3f4}';
pub(super) const LAST_TAG: char = '\u{e007f}';

pub(super) fn opens_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

/// Zero width non-joiner and joiner.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | ZERO_WIDTH_JOINER)
}

/// Left-to-right, right-to-left and Arabic letter mark.
pub(super) fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

pub(super) fn selects_variant(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character has variants for the first 16 selectors: what emoji begin with, digits, ideographs and their signs,
/// operators, and letters of Myanmar, Phags-pa and Manichaean (Unicode, `StandardizedVariants.txt`).
pub(super) fn has_variants(c: char) -> bool {
    is_pictograph(c)
        || is_ideograph(c)
        || matches!(c, '#' | '*' | '0'..='9' | '\u{1000}'..='\u{109f}' | '\u{2200}'..='\u{22ff}' | '\u{2a00}'..='\u{2aff}'
            | '\u{3000}'..='\u{303f}' | '\u{a840}'..='\u{a877}' | '\u{ff00}'..='\u{ff1f}' | '\u{10ac0}'..='\u{10aff}'
            | '\u{13000}'..='\u{143ff}')
}

/// What the other 240 selectors are for (UTS 37).
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// What joins, stacks or fills signs of one script, and is nothing elsewhere: of Tifinagh, hieroglyphs, Khitan.
pub(super) fn joins_its_script(c: char) -> bool {
    matches!(c, '\u{2d7f}' | '\u{13430}'..='\u{13440}' | '\u{13447}'..='\u{13455}' | '\u{16fe4}')
}

/// Letters and signs of those scripts.
pub(super) fn takes_joins(c: char) -> bool {
    matches!(c, '\u{2d30}'..='\u{2d6f}' | '\u{13000}'..='\u{1342f}' | '\u{13460}'..='\u{143ff}' | '\u{18b00}'..='\u{18cff}')
}

/// The variants of Mongolian letters, and the separator of their vowels.
pub(super) fn is_mongolian_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}')
}

pub(super) fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18aa}')
}

pub(super) fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Letters and marks of scripts that run from the right: Hebrew, Arabic and their kin.
pub(super) fn runs_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
        && !is_mark_of_direction(c)
}

/// Letters and marks of scripts that are written joined up or in stacks, where a joiner changes what is seen: Arabic and
/// its kin, those that descend from Brahmi, Mongolian.
pub(super) fn takes_joiners(c: char) -> bool {
    let block = matches!(c, '\u{600}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10840}'..='\u{11fff}' | '\u{16100}'..='\u{16139}'
        | '\u{1e900}'..='\u{1e95f}');
    block && !is_unseen(c)
}

/// Letters and marks of scripts without blanks between words, where a zero width space says where a line may break:
/// Thai, Lao, Tibetan, Myanmar, Khmer.
pub(super) fn is_written_without_blanks(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aadf}')
        && !is_unseen(c)
}

/// Marks that stand on what is before them, those too that enclose it, and that NFC does not sort.
pub(super) fn is_any_mark(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{488}' | '\u{489}' | '\u{1abe}' | '\u{20d0}'..='\u{20f0}' | '\u{a670}'..='\u{a672}')
}

/// Marks that stand on the letter before them, and that NFC sorts (UAX 15).
pub(super) fn is_mark(c: char) -> bool {
    CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0
}

/// What an emoji can begin with, beside digits: pictures, arrows, signs (UTS 51, `Extended_Pictographic`).
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// What an emoji can end in, before a joiner leads on to the next: a picture, the shade of a skin, a selector, a tag.
pub(super) fn ends_pictograph(c: char) -> bool {
    is_pictograph(c) || c == '\u{fe0f}' || c == '\u{20e3}' || c == LAST_TAG
}
