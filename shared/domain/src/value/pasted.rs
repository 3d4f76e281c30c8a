//! Finding a code of ours in what somebody pasted: a link, or the code of an invitation.
//!
//! Mail programs break codes, quote them, and put invisible characters into them; people paste a line too much, or several
//! mails at once. So only the characters that codes have are looked at.

/// So many characters of a pasted text are looked at: some mails with their codes.
const MAX_PASTED: usize = 20_000;

/// The first of our codes among what was pasted: `read` is given the text from each place on where one may begin, with
/// nothing in it but letters, digits and the `others`.
pub(crate) fn find<T>(pasted: &str, (prefix, others): (&str, &[char]), read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let kept: String =
        pasted.chars().filter(|c| c.is_ascii_alphanumeric() || others.contains(c)).take(MAX_PASTED).collect();
    kept.match_indices(prefix).find_map(|(at, _)| read(&kept[at..]))
}
