//! Which byte of the zip is which: of a header, of a file, of the directory.

use std::ops::Range;

use jiff::{Timestamp, tz::TimeZone};

use super::structures::{
    self, CENTRAL_BYTES, Directory, END_BYTES, END_ZIP64_BYTES, EXTRA_BYTES, FileHeader, LOCAL_BYTES, NUMBER_BYTES,
    is_large,
};

/// A file as it is to stand in the zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// With `/` between folders; safe and unique, as [`super::Names`] makes it.
    pub(crate) path: String,
    pub(crate) size: u64,
}

/// Where everything of a zip is. A function of the files' names and sizes alone.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    entries: Vec<Entry>,
    at: (u16, u16),
    /// Where the header of each file is; behind the last one, the directory.
    local: Vec<u64>,
    /// Where the header of each file in the directory is; behind the last one, the end.
    central: Vec<u64>,
    bytes: u64,
}

/// A piece of the zip that is of one thing, as a range of bytes of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) of: Section,
    pub(crate) range: Range<u64>,
}

/// What a byte of the zip can be of; files by their place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Header(usize),
    File(usize),
    Directory(usize),
    End,
}

/// The files are more than 64 bits can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the files together are too large")]
pub(crate) struct TooLarge;

impl Layout {
    /// `at`: the instant that every file is given, in UTC.
    pub(crate) fn new(entries: Vec<Entry>, at: Timestamp) -> Result<Self, TooLarge> {
        let mut offset = 0_u64;
        let mut local = Vec::with_capacity(entries.len() + 1);
        for entry in &entries {
            local.push(offset);
            let next = offset.checked_add(local_bytes(entry)).and_then(|header| header.checked_add(entry.size));
            offset = next.ok_or(TooLarge)?;
        }
        local.push(offset);
        let mut central = Vec::with_capacity(entries.len() + 1);
        for (entry, place) in entries.iter().zip(&local) {
            central.push(offset);
            offset = offset.checked_add(central_bytes(entry, *place)).ok_or(TooLarge)?;
        }
        central.push(offset);
        let mut layout = Self { entries, at: dos(at), local, central, bytes: 0 };
        let end = if structures::needs_zip64(layout.directory()) { END_ZIP64_BYTES + END_BYTES } else { END_BYTES };
        layout.bytes = offset.checked_add(end).ok_or(TooLarge)?;
        Ok(layout)
    }

    /// Of the whole zip.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What stands in a range of the zip, in its order.
    pub(crate) fn pieces(&self, range: Range<u64>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut offset = range.start;
        let end = range.end.min(self.bytes);
        while offset < end {
            let (of, whole) = self.place(offset);
            let until = whole.end.min(end);
            pieces.push(Piece { of, range: offset - whole.start..until - whole.start });
            offset = until;
        }
        pieces
    }

    /// The bytes of a place that is no file. `crcs`: of each file, in their order.
    pub(crate) fn structure(&self, place: Section, crcs: &[u32]) -> Vec<u8> {
        let header = |n: usize| {
            let Entry { path, size } = &self.entries[n];
            FileHeader { path, size: *size, crc: crcs.get(n).copied().unwrap_or_default(), at: self.at }
        };
        match place {
            Section::Header(n) => structures::local(header(n)),
            Section::Directory(n) => structures::central(header(n), self.local[n]),
            Section::End => structures::end(self.directory()),
            Section::File(_) => Vec::new(),
        }
    }

    /// What the byte at an offset is of, and where all of that is.
    fn place(&self, offset: u64) -> (Section, Range<u64>) {
        let count = self.entries.len();
        if offset >= self.central[count] {
            return (Section::End, self.central[count]..self.bytes);
        }
        if offset >= self.local[count] {
            let n = self.central.partition_point(|begin| *begin <= offset) - 1;
            return (Section::Directory(n), self.central[n]..self.central[n + 1]);
        }
        // An empty file takes no bytes of its own, so headers are found by where they begin.
        let n = self.local.partition_point(|begin| *begin <= offset) - 1;
        let file = self.local[n] + local_bytes(&self.entries[n]);
        if offset < file {
            (Section::Header(n), self.local[n]..file)
        } else {
            (Section::File(n), file..self.local[n + 1])
        }
    }

    fn directory(&self) -> Directory {
        let count = self.entries.len();
        let (offset, end) = (self.local[count], self.central[count]);
        Directory { files: count as u64, offset, bytes: end - offset }
    }
}

fn local_bytes(Entry { path, size }: &Entry) -> u64 {
    let extra = if is_large(*size) { EXTRA_BYTES + 2 * NUMBER_BYTES } else { 0 };
    LOCAL_BYTES + path.len() as u64 + extra
}

fn central_bytes(Entry { path, size }: &Entry, offset: u64) -> u64 {
    let numbers = 2 * u64::from(is_large(*size)) + u64::from(is_large(offset));
    let extra = if numbers == 0 { 0 } else { EXTRA_BYTES + NUMBER_BYTES * numbers };
    CENTRAL_BYTES + path.len() as u64 + extra
}

/// An instant as DOS writes it, to two seconds, from 1980 to 2107 (4.4.6).
fn dos(at: Timestamp) -> (u16, u16) {
    let at = at.to_zoned(TimeZone::UTC);
    let of = |number: i8| u16::try_from(number).unwrap_or_default();
    let year = u16::try_from((at.year() - 1980).clamp(0, 127)).unwrap_or_default();
    let time = (of(at.hour()) << 11) | (of(at.minute()) << 5) | (of(at.second()) / 2);
    (time, (year << 9) | (of(at.month()) << 5) | of(at.day()))
}

#[cfg(test)]
mod tests;
