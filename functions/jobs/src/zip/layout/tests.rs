//! What the layout says is where a reader of zips finds it, however the bytes are cut, also beyond four gigabytes.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::*;

const GIB: u64 = 1 << 30;

fn layout(files: &[(&str, u64)]) -> Layout {
    let entry = |(path, size): &(&str, u64)| Entry { path: (*path).to_owned(), size: *size };
    Layout::new(files.iter().map(entry).collect(), "2026-11-23T12:34:56Z".parse().unwrap()).unwrap()
}

/// The zip of these files, made of pieces of so many bytes.
fn written(layout: &Layout, contents: &[&[u8]], step: u64) -> Vec<u8> {
    let crcs: Vec<_> = contents.iter().map(|bytes| crc32fast::hash(bytes)).collect();
    let mut zip = Vec::new();
    while (zip.len() as u64) < layout.bytes() {
        let begin = zip.len() as u64;
        for Piece { of, range } in layout.pieces(begin..begin + step) {
            let (from, to) = (usize::try_from(range.start).unwrap(), usize::try_from(range.end).unwrap());
            match of {
                Section::File(n) => zip.extend_from_slice(&contents[n][from..to]),
                structure => zip.extend_from_slice(&layout.structure(structure, &crcs)[from..to]),
            }
        }
    }
    assert_eq!(zip.len() as u64, layout.bytes());
    zip
}

#[test]
fn a_reader_finds_every_file_whole_however_the_zip_was_cut() {
    let large = vec![7; 70_000];
    let contents: [&[u8]; 4] = [b"{}", b"", b"%PDF-1.7 papers", &large];
    let names = ["answers.json", "papers/scan/empty.txt", "papers/scan/ção 株.pdf", "papers/scan/b.bin"];
    let files: Vec<_> = names.iter().zip(contents).map(|(name, bytes)| (*name, bytes.len() as u64)).collect();
    let layout = layout(&files);
    let whole = written(&layout, &contents, u64::MAX / 2);
    for step in [1, 7, 64, 65_536] {
        assert_eq!(written(&layout, &contents, step), whole, "{step}");
    }
    let mut archive = ZipArchive::new(io::Cursor::new(whole)).unwrap();
    assert_eq!(archive.len(), 4);
    for (n, (name, bytes)) in names.iter().zip(contents).enumerate() {
        let mut file = archive.by_index(n).unwrap();
        assert_eq!((&*file.name().unwrap(), file.size()), (*name, bytes.len() as u64));
        let at = file.last_modified().unwrap();
        let (date, time) = ((at.year(), at.month(), at.day()), (at.hour(), at.minute(), at.second()));
        assert_eq!((date, time), ((2026, 11, 23), (12, 34, 56)));
        let mut read = Vec::new();
        // The reader holds them against their CRC-32.
        file.read_to_end(&mut read).unwrap();
        assert_eq!(read, bytes);
    }
}

/// A zip whose files are zeros that nobody keeps.
struct Virtual {
    layout: Layout,
    crcs: Vec<u32>,
    at: u64,
}

impl Read for Virtual {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        for Piece { of, range } in self.layout.pieces(self.at..self.at + buffer.len() as u64) {
            let length = usize::try_from(range.end - range.start).unwrap();
            let target = &mut buffer[filled..filled + length];
            match of {
                Section::File(_) => target.fill(0),
                structure => {
                    let from = usize::try_from(range.start).unwrap();
                    target.copy_from_slice(&self.layout.structure(structure, &self.crcs)[from..from + length]);
                }
            }
            filled += length;
        }
        self.at += filled as u64;
        Ok(filled)
    }
}

impl Seek for Virtual {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => self.layout.bytes().saturating_add_signed(back),
            SeekFrom::Current(on) => self.at.saturating_add_signed(on),
        };
        Ok(self.at)
    }
}

#[test]
fn a_zip_of_more_than_forty_gigabytes_reads_with_sizes_and_offsets_of_64_bits() {
    let files = [("a.bin", 5 * GIB), ("b.bin", 3), ("c.bin", u64::from(u32::MAX)), ("d.bin", 36 * GIB), ("e.bin", 9)];
    let layout = layout(&files);
    let offsets: Vec<_> = (0..files.len()).map(|n| layout.local[n] + local_bytes(&layout.entries[n])).collect();
    let mut archive = ZipArchive::new(Virtual { layout, crcs: vec![1, 2, 3, 4, 5], at: 0 }).unwrap();
    for (n, (name, size)) in files.into_iter().enumerate() {
        let file = archive.by_index_raw(n).unwrap();
        assert_eq!((&*file.name().unwrap(), file.size(), file.compressed_size()), (name, size, size));
        assert_eq!((file.data_start(), file.crc32()), (offsets[n].into(), u32::try_from(n).unwrap() + 1));
    }
}

#[test]
fn more_files_than_16_bits_count_are_all_there() {
    let names: Vec<_> = (0..65_536).map(|n| format!("t/f/{n}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let archive = ZipArchive::new(Virtual { layout: layout(&files), crcs: vec![0; 65_536], at: 0 }).unwrap();
    assert_eq!(archive.len(), 65_536);
}

#[test]
fn files_that_64_bits_cannot_count_are_refused() {
    let entry = || Entry { path: "a".into(), size: u64::MAX / 2 };
    let refused = Layout::new(vec![entry(), entry(), entry()], Timestamp::UNIX_EPOCH).map(|layout| layout.bytes());
    assert_eq!(refused, Err(TooLarge));
}
