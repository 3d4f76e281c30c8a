//! Arguments, variables and tables that are wrong: each is named, and AWS's refusals in one line.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use vestibule_local::Names;

use crate::operator::{FOUND, deployment, environment, rows, run, run_in};

fn words(arguments: &str) -> Vec<&str> {
    arguments.split_whitespace().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_argument_that_is_wrong_is_named_at_once() {
    let system = deployment().await;
    let wrong = "found --org .acme --name Acme --zone Mars/Olympus --project procurement --project a=A --project a=B \
        --admin ada --admin-email ada --admin-name Ada --as olivia";
    let ran = run(&system, wrong).await;
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    let flags: Vec<_> = ran.err.lines().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(flags, ["--org", "--zone", "--project", "--project", "--admin-email", "--as"], "{}", ran.err);
    assert!(ran.err.contains("\"Mars/Olympus\" is not a time zone"), "{}", ran.err);

    let ran = run(&system, "found --org acme").await;
    assert_eq!(ran.status, 2);
    for flag in ["--name", "--zone", "--project", "--admin", "--admin-email", "--admin-name", "--as"] {
        assert!(ran.err.contains(&format!("{flag} <")), "{flag}: {}", ran.err);
    }
    let ran =
        run(&system, "member add --org acme --sub bob --email bob --name Bob --role a=boss --role b --as bob").await;
    assert_eq!(ran.err.lines().count(), 4, "{}", ran.err);
    let roles = "--role \"boss\" is none of viewer, reviewer, initiator, document_controller, project_admin";
    assert!(ran.err.contains(roles), "{}", ran.err);
    assert!(rows(&system).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_variable_that_is_missing_is_named_at_once() {
    let ran = run_in(&[].into(), &words(FOUND)).await;
    assert_eq!(ran.status, 1);
    let named = "environment variables AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, STATE_TABLE, TRAIL_TABLE \
        are not set; --state-table and --trail-table name the tables, too";
    assert_eq!(ran.err, format!("vestibule: {named}\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn flags_name_the_tables_before_variables_do() {
    let system = deployment().await;
    let mut environment = environment(&system);
    environment.insert("STATE_TABLE", "other".into());
    environment.remove("TRAIL_TABLE");
    let mut arguments = words(FOUND);
    arguments.extend(["--state-table", Names::STATE, "--trail-table", Names::TRAIL]);
    let ran = run_in(&environment, &arguments).await;
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_is_not_there_is_told_with_operation_and_code() {
    let system = deployment().await;
    for (variable, operation) in [("STATE_TABLE", "GetItem"), ("TRAIL_TABLE", "DescribeTable")] {
        let mut environment = environment(&system);
        environment.insert(variable, "nowhere".into());
        let ran = run_in(&environment, &words(FOUND)).await;
        assert_eq!((ran.status, ran.err.lines().count()), (1, 1), "{}", ran.err);
        let expected = format!("{operation} failed: ResourceNotFoundException");
        assert!(ran.err.contains(&expected), "{}", ran.err);
    }
    assert!(rows(&system).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_that_are_mixed_up_are_refused_before_anything_is_written() {
    let system = deployment().await;
    let told = |state: &'static str, trail: &'static str| {
        let mut environment = environment(&system);
        environment.insert("STATE_TABLE", state.into());
        environment.insert("TRAIL_TABLE", trail.into());
        async move { run_in(&environment, &words(FOUND)).await }
    };
    for (state, trail, expected) in [
        (
            Names::TRAIL,
            Names::STATE,
            "vestibule-trail was named for state and vestibule-state for the trail: it is the other way round",
        ),
        (Names::TRAIL, Names::TRAIL, "vestibule-trail was named both for state and for the trail"),
        (Names::STATE, Names::STATE, "vestibule-state was named both for state and for the trail"),
    ] {
        let ran = told(state, trail).await;
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{state}, {trail}");
        assert_eq!(ran.err, format!("vestibule: {expected}; nothing was changed\n"));
    }
    assert!(rows(&system).await.is_empty());
}

/// A DynamoDB that refuses everybody.
async fn refusing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let body = r#"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: arn:aws:iam::1:user/ops is not authorized to perform: dynamodb:GetItem"}"#;
    let answer = format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    );
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = vec![0; 64 * 1024];
            if socket.read(&mut request).await.is_ok_and(|read| read > 0) {
                socket.write_all(answer.as_bytes()).await.ok();
            }
        }
    });
    format!("http://{address}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_denied_call_is_told_with_operation_and_code() {
    let system = deployment().await;
    let mut environment = environment(&system);
    environment.insert("AWS_ENDPOINT_URL_DYNAMODB", refusing().await);
    let ran = run_in(&environment, &words(FOUND)).await;
    assert_eq!((ran.status, ran.err.lines().count()), (1, 1), "{}", ran.err);
    assert!(ran.err.contains("GetItem failed: AccessDeniedException: User: arn:aws:iam::1:user/ops"), "{}", ran.err);
}
