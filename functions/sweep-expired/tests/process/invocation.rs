//! What one invocation writes: metrics on lines of their own, and one line for each part that went wrong.

use std::{error::Error, io::Read as _, process::Stdio};

use serde_json::{Value, json};

use crate::{
    aws::{Asked, Aws},
    sweep_expired,
};

/// Runs one invocation: what the function answered, and the lines that it wrote.
fn invoked(query: (u16, &'static str), deployment: &str) -> Result<(Asked, Vec<Value>), Box<dyn Error>> {
    let aws = Aws::start(query)?;
    let url = format!("http://{}", aws.address);
    let mut process = sweep_expired(&[
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_ENDPOINT_URL", &url),
        ("AWS_LAMBDA_RUNTIME_API", &aws.address),
        ("AWS_LAMBDA_FUNCTION_NAME", "sweep"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "group"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "stream"),
        ("STATE_TABLE", "state"),
        ("TRAIL_TABLE", "trail"),
        ("DEPLOYMENT", deployment),
    ]);
    let mut process = process.stdout(Stdio::piped()).spawn()?;
    let told = aws.told();
    process.kill()?;
    let mut written = String::new();
    process.stdout.take().ok_or("no output")?.read_to_string(&mut written)?;
    process.wait()?;
    let lines = written.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    Ok((told.ok_or_else(|| format!("no answer: {written}"))?, lines))
}

#[test]
fn a_metric_stands_on_a_line_of_its_own_beside_the_log() -> Result<(), Box<dyn Error>> {
    let (told, lines) = invoked((200, r#"{"Count":0,"Items":[],"ScannedCount":0}"#), "vestibule-test")?;
    assert!(told.line.contains("/invocation/one/response"), "{}", told.line);
    assert_eq!(told.body, r#"{"recorded":0,"redriven":0}"#);
    let metrics: Vec<_> = lines.iter().filter(|line| line["_aws"].is_object()).collect();
    assert_eq!((metrics.len(), lines.len()), (3, 4), "{lines:#?}");
    for (line, metric) in metrics.into_iter().zip(["MailsGivenUp", "OutboxWaiting", "SweepLag"]) {
        assert_eq!((&line["deployment"], &line[metric]), (&json!("vestibule-test"), &json!(0.0)));
    }
    assert_eq!(lines[3]["message"], "swept");
    Ok(())
}

#[test]
fn nothing_is_counted_for_a_deployment_without_a_name() -> Result<(), Box<dyn Error>> {
    let (_, lines) = invoked((200, r#"{"Count":0,"Items":[],"ScannedCount":0}"#), "")?;
    assert_eq!(lines.iter().map(|line| &line["message"]).collect::<Vec<_>>(), ["swept"]);
    Ok(())
}

#[test]
fn an_invocation_that_fails_says_of_each_part_the_operation_and_aws_s_code() -> Result<(), Box<dyn Error>> {
    let denied = r#"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"not authorized"}"#;
    let (told, lines) = invoked((400, denied), "vestibule-test")?;
    assert!(told.line.contains("/invocation/one/error"), "{}", told.line);
    assert_eq!(serde_json::from_str::<Value>(&told.body)?["errorMessage"], "Query failed");
    assert_eq!(lines.len(), 2, "{lines:#?}");
    let denied = "Query failed: AccessDeniedException: not authorized";
    assert_eq!((&lines[0]["level"], &lines[0]["error"]), (&json!("ERROR"), &json!(denied)));
    let message = format!("the invocation failed: {denied}");
    assert_eq!((&lines[1]["level"], &lines[1]["message"]), (&json!("ERROR"), &json!(message)));
    Ok(())
}
