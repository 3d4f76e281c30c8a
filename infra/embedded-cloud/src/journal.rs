//! What arrived, in order of arrival: in memory, and as one JSON file each where there is a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::atomic_file;
use crate::start_error::StartError;

pub(crate) struct Journal<T> {
    folder: Option<PathBuf>,
    entries: Mutex<Entries<T>>,
}

struct Entries<T> {
    next: u64,
    records: Vec<T>,
}

impl<T: Clone + Serialize + DeserializeOwned> Journal<T> {
    pub(crate) fn open(folder: Option<PathBuf>) -> Result<Self, StartError> {
        let entries = match &folder {
            None => Entries { next: 1, records: Vec::new() },
            Some(folder) => read(folder)?,
        };
        Ok(Self { folder, entries: Mutex::new(entries) })
    }

    /// Oldest first.
    pub(crate) fn records(&self) -> Vec<T> {
        self.lock().records.clone()
    }

    pub(crate) fn append(&self, record: T) -> io::Result<()> {
        let mut entries = self.lock();
        if let Some(folder) = &self.folder {
            let path = folder.join(format!("{:010}.json", entries.next));
            atomic_file::write(&path, &serde_json::to_vec_pretty(&record)?)?;
        }
        entries.next += 1;
        entries.records.push(record);
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Entries<T>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read<T: DeserializeOwned>(folder: &Path) -> Result<Entries<T>, StartError> {
    fs::create_dir_all(folder).map_err(StartError::io(folder))?;
    let mut numbered = Vec::new();
    for entry in fs::read_dir(folder).map_err(StartError::io(folder))? {
        let path = entry.map_err(StartError::io(folder))?.path();
        if let Some(number) = number(&path) {
            numbered.push((number, path));
        }
    }
    numbered.sort();
    let next = numbered.last().map_or(1, |(last, _)| last + 1);
    let mut records = Vec::with_capacity(numbered.len());
    for (_, path) in numbered {
        let bytes = fs::read(&path).map_err(StartError::io(&path))?;
        records.push(serde_json::from_slice(&bytes).map_err(StartError::damaged(&path))?);
    }
    Ok(Entries { next, records })
}

fn number(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?;
    name.strip_suffix(".json")?.parse().ok()
}
