//! Work packages: one, and the list of a project. The documents of one are a list of documents.

use vestibule_domain::{
    staff::{Authority, Project},
    value::{OrgSlug, ProjectSlug, WorkPackageId},
    work_package::WorkPackage,
};

use super::{
    Store,
    read::take,
    register_page::{RegisterCursor, RegisterRange},
};
use crate::{error::StoreError, keys::Key, register_list::work_packages};

/// The work package after which a page begins.
pub type WorkPackageCursor = RegisterCursor<WorkPackageId>;

/// One page of a list, and where the next one begins.
#[derive(Debug)]
pub struct WorkPackagesPage {
    pub work_packages: Vec<WorkPackage>,
    pub next: Option<WorkPackageCursor>,
}

impl Store {
    /// One read.
    pub async fn work_package(&self, id: WorkPackageId) -> Result<Option<WorkPackage>, StoreError> {
        let key = Key::work_package(id);
        take(&mut self.batch(std::slice::from_ref(&key)).await?, &key)
    }

    /// The same, and whether there is a project. One batched read.
    pub async fn work_package_and_project(
        &self,
        id: WorkPackageId,
        (org, project): (&OrgSlug, &ProjectSlug),
    ) -> Result<(Option<WorkPackage>, bool), StoreError> {
        let (key, project) = (Key::work_package(id), Key::project(org, project));
        let mut found = self.batch(&[key.clone(), project.clone()]).await?;
        Ok((take(&mut found, &key)?, found.contains_key(&project)))
    }

    /// Work packages of the project that the proof is for, by their number: one query a page, and one batched read.
    pub async fn work_packages(
        &self,
        by: Authority<'_>,
        limit: i32,
        after: Option<&WorkPackageCursor>,
    ) -> Result<WorkPackagesPage, StoreError> {
        let range = RegisterRange {
            partition: work_packages(Project::list(&by.member().org, by.project())),
            limit: Some(limit),
            after: after.map(|after| (Key::work_package(after.id), &*after.entry)),
            ..RegisterRange::default()
        };
        let (entries, more) = self.register_page(range).await?;
        let of = |item| WorkPackageCursor::of(item, "WPK#");
        let ids = entries.iter().map(|item| of(item).map(|cursor| cursor.id)).collect::<Result<Vec<_>, _>>()?;
        let keys: Vec<_> = ids.into_iter().map(Key::work_package).collect();
        let mut found = self.batch(&keys).await?;
        let mut work_packages = vec![];
        for key in &keys {
            work_packages.extend(take(&mut found, key)?);
        }
        Ok(WorkPackagesPage { work_packages, next: more.as_ref().map(of).transpose()? })
    }
}
