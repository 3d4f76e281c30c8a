//! The structures around the files, byte by byte. Everything is little-endian (APPNOTE 4.4.1.1).

/// A size or offset that does not fit 32 bits stands in the extra field of zip64, and this in its place (4.4.1.4).
pub(super) const ELSEWHERE: u32 = u32::MAX;
/// The same of the number of files.
const ELSEWHERE_16: u16 = u16::MAX;

/// Of PKZIP 2.0, which knows folders, and of 4.5, which knows zip64 (4.4.3.2).
const VERSION: u16 = 20;
const VERSION_ZIP64: u16 = 45;
/// Bit 11: names are in UTF-8 (4.4.4).
const UTF8: u16 = 1 << 11;
const STORED: u16 = 0;
/// Made under Unix, as a regular file that everybody may read (4.4.2.2, 4.4.15).
const MADE_BY_UNIX: u16 = 3 << 8;
const REGULAR_FILE: u32 = 0o100_644 << 16;
/// The extra field of zip64 (4.5.3).
const ZIP64: u16 = 1;

pub(super) const LOCAL_BYTES: u64 = 30;
pub(super) const CENTRAL_BYTES: u64 = 46;
pub(super) const END_BYTES: u64 = 22;
/// End of central directory, and its locator.
pub(super) const END_ZIP64_BYTES: u64 = 56 + 20;
/// Its header and one number, or two.
pub(super) const EXTRA_BYTES: u64 = 4;
pub(super) const NUMBER_BYTES: u64 = 8;

/// A file as both of its headers tell it.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileHeader<'a> {
    pub(super) path: &'a str,
    pub(super) size: u64,
    pub(super) crc: u32,
    /// When the zip was asked for, as DOS writes it: time and date.
    pub(super) at: (u16, u16),
}

/// Where the directory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Directory {
    pub(super) files: u64,
    pub(super) offset: u64,
    pub(super) bytes: u64,
}

/// Whether a number needs the extra field.
pub(super) fn is_large(number: u64) -> bool {
    number >= u64::from(ELSEWHERE)
}

/// The header before a file (4.3.7).
pub(super) fn local(header: FileHeader<'_>) -> Vec<u8> {
    let large = is_large(header.size);
    let mut bytes = Bytes::new(0x0403_4b50);
    bytes.u16(if large { VERSION_ZIP64 } else { VERSION });
    bytes.common(header);
    bytes.u16(header.path.len());
    // In a local header both sizes stand in the extra field, or neither (4.5.3).
    bytes.u16(if large { EXTRA_BYTES + 2 * NUMBER_BYTES } else { 0 });
    bytes.0.extend_from_slice(header.path.as_bytes());
    if large {
        bytes.extra(&[header.size, header.size]);
    }
    bytes.0
}

/// The header in the directory (4.3.12).
pub(super) fn central(header: FileHeader<'_>, offset: u64) -> Vec<u8> {
    let sizes = [header.size; 2];
    let sizes = if is_large(header.size) { &sizes[..] } else { &[] };
    let offsets = [offset];
    let numbers = [sizes, &offsets[..usize::from(is_large(offset))]].concat();
    let version = if numbers.is_empty() { VERSION } else { VERSION_ZIP64 };
    let mut bytes = Bytes::new(0x0201_4b50);
    bytes.u16(MADE_BY_UNIX | version);
    bytes.u16(version);
    bytes.common(header);
    bytes.u16(header.path.len());
    bytes.u16(if numbers.is_empty() { 0 } else { EXTRA_BYTES + NUMBER_BYTES * numbers.len() as u64 });
    // No comment, the first disk, no internal attributes.
    bytes.0.extend_from_slice(&[0; 6]);
    bytes.u32(REGULAR_FILE);
    bytes.u32(short(offset));
    bytes.0.extend_from_slice(header.path.as_bytes());
    if !numbers.is_empty() {
        bytes.extra(&numbers);
    }
    bytes.0
}

/// What ends a zip: the end of its directory (4.3.16), and before it that of zip64 with its locator (4.3.14, 4.3.15).
pub(super) fn end(directory: Directory) -> Vec<u8> {
    let Directory { files, offset, bytes: length } = directory;
    let mut bytes = Bytes(Vec::new());
    if needs_zip64(directory) {
        bytes.u32(0x0606_4b50);
        bytes.u64(44);
        bytes.u16(MADE_BY_UNIX | VERSION_ZIP64);
        bytes.u16(VERSION_ZIP64);
        bytes.u32(0);
        bytes.u32(0);
        for number in [files, files, length, offset] {
            bytes.u64(number);
        }
        bytes.u32(0x0706_4b50);
        bytes.u32(0);
        bytes.u64(offset + length);
        bytes.u32(1);
    }
    bytes.u32(0x0605_4b50);
    bytes.u16(0_u16);
    bytes.u16(0_u16);
    let count = u16::try_from(files).unwrap_or(ELSEWHERE_16);
    bytes.u16(count);
    bytes.u16(count);
    bytes.u32(short(length));
    bytes.u32(short(offset));
    bytes.u16(0_u16);
    bytes.0
}

pub(super) fn needs_zip64(Directory { files, offset, bytes }: Directory) -> bool {
    files >= u64::from(ELSEWHERE_16) || is_large(offset) || is_large(bytes)
}

fn short(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(ELSEWHERE)
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn new(signature: u32) -> Self {
        Self(signature.to_le_bytes().to_vec())
    }

    /// From the flags to the sizes, which both headers have alike.
    fn common(&mut self, FileHeader { size, crc, at: (time, date), .. }: FileHeader<'_>) {
        self.u16(UTF8);
        self.u16(STORED);
        self.u16(time);
        self.u16(date);
        self.u32(crc);
        let size = short(size);
        self.u32(size);
        self.u32(size);
    }

    fn extra(&mut self, numbers: &[u64]) {
        self.u16(ZIP64);
        self.u16(NUMBER_BYTES * numbers.len() as u64);
        for number in numbers {
            self.u64(*number);
        }
    }

    /// Lengths of names and extra fields are bounded far below 16 bits.
    fn u16(&mut self, number: impl TryInto<u16>) {
        let number = number.try_into().unwrap_or(ELSEWHERE_16);
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn u32(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn u64(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }
}
