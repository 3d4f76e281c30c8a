//! `WPK#…`: a work package. The documents that are filed under it stand in a list of theirs.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    value::{Coded, Digest, HostCode, Line, OrgSlug, ProjectSlug, RegisterNumber, WorkPackageId},
    work_package::{WorkPackage, WorkPackageDetails, WorkPackageStatus},
};

use super::{Row, form};
use crate::{error::RowError, keys::Key, register_list::work_packages};

#[derive(Serialize, Deserialize)]
pub(crate) struct WorkPackageRow {
    id: WorkPackageId,
    org: OrgSlug,
    project: ProjectSlug,
    number: RegisterNumber,
    title: Line<300>,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<HostCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    type_title: Option<Line<80>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    discipline: Option<HostCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    discipline_title: Option<Line<80>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    responsible: Option<Line<120>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<Date>,
    status: WorkPackageStatus,
    creator: String,
    changer: String,
    #[serde(with = "form::millis")]
    at: Timestamp,
    #[serde(with = "form::millis")]
    changed: Timestamp,
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
    /// Its place in the list of its project.
    register: String,
    entry: String,
}

impl Row for WorkPackage {
    type Stored = WorkPackageRow;

    fn from_row(_: &Key, row: WorkPackageRow, version: u64) -> Result<Self, RowError> {
        let coded = |code: Option<HostCode>, title| code.map(|code| Coded { code, title });
        Ok(Self {
            id: row.id,
            org: row.org,
            project: row.project,
            number: row.number,
            details: WorkPackageDetails {
                title: row.title,
                kind: coded(row.kind, row.type_title),
                discipline: coded(row.discipline, row.discipline_title),
                responsible: row.responsible,
                target: row.target,
                status: row.status,
            },
            creator: row.creator,
            changer: row.changer,
            created_at: row.at,
            changed_at: row.changed,
            head: Head { seq: row.seq, hash: Digest::from_bytes(row.head) },
            version,
        })
    }

    fn to_row(&self) -> WorkPackageRow {
        let WorkPackageDetails { title, kind, discipline, responsible, target, status } = self.details.clone();
        let parts = |coded: Option<Coded>| coded.map_or((None, None), |coded| (Some(coded.code), coded.title));
        let ((kind, type_title), (discipline, discipline_title)) = (parts(kind), parts(discipline));
        WorkPackageRow {
            id: self.id,
            org: self.org.clone(),
            project: self.project.clone(),
            number: self.number.clone(),
            title,
            kind,
            type_title,
            discipline,
            discipline_title,
            responsible,
            target,
            status,
            creator: self.creator.clone(),
            changer: self.changer.clone(),
            at: self.created_at,
            changed: self.changed_at,
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
            register: work_packages(self.list()),
            entry: self.number.folded(),
        }
    }
}
