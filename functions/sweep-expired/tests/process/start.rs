//! What keeps a function from starting is one line of the log and a code of failure.

use std::{error::Error, process::Output};

use serde_json::Value;

use crate::sweep_expired;

/// The one line that was written.
fn line(output: &Output) -> Result<Value, Box<dyn Error>> {
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(1), ""));
    let text = std::str::from_utf8(&output.stdout)?;
    assert_eq!(text.lines().count(), 1, "{text}");
    let mut line: Value = serde_json::from_str(text)?;
    assert!(line["timestamp"].take().is_string(), "{text}");
    assert_eq!((&line["level"], &line["message"]), (&"ERROR".into(), &"the function cannot start".into()));
    Ok(line)
}

#[test]
fn a_function_without_its_variables_names_them_and_exits() -> Result<(), Box<dyn Error>> {
    let variables = [("DEPLOYMENT", "vestibule"), ("TRAIL_TABLE", "trail"), ("AWS_REGION", "us-east-1")];
    let line = line(&sweep_expired(&variables).output()?)?;
    let told = "environment variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, STATE_TABLE are not set";
    assert_eq!(line["error"], told);
    Ok(())
}

#[test]
fn a_function_that_does_not_reach_aws_says_at_what_and_exits() -> Result<(), Box<dyn Error>> {
    let variables = [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
        ("STATE_TABLE", "state"),
        ("TRAIL_TABLE", "trail"),
    ];
    let line = line(&sweep_expired(&variables).output()?)?;
    let told = line["error"].as_str().ok_or("no error")?;
    assert!(told.starts_with("AWS does not give what is needed: GetItem failed: dispatch failure: "), "{told}");
    Ok(())
}
