//! A PNG without what its pixels do not need. A colour profile and texts are compressed in it: 2 MB of file can unpack to
//! gigabytes, which a decoder does before anything looks at them.

use std::borrow::Cow;

/// PNG specification, 5.2.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The length and the type before the data of a chunk, and the sum after it (5.3).
const HEAD: usize = 8;
const SUM: usize = 4;

/// The critical chunks, whose type begins with a capital letter (5.4), and the transparency of single colours. What is no
/// PNG stays as it is, and so does what follows a chunk that does not end: that is for the decoder to refuse.
pub(crate) fn needed(file: &[u8]) -> Cow<'_, [u8]> {
    let Some(mut rest) = file.strip_prefix(SIGNATURE) else { return Cow::Borrowed(file) };
    let mut kept = SIGNATURE.to_vec();
    while let Some((length, kind)) = rest.split_first_chunk().and_then(|(length, rest)| Some((length, rest.get(..4)?)))
    {
        let data = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((chunk, after)) = rest.split_at_checked(data.saturating_add(HEAD + SUM)) else { break };
        if kind[0].is_ascii_uppercase() || kind == b"tRNS" {
            kept.extend(chunk);
        }
        rest = after;
    }
    kept.extend(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &str, data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, kind.as_bytes(), data, &[0; SUM]].concat()
    }

    fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
        [SIGNATURE, &chunks.concat()].concat()
    }

    #[test]
    fn only_what_the_pixels_need_is_left() {
        let [head, colours, clear, data, end] =
            [("IHDR", "h"), ("PLTE", "p"), ("tRNS", "t"), ("IDAT", "dd"), ("IEND", "")]
                .map(|(kind, data)| chunk(kind, data.as_bytes()));
        let [profile, text] = ["iCCP", "zTXt"].map(|kind| chunk(kind, &[7; 99]));
        let all = png(&[head.clone(), profile, colours.clone(), clear.clone(), text, data.clone(), end.clone()]);
        assert_eq!(needed(&all), png(&[head, colours, clear, data, end]));
    }

    #[test]
    fn what_does_not_read_stays_for_the_decoder_to_refuse() {
        assert_eq!(needed(b"GIF89a"), b"GIF89a".as_slice());
        let cut = &png(&[chunk("IHDR", b"h"), chunk("iCCP", &[7; 99])]);
        for end in [cut.len() - 1, cut.len() - 105, SIGNATURE.len() + 3, SIGNATURE.len()] {
            assert_eq!(*needed(&cut[..end]), cut[..end], "{end}");
        }
        let endless = [SIGNATURE, &u32::MAX.to_be_bytes(), b"iCCP"].concat();
        assert_eq!(needed(&endless), endless);
    }
}
