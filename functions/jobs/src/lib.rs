//! What takes longer than a request: a run packed into one zip, step by step.
//!
//! The row of an export says how far it has come. Its stream invokes this when the row is new and each time that it has
//! moved. So a worker that is out of time leaves its place in the row and is invoked again, and one that was killed
//! begins at the place before. A step that is done twice comes to the same bytes.

mod answers;
mod build;
mod check;
mod error;
mod hash;
mod pace;
mod plan;
mod take;
mod zip;

use std::collections::BTreeSet;

use aws_lambda_events::dynamodb::{Event, EventRecord};
use serde_dynamo::AttributeValue;
use vestibule_cloud::{Store, contention::retry_when_overtaken, exports, packing::Packing};
use vestibule_domain::{
    Change,
    audit::Stamp,
    run::{Export, ExportFailure, ExportMoved, ExportStage, RunState},
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
        while export.is_going(self.clock.now()) && pace.has_time() {
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
        self.end(&export, |run, stamp| run.export_failed(&export, reason, stamp)).await.map(|_| ())
    }

    /// Commits the end of an export, as the run stands then: guests go on with it meanwhile.
    async fn end(
        &self,
        export: &Export,
        change: impl Fn(&RunState, &Stamp) -> Change<ExportMoved>,
    ) -> Result<Export, JobError> {
        retry_when_overtaken(Deadline::default(), &self.random, || async {
            let run = self.store.run_state(export.run).await?.ok_or(JobError::NoSuchRun)?;
            let change = change(&run, &self.stamp());
            self.store.commit(&change).await?;
            Ok(change.into_state().export)
        })
        .await
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
