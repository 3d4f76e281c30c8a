use std::{error::Error, sync::Arc};

use http::Method;
use serde_json::Value;
use tower::ServiceExt as _;
use tracing_subscriber::layer::SubscriberExt as _;

use super::*;
use crate::{
    answer::problem::{Kind, Reason},
    door::routes::Routes,
    request::gateway::event::Event,
    start::{environment::Clock, telemetry::captured::Log},
};

/// What is written of what an act tells, on a clock that says 2026-11-23T12:00:00Z.
fn written(act: impl FnOnce()) -> Log {
    let log = Log::default();
    let to = log.clone();
    let clock = Clock::from_fn(Arc::new(|| at(1_795_435_200_000)));
    let emf = Emf::new("vestibule-prod", clock, move || to.clone()).layer();
    tracing::subscriber::with_default(tracing_subscriber::registry().with(emf), act);
    log
}

fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or_default()
}

fn record(kind: &str, verdict: Option<&str>) {
    tracing::info!(target: RECORDED, kind, verdict, at = 1_795_435_201_500_i64);
}

#[test]
fn a_record_is_one_line_of_the_embedded_metric_format_at_the_record_s_own_time() {
    let log = written(|| record("share.link_opened", None));
    insta::assert_snapshot!(log.text(), @r#"{"Records":1.0,"_aws":{"CloudWatchMetrics":[{"Dimensions":[["deployment","kind"]],"Metrics":[{"Name":"Records","Unit":"Count"}],"Namespace":"Vestibule"}],"Timestamp":1795435201500},"deployment":"vestibule-prod","kind":"share.link_opened","level":"INFO","timestamp":"2026-11-23T12:00:01.5Z"}"#);
}

#[test]
fn each_metric_has_its_unit_and_its_dimensions() {
    let log = written(|| {
        record("share.file_uploaded", Some("not_scanned"));
        record("share.file_rejected", None);
        // Reference files are no guests'.
        record("file.released", Some("clean"));
        refused(&Problem::new(Kind::NotFound, "there is no such thing"));
        refused(&Problem::gone(Reason::Exhausted));
        refused(&Problem::new(Kind::Conflict, "later"));
        mail_sent(at(0));
        sweep_lag(at(90_500), Some(at(30_250)));
        sweep_lag(at(90_500), None);
        outbox_age(at(1_000), at(4_000));
        outbox_waiting(at(90_500), Some(at(30_250)));
        mails_given_up(at(90_500), 3);
        tracing::info!(target: TAKEN, at = 90_500_i64);
    });
    let values = log.lines().into_iter().map(|mut line| {
        let directive = line["_aws"]["CloudWatchMetrics"][0].take();
        assert_eq!(directive["Namespace"], "Vestibule");
        let metric = &directive["Metrics"][0];
        let name = metric["Name"].as_str().unwrap_or_default();
        let dimensions = directive["Dimensions"][0].as_array().into_iter().flatten();
        let dimensions: Vec<_> =
            dimensions.filter_map(Value::as_str).map(|d| format!("{d}={}", line[d].as_str().unwrap_or("?"))).collect();
        format!("{name} {} {} {}", line[name], metric["Unit"].as_str().unwrap_or("?"), dimensions.join(" "))
    });
    insta::assert_snapshot!(values.collect::<Vec<_>>().join("\n"), @r"
    Records 1.0 Count deployment=vestibule-prod kind=share.file_uploaded
    Uploads 1.0 Count deployment=vestibule-prod verdict=not_scanned
    Records 1.0 Count deployment=vestibule-prod kind=share.file_rejected
    Uploads 1.0 Count deployment=vestibule-prod verdict=rejected
    Records 1.0 Count deployment=vestibule-prod kind=file.released
    Refusals 1.0 Count deployment=vestibule-prod problem=not_found
    Refusals 1.0 Count deployment=vestibule-prod problem=gone.exhausted
    Refusals 1.0 Count deployment=vestibule-prod problem=conflict
    MailsSent 1.0 Count deployment=vestibule-prod
    SweepLag 60.25 Seconds deployment=vestibule-prod
    SweepLag 0.0 Seconds deployment=vestibule-prod
    OutboxAge 0.0 Seconds deployment=vestibule-prod
    OutboxWaiting 60.25 Seconds deployment=vestibule-prod
    MailsGivenUp 3.0 Count deployment=vestibule-prod
    TrailTaken 1.0 Count deployment=vestibule-prod
    ");
}

#[tokio::test(flavor = "current_thread")]
async fn every_problem_of_a_route_is_counted_and_nothing_else() -> Result<(), Box<dyn Error>> {
    let router = Routes::new("portal")
        .guest(Method::GET, "/fine", async || "fine")
        .guest(Method::GET, "/gone", async || Problem::gone(Reason::Revoked))
        .into_sample_router(());
    let log = Log::default();
    let to = log.clone();
    let emf = Emf::new("test", Clock::system(), move || to.clone()).layer();
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(emf));
    for path in ["/fine", "/gone", "/nowhere"] {
        router.clone().oneshot(Event::new("GET", path).request()?).await?;
    }
    let counted: Vec<_> = log.lines().into_iter().map(|line| line["problem"].clone()).collect();
    assert_eq!(counted, ["gone.revoked"], "nobody of ours asks for what is nowhere");
    Ok(())
}

#[test]
fn what_is_counted_is_not_logged_and_what_is_logged_is_not_counted() {
    let log = Log::default();
    log.record(|| record("share.link_opened", None));
    assert_eq!(log.text(), "");
    assert_eq!(written(|| tracing::error!(kind = "share.link_opened", "told")).text(), "");
}

#[test]
fn a_log_that_shows_errors_only_keeps_the_metrics() {
    let (log, metrics) = (Log::default(), Log::default());
    let to = metrics.clone();
    let emf = Emf::new("test", Clock::system(), move || to.clone()).layer();
    let (to, silent) = (log.clone(), "error");
    let both =
        tracing_subscriber::registry().with(emf).with(crate::start::telemetry::log::lines(silent, move || to.clone()));
    tracing::subscriber::with_default(both, || {
        tracing::info!("not shown");
        record("share.revoked", None);
        tracing::error!("shown");
    });
    assert_eq!((metrics.lines().len(), log.lines().len()), (1, 1));
}
