//! What takes longer than a request: a run, or the files of a share, packed into one zip, step by step.
//!
//! The row of an export says how far it has come. Its stream invokes this when the row is new and each time that it has
//! moved. So a worker that is out of time leaves its place in the row and is invoked again, and one that was killed
//! begins at the place before. A step that is done twice comes to the same bytes.

mod build;
mod check;
mod error;
mod hash;
mod pace;
mod plan;
mod run;
mod share;
mod take;
mod zip;

use std::collections::BTreeSet;

use aws_lambda_events::dynamodb::{Event, EventRecord};
use serde_dynamo::AttributeValue;
use vestibule_cloud::{Store, Stored, contention::retry_when_overtaken, exports, packing::Packing};
use vestibule_domain::{
    Change,
    audit::Stamp,
    export::{Ending, Export, ExportEnded, ExportFailure, ExportOf, ExportStage},
    value::ExportId,
};
use vestibule_web::{
    request::Deadline,
    start::{Clock, Random, Start, StartError},
};

use error::Halt;
pub use error::JobError;
use pace::Pace;

/// What long work works with.
#[derive(Debug, Clone)]
pub struct Jobs {
    pub store: Store,
    pub packing: Packing,
    pub clock: Clock,
    pub random: Random,
}

impl Jobs {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        let (store, packing) = (start.store(), start.packing());
        let packing = packing?;
        Ok(Self { store: store.await?, packing, clock: start.clock.clone(), random: start.random.clone() })
    }

    /// Brings each export that the stream names as far as the time allows.
    pub async fn handle(&self, event: Event, deadline: Deadline) -> Result<(), JobError> {
        let exports: BTreeSet<_> = event.records.iter().filter_map(brought).collect();
        for export in exports {
            self.advance(export, Pace::until(deadline)).await?;
        }
        Ok(())
    }

    /// Each step ends with a write of the row, so the stream brings it again if the time was too short.
    async fn advance(&self, id: ExportId, mut pace: Pace) -> Result<(), JobError> {
        let Some(mut export) = self.store.export(id).await? else { return Ok(()) };
        while export.standing(self.clock.now()).is_going() && pace.has_time() {
            export = match self.step(&export, &mut pace).await {
                Ok(export) => export,
                // Another worker is at it, or was until now: what it wrote is brought to the next.
                Err(Halt::Overtaken) => return Ok(()),
                Err(Halt::Failed(reason)) => return self.fail(&export, reason).await,
                Err(Halt::Job(error)) => return Err(error),
            };
        }
        Ok(())
    }

    async fn step(&self, export: &Export, pace: &mut Pace) -> Result<Export, Halt> {
        match &export.stage {
            ExportStage::Waiting => self.take(export).await,
            ExportStage::Checking(place) => self.check(export, place.clone(), pace).await,
            ExportStage::Building(place) => self.build(export, place.clone(), pace).await,
            ExportStage::Ready { .. } | ExportStage::Failed { .. } => Ok(export.clone()),
        }
    }

    async fn fail(&self, export: &Export, reason: ExportFailure) -> Result<(), JobError> {
        tracing::error!(export = %export.id, ?reason, "an export has failed");
        // The row may have moved within the step.
        let Some(export) = self.store.export(export.id).await? else { return Ok(()) };
        self.end(&export, Ending::Failed(reason)).await.map(|_| ())
    }

    /// Commits the end of an export, as its run or its share stands then: guests go on with it meanwhile.
    async fn end(&self, export: &Export, ending: Ending) -> Result<Export, JobError> {
        retry_when_overtaken(Deadline::default(), &self.random, || async {
            match export.of {
                ExportOf::Run(run) => {
                    let run = self.store.run_state(run).await?.ok_or(JobError::NothingToPack)?;
                    self.commit(run.end_export(export, ending, &self.stamp())).await
                }
                ExportOf::Share(share) => {
                    let share = self.store.share(share).await?.ok_or(JobError::NothingToPack)?;
                    self.commit(share.end_export(export, ending, &self.stamp())).await
                }
            }
        })
        .await
    }

    async fn commit<H>(&self, change: Change<ExportEnded<H>>) -> Result<Export, JobError>
    where
        ExportEnded<H>: Stored,
    {
        self.store.commit(&change).await?;
        Ok(change.into_state().export)
    }

    fn stamp(&self) -> Stamp {
        Stamp::system("jobs", self.clock.now(), self.random.bits())
    }
}

/// The export whose row is new or has moved. The state table's stream tells keys only.
fn brought(record: &EventRecord) -> Option<ExportId> {
    let Some(AttributeValue::S(pk)) = record.change.keys.get("pk") else { return None };
    exports::id(pk).filter(|_| record.event_name != "REMOVE")
}
