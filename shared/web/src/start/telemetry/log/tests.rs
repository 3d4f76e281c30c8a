use crate::start::telemetry::captured::Log;

#[test]
fn no_level_brings_whole_requests_and_answers_into_the_log() {
    let log = Log::default();
    log.record(|| {
        tracing::trace!(target: "aws_smithy_runtime::client::orchestrator::http", response = "SECRET");
        tracing::debug!(target: "aws_smithy_runtime::client::retries", "will try again");
        tracing::trace!(target: "lambda_runtime::layers", request = "SECRET");
        tracing::debug!(target: "portal", "thinking");
    });
    let targets: Vec<_> = log.lines().iter().map(|line| line["target"].clone()).collect();
    assert_eq!(targets, ["aws_smithy_runtime::client::retries", "portal"]);
}
