//! Houses full of shares: some hundred that the product made, and copies of them straight into the file of the embedded
//! DynamoDB, for no call is fast enough for a million.

mod copies;
mod dues;

use std::{fs, io, path::Path};

use embedded_cloud::Storage;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tempfile::TempDir;
use vestibule_tests::{
    costs::{self, CallLog},
    house::{House, run, terms},
};

use crate::failure::Failure;

pub(crate) use dues::Dues;

const MONDAY: &str = "2026-11-23T12:00:00Z";
/// Shares that the product makes, of those that are not due before all is over.
const SEEDS: usize = 120;
/// And of those that fall due in each hour.
const SEEDS_AN_HOUR: usize = 10;

/// A folder with the product's own shares in it, to be filled up again and again.
pub(crate) struct Seeds {
    folder: TempDir,
    dues: Dues,
}

/// A house among whose shares it is measured.
pub(crate) struct Crowd {
    pub(crate) house: House,
    pub(crate) calls: CallLog,
    /// Active shares of the one project, those that will fall due among them.
    pub(crate) shares: usize,
    _folder: TempDir,
}

impl Seeds {
    pub(crate) async fn sown(dues: Dues) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let house = open(folder.path(), &CallLog::default()).await;
        let carla = house.staff("carla");
        carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
        for n in 0..SEEDS {
            let mut wanted = terms();
            wanted["label"] = json!(format!("Crowd {n}"));
            wanted["recipient"]["email"] = json!(format!("guest-{n}@supplier.example"));
            wanted["expiry"] = json!({ "days": 30 + n % 60 });
            let share = carla.create(|terms| *terms = wanted).await;
            for _ in 0..n % 3 {
                house.guest().open(&share).await.expect(200);
            }
        }
        let start: Timestamp = MONDAY.parse()?;
        for hour in 1..=dues.hours {
            let at = start + SignedDuration::from_hours(i64::try_from(hour)?);
            for _ in 0..SEEDS_AN_HOUR.min(dues.each) {
                carla.create(|terms| terms["expiry"] = json!({ "at": at.to_string() })).await;
            }
        }
        house.system.stop().await;
        Ok(Self { folder, dues })
    }

    /// A house of its own with so many shares, as many of them due each hour as was sown.
    pub(crate) async fn grown(&self, shares: usize) -> Result<Crowd, Failure> {
        let folder = tempfile::tempdir()?;
        copy(self.folder.path(), folder.path())?;
        let (due, file) = (self.dues, folder.path().join("dynamodb.sqlite"));
        let start: Timestamp = MONDAY.parse()?;
        let written = tokio::task::spawn_blocking(move || copies::fill(&file, shares, due, start));
        written.await??;
        let calls = CallLog::default();
        let house = open(folder.path(), &calls).await;
        house.system.store().warm().await?;
        calls.take();
        Ok(Crowd { house, calls, shares, _folder: folder })
    }
}

async fn open(folder: &Path, calls: &CallLog) -> House {
    costs::watched(calls, MONDAY, |options| options.storage = Storage::Folder(folder.to_owned())).await
}

/// Everything below a folder.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
