//! What each function asks of AWS against what the template allows it: nothing less, and nothing more.

mod asked;
mod granted;
mod rare;

use std::collections::BTreeSet;

use vestibule_fixtures::lists;
use vestibule_tests::operations;

use crate::house::House;
use asked::Asked;

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// Allowed though no call names it, each with its reason.
const UNASKED: [&str; 5] = [
    // With it S3 answers 404 for an upload that never came; without it, 403.
    "PresignUpload s3:ListBucket QuarantineBucket",
    "Register s3:ListBucket QuarantineBucket",
    "Steps s3:ListBucket QuarantineBucket",
    "Jobs s3:ListBucket DocumentsBucket",
    // The configuration set is asked for together with the identity.
    "Notify ses:SendEmail configuration-set",
];

/// Routes that call nothing of AWS, and so are no operation.
const INERT: [&str; 3] = ["GET /assets/{file}", "GET /i", "GET /i/problem"];

/// Nobody notes here what an operation costs.
struct Unbilled<'a>(&'a House);

impl<'a> operations::Books<'a> for Unbilled<'a> {
    fn house(&self) -> &'a House {
        self.0
    }

    async fn note<T>(&mut self, _: &str, operation: impl Future<Output = T>) -> T {
        operation.await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_may_do_what_it_does_and_nothing_else() {
    let asked = Asked::default();
    let house = House::at_with(MONDAY, |options| asked.watch(options)).await;
    operations::every_operation(&mut Unbilled(&house)).await;
    // An extra one is to be done in tests/src/operations.
    lists::compare(house.unasked_routes(), INERT);
    rare::work(&house).await;
    rare::large(&house).await;
    rare::bounces(&house).await;
    rare::late_mails(&house).await;
    rare::broken_trails(&house).await;
    rare::step_mails(&house).await;
    let scanning = House::at_with(MONDAY, |options| {
        options.scanner = true;
        asked.watch(options);
    });
    rare::verdicts(&scanning.await).await;

    let asked: BTreeSet<_> = asked.take().into_iter().chain(UNASKED.map(str::to_owned)).collect();
    let granted = granted::everything();
    let refused: Vec<_> = asked.difference(&granted).collect();
    assert!(refused.is_empty(), "asked for, but not granted: {refused:#?}");
    let superfluous: Vec<_> = granted.difference(&asked).collect();
    assert!(superfluous.is_empty(), "granted, but never asked for: {superfluous:#?}");
}
