//! A deployment without an org, the one who runs the program on it, and the people who then sign in.

use std::{
    collections::{BTreeMap, HashMap},
    process::Stdio,
};

use aws_sdk_dynamodb::types::AttributeValue;
use embedded_cloud::Person;
use serde_json::Value;
use tokio::process::Command;
use vestibule_domain::{
    audit::{Chain, Personal, Record, TrailId},
    value::OrgSlug,
};
use vestibule_local::{Names, System, SystemOptions};
use vestibule_web::start::Clock;

pub(crate) const FOUND: &str = "found --org acme --name Acme --zone America/Sao_Paulo --project procurement=Procurement \
    --admin ada --admin-email ada@acme.example --admin-name Ada --as olivia@ops.example";

/// What each command says in the end.
pub(crate) const WHERE: &str = "State is in vestibule-state, the trail in vestibule-trail.";

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) async fn deployment() -> System {
    let person = |sub: &str| Person { sub: sub.into(), name: sub.into(), email: format!("{sub}@acme.example") };
    let people = ["ada", "bob"].map(person).to_vec();
    System::start(SystemOptions { people, ..SystemOptions::in_memory(Clock::system()) }).await.unwrap()
}

/// What the environment of an operator holds.
pub(crate) fn environment(system: &System) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_ENDPOINT_URL_DYNAMODB", system.cloud.endpoints().dynamodb.clone()),
        ("STATE_TABLE", Names::STATE.to_owned()),
        ("TRAIL_TABLE", Names::TRAIL.to_owned()),
    ])
}

/// Runs it with words between spaces.
pub(crate) async fn run(system: &System, arguments: &str) -> Ran {
    run_in(&environment(system), &arguments.split_whitespace().collect::<Vec<_>>()).await
}

pub(crate) async fn run_in(environment: &BTreeMap<&'static str, String>, arguments: &[&str]) -> Ran {
    let output = program(environment, arguments).output().await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs it for nobody who reads what it prints. Its status.
pub(crate) async fn run_unread(system: &System, arguments: &str) -> i32 {
    let arguments: Vec<_> = arguments.split_whitespace().collect();
    let mut running = program(&environment(system), &arguments).stdout(Stdio::piped()).spawn().unwrap();
    drop(running.stdout.take());
    running.wait().await.unwrap().code().unwrap()
}

fn program(environment: &BTreeMap<&'static str, String>, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    program.args(arguments).env_clear().envs(environment).stdin(Stdio::null());
    program
}

/// A request to the API in somebody's name: status and body.
pub(crate) async fn call(system: &System, sub: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let request = reqwest::Client::new().request(method.parse().unwrap(), format!("{}{path}", system.origin));
    let token = system.cloud.issuer().token(sub).unwrap();
    let answer = request.bearer_auth(token).json(body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

/// Kind and actor of each record of the org's trail, which verifies, and name and address that stand beside it.
pub(crate) async fn trail(system: &System, org: &str) -> Vec<(String, Value, [String; 2])> {
    let slug: OrgSlug = org.parse().unwrap();
    let head = system.store().org(&slug).await.unwrap().unwrap().head;
    let id = TrailId(format!("org/{org}"));
    let rows = system.store().trail(&id, 0).await.unwrap().records;
    assert_eq!(Chain::verify(&id, head, &rows), Ok(()));
    let told = |(record, _, personal): &(Record, _, Option<Personal>)| {
        let (record, personal) = (record.to_json(), personal.as_ref().unwrap().to_json());
        let person = ["name", "email"].map(|detail| personal[detail].as_str().unwrap().to_owned());
        assert!(!person.iter().any(|detail| record.to_string().contains(detail)), "{record}");
        (record["kind"].as_str().unwrap().to_owned(), record["actor"].clone(), person)
    };
    rows.iter().map(told).collect()
}

/// Everything that lies in both tables, in the order of their keys.
pub(crate) async fn rows(system: &System) -> Vec<HashMap<String, AttributeValue>> {
    let mut rows = Vec::new();
    for table in [Names::STATE, Names::TRAIL] {
        let page = system.account.dynamodb().scan().table_name(table).send().await.unwrap();
        rows.extend(page.items.unwrap_or_default());
    }
    rows.sort_by_key(|row| ["pk", "sk"].map(|key| row[key].as_s().unwrap().clone()));
    rows
}
