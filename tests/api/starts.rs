//! How functions start: each with exactly the variables that the template gives it, and where anything is wrong, not
//! at all, with one line that names it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use serde_yaml_ng::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use vestibule_local::{Names, try_start};
use vestibule_web::start::{Settings, Start};

use crate::{house::House, template};

type Environment = BTreeMap<String, String>;

/// What a function can do without. The lists of origins and the configuration set are for some deployments only;
/// the deployment's name is for the metrics.
const OPTIONAL: [&str; 4] = ["DEPLOYMENT", "MAIL_CONFIGURATION_SET", "TOKEN_TYPE", "UPLOAD_ORIGINS"];

/// Assembles a function as its `main` does, and tells which variables it asked for. The error is the line that its log
/// would have.
async fn start_with(function: &str, environment: &Environment) -> (Result<(), String>, BTreeSet<String>) {
    let asked = Arc::new(Mutex::new(BTreeSet::new()));
    let (noted, variables) = (Arc::clone(&asked), environment.clone());
    let settings = Settings::from_fn(move |name| {
        noted.lock().unwrap().insert(name.to_owned());
        variables.get(name).cloned()
    });
    let start = Start::from_settings(settings);
    let started = try_start(function, &start).await.unwrap_or_else(|| panic!("nothing is known of {function}"));
    let started = started.map_err(|error| error.told(&start.settings));
    let asked = asked.lock().unwrap().clone();
    (started, asked)
}

/// Each function with the variables that the template gives it.
fn deployed() -> Vec<(String, BTreeSet<String>)> {
    let names = |environment: &Value| {
        let variables = environment["Variables"].as_mapping().into_iter().flatten();
        variables.map(|(name, _)| name.as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    let all = names(&template::template()["Globals"]["Function"]["Environment"]);
    let functions = template::functions().into_iter().map(|(_, function)| {
        let binary = function["Metadata"]["BuildProperties"]["Binary"].as_str().unwrap().to_owned();
        (binary, &names(&function["Properties"]["Environment"]) | &all)
    });
    functions.collect()
}

/// What Lambda itself sets, here leading to the embedded cloud.
fn lambda(house: &House) -> Environment {
    let endpoints = house.system.cloud.endpoints();
    let variables = [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_ENDPOINT_URL", &endpoints.services),
        ("AWS_ENDPOINT_URL_DYNAMODB", &endpoints.dynamodb),
        ("AWS_ENDPOINT_URL_S3", &endpoints.s3),
    ];
    variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// Values that work for all that the template gives.
fn environment(house: &House, given: &BTreeSet<String>) -> Environment {
    let value = |name: &str| match name {
        "STATE_TABLE" => Names::STATE,
        "TRAIL_TABLE" => Names::TRAIL,
        "KMS_KEY_ID" => Names::KMS_KEY,
        "QUARANTINE_BUCKET" => Names::QUARANTINE,
        "DOCUMENTS_BUCKET" => Names::DOCUMENTS,
        "MAIL_FROM" => Names::MAIL_FROM,
        "EVENT_BUS" => Names::BUS,
        "PORTAL_ORIGIN" | "UPLOAD_ORIGINS" => "https://portal.example",
        "MALWARE_SCANNING" => "off",
        "UPLOAD_WINDOW_SECONDS" => "60",
        "TOKEN_TYPE" => "any",
        "MAIL_CONFIGURATION_SET" | "DEPLOYMENT" => "vestibule",
        other => panic!("{other} is new: say here what it may be"),
    };
    lambda(house).into_iter().chain(given.iter().map(|name| (name.clone(), value(name).to_owned()))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_function_reads_the_variables_that_the_template_gives_it_and_starts() {
    let house = House::open().await;
    for (function, given) in deployed() {
        let (started, asked) = start_with(&function, &environment(&house, &given)).await;
        assert_eq!(started, Ok(()), "{function}");
        let ours = asked.into_iter().filter(|name| !name.starts_with("AWS_"));
        // The log asks for the deployment's name before the function is there; only pages need to know of uploads, and
        // only staff's functions of tokens.
        let known = ["DEPLOYMENT", "TOKEN_TYPE", "UPLOAD_ORIGINS"].map(str::to_owned).into();
        let ours: BTreeSet<_> = ours.collect();
        assert_eq!(&ours | &known, &given | &known, "{function} reads, the template gives");
        assert!(given.contains("DEPLOYMENT") && (function != "portal" || given.contains("UPLOAD_ORIGINS")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_variable_that_is_missing_is_named() {
    let house = House::open().await;
    for (function, given) in deployed() {
        let whole = environment(&house, &given);
        let lambdas = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map(str::to_owned);
        for name in given.iter().chain(&lambdas) {
            for value in [None, Some(String::new())] {
                let mut environment = whole.clone();
                environment.remove(name);
                environment.extend(value.map(|value| (name.clone(), value)));
                let (started, _) = start_with(&function, &environment).await;
                let expected = if OPTIONAL.contains(&name.as_str()) {
                    Ok(())
                } else {
                    Err(format!("environment variable {name} is not set"))
                };
                assert_eq!(started, expected, "{function} without {name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_are_missing_are_named_at_once() {
    for (function, given) in deployed() {
        let (started, _) = start_with(&function, &Environment::new()).await;
        let line = started.unwrap_err();
        let names = line.strip_prefix("environment variables ").and_then(|l| l.strip_suffix(" are not set"));
        let named: BTreeSet<_> = names.unwrap_or_else(|| panic!("{function}: {line}")).split(", ").collect();
        let expected = given.iter().map(String::as_str).filter(|name| !OPTIONAL.contains(name));
        let expected = expected.chain(["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]).collect();
        assert_eq!(named, expected, "{function}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_cannot_be_is_told_by_its_name_and_without_itself() {
    let house = House::open().await;
    for (function, given) in deployed() {
        for (name, told) in [
            ("PORTAL_ORIGIN", "must be an origin such as https://portal.example.com"),
            ("UPLOAD_ORIGINS", "must be an origin such as https://portal.example.com, or several of them"),
            ("MALWARE_SCANNING", "must be on or off"),
            ("TOKEN_TYPE", "must be any or at+jwt"),
            ("UPLOAD_WINDOW_SECONDS", "must be a number of seconds, of a week at most"),
        ] {
            let mut environment = environment(&house, &given);
            if environment.insert(name.to_owned(), "ftp://hunter2".to_owned()).is_some() {
                let (started, _) = start_with(&function, &environment).await;
                assert_eq!(started, Err(format!("environment variable {name} {told}")), "{function}");
            }
        }
    }
}

/// Answers every request as AWS does whose role may not do it.
async fn denying() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let body = r#"{"__type":"AccessDeniedException","Message":"User is not authorized to perform this"}"#;
            let head = format!("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: {}", body.len());
            if socket.read(&mut [0; 4096]).await.is_ok_and(|read| read > 0) {
                socket.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).await.ok();
            }
        }
    });
    format!("http://{address}")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_aws_withholds_at_the_start_is_told_by_operation_and_code() {
    let house = House::open().await;
    let (_, given) = deployed().into_iter().find(|(function, _)| function == "portal").unwrap();
    let told = async |name: &str, value: &str| {
        let mut environment = environment(&house, &given);
        environment.insert(name.to_owned(), value.to_owned());
        start_with("portal", &environment).await.0.unwrap_err()
    };
    let begins = |line: &str, expected: &str| {
        let expected = format!("AWS does not give what is needed: {expected}");
        assert!(line.starts_with(&expected), "{line}");
        assert!(!line.contains('\n') && line.len() < 400, "{line}");
    };
    begins(&told("STATE_TABLE", "no-such-table").await, "GetItem failed: ResourceNotFoundException: ");
    let nowhere = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    begins(&told("AWS_ENDPOINT_URL_KMS", &format!("http://{nowhere}")).await, "GenerateMac failed: dispatch failure");
    let denying = denying().await;
    let denied = "AccessDeniedException: User is not authorized to perform this";
    begins(&told("AWS_ENDPOINT_URL_KMS", &denying).await, &format!("GenerateMac failed: {denied}"));
    begins(&told("AWS_ENDPOINT_URL_DYNAMODB", &denying).await, &format!("GetItem failed: {denied}"));
    house.system.cloud.kms().refuse(true);
    begins(&told("AWS_REGION", "us-east-1").await, "GenerateMac failed: KMSInternalException");
}
