"""The functions: one per package, built alike, told what they need and nothing else."""

from collections.abc import Iterator
from pathlib import Path

from rules import keys, rule
from stack import Stack, target

PACKAGES = Path(__file__).resolve().parents[3] / "functions"

# How browsers reach S3 follows from how this client, which signs their requests, addresses it.
S3_CLIENT = PACKAGES.parent / "shared" / "cloud" / "src" / "account.rs"
PATH_STYLE = "https://s3.${AWS::Region}.${AWS::URLSuffix}"
HOST_STYLE = "https://${QuarantineBucket.RegionalDomainName},https://${DocumentsBucket.RegionalDomainName}"

# setting -> what it refers to
SETTINGS = {
    "DEPLOYMENT": "AWS::StackName",
    "STATE_TABLE": "StateTable",
    "TRAIL_TABLE": "TrailTable",
    "QUARANTINE_BUCKET": "QuarantineBucket",
    "DOCUMENTS_BUCKET": "DocumentsBucket",
    "KMS_KEY_ID": "LinkKey",
    "PORTAL_ORIGIN": "PortalOrigin",
    "MAIL_FROM": "MailFrom",
    "MAIL_CONFIGURATION_SET": "MailConfigurationSet",
    "EVENT_BUS": "EventBus",
    "MALWARE_SCANNING": "MalwareScanning",
    "UPLOAD_WINDOW_SECONDS": "UploadWindowSeconds",
}
# Functions that hash passwords or send mail, and what the mapping Concurrency calls them.
FLOODED = {"Portal": "Portal", "CreateShare": "Passwords", "RevokeShare": "Passwords", "Notify": "Notify"}
TABLES = {"STATE_TABLE", "TRAIL_TABLE"}
PAGES = TABLES | {"PORTAL_ORIGIN"}
LINKS = PAGES | {"KMS_KEY_ID"}
BUCKETS = {"QUARANTINE_BUCKET", "DOCUMENTS_BUCKET"}
TOLD = {
    "Register": LINKS | BUCKETS | {"MALWARE_SCANNING", "UPLOAD_WINDOW_SECONDS"},
    "Activity": PAGES,
    "SweepExpired": TABLES,
    "CreateShare": LINKS,
    "RevokeShare": LINKS,
    "Portal": LINKS | {"UPLOAD_ORIGINS"},
    "CompleteTask": LINKS,
    "PresignUpload": LINKS | BUCKETS | {"MALWARE_SCANNING", "UPLOAD_WINDOW_SECONDS"},
    "Notify": LINKS | {"MAIL_FROM", "MAIL_CONFIGURATION_SET", "EVENT_BUS"},
    "Scan": TABLES | BUCKETS,
    "MailEvents": TABLES,
}


# Every kind of resource that these rules were written for.
KINDS = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::ApiMapping",
    "AWS::ApiGatewayV2::DomainName",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudFormation::Stack",
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBus",
    "AWS::Events::Rule",
    "AWS::GuardDuty::MalwareProtectionPlan",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
    "AWS::Lambda::Permission",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SES::EmailIdentity",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
}


@rule
def nothing_is_there_that_no_rule_looks_at(stack: Stack) -> Iterator[str]:
    for name, resource in stack.resources.items():
        if resource["Type"] not in KINDS:
            yield f"{name} is a {resource['Type']}: write a rule for it, then name its type here"


@rule
def every_package_is_deployed_once(stack: Stack) -> Iterator[str]:
    packages = sorted(manifest.parent.name for manifest in PACKAGES.glob("*/Cargo.toml"))
    built = sorted(stack.binary(name) or f"nothing, in {name}" for name in stack.functions)
    if packages != built:
        yield f"packages are {packages}, functions are built from {built}"


@rule
def functions_are_built_alike(stack: Stack) -> Iterator[str]:
    for name, properties in stack.functions.items():
        build = stack.resources[name].get("Metadata", {})
        if build.get("BuildMethod") != "rust-cargolambda":
            yield f"{name} is not built by cargo-lambda"
        if (properties.get("Runtime"), properties.get("Handler")) != ("provided.al2023", "bootstrap"):
            yield f"{name} does not run as bootstrap on provided.al2023"
        if properties.get("Architectures") != [{"Ref": "Architecture"}]:
            yield f"{name} does not follow the parameter Architecture"
        if properties.get("TracingConfig") != {"Mode": {"Ref": "Tracing"}}:
            yield f"{name} does not follow the parameter Tracing"


@rule
def callers_get_an_answer_in_time(stack: Stack) -> Iterator[str]:
    called = {name for name in stack.functions if stack.binary(name) in {r.function for r in stack.routes}}
    for name in sorted(called):
        if not 1 <= stack.functions[name].get("Timeout", 3) < 30:
            yield f"{name} may take longer than the 30 s after which API Gateway gives up"
    for name in ("Portal", "CreateShare", "RevokeShare"):
        if stack.functions.get(name, {}).get("MemorySize", 0) < 512:
            yield f"{name} hashes passwords, for which it has too little memory and so too little processor"


@rule
def a_flood_costs_only_so_much(stack: Stack) -> Iterator[str]:
    for name, share in FLOODED.items():
        set_aside = {"Fn::FindInMap": ["Concurrency", {"Ref": "Stage"}, share]}
        limit = {"Fn::If": ["LimitsConcurrency", set_aside, {"Ref": "AWS::NoValue"}]}
        if stack.functions.get(name, {}).get("ReservedConcurrentExecutions") != limit:
            yield f"{name} may run as often at once as the account allows"
    for stage, shares in stack.template["Mappings"]["Concurrency"].items():
        for share in set(FLOODED.values()) - {share for share, number in shares.items() if number or stage == "dev"}:
            yield f"{stage} lets no {share} run at all"


@rule
def functions_are_told_what_they_use(stack: Stack) -> Iterator[str]:
    for name, properties in stack.functions.items():
        variables = properties.get("Environment", {}).get("Variables", {})
        wanted = TOLD.get(name, set()) | {"DEPLOYMENT"}
        for setting in sorted(variables.keys() ^ wanted):
            yield f"{name} {'needs' if setting in wanted else 'has no use for'} {setting}"
        for setting, value in variables.items():
            if setting in SETTINGS and value != {"Ref": SETTINGS[setting]}:
                yield f"{name} has {target(value)} as {setting}"
    if {name for name, told in TOLD.items() if "KMS_KEY_ID" in told} != keys.HOLDERS:
        yield "the functions told of LinkKey are not those that may use it"


@rule
def pages_may_talk_to_the_buckets(stack: Stack) -> Iterator[str]:
    path_style = "force_path_style(|_| true)" in S3_CLIENT.read_text(encoding="utf-8")
    origins = {"Fn::Sub": PATH_STYLE if path_style else HOST_STYLE}
    told = stack.properties("Portal").get("Environment", {}).get("Variables", {}).get("UPLOAD_ORIGINS")
    if told != origins:
        yield f"Portal's pages may talk to {told}, but files go to {origins}"


@rule
def parameters_explain_and_guard_themselves(stack: Stack) -> Iterator[str]:
    for name, parameter in stack.template.get("Parameters", {}).items():
        if not parameter.get("Description"):
            yield f"{name} has no description"
        bounded = {"MinValue", "MaxValue"} <= parameter.keys()
        if not (parameter.get("AllowedValues") or parameter.get("AllowedPattern") or bounded):
            yield f"{name} takes anything"
        for value in parameter.get("AllowedValues", []):
            if isinstance(value, bool):
                yield f"{name} allows {value}, a word that YAML read as a truth value: quote it"
    scanning = stack.template.get("Parameters", {}).get("MalwareScanning", {})
    if (scanning.get("Default"), scanning.get("AllowedValues")) != ("off", ["on", "off"]):
        yield "MalwareScanning is not on or off, off by default"


@rule
def what_a_deployer_needs_is_put_out(stack: Stack) -> Iterator[str]:
    wanted = {"ApiUrl", "PortalUrl", "StateTable", "TrailTable", "QuarantineBucket", "DocumentsBucket", "EventBus"}
    for output in sorted(wanted - stack.template.get("Outputs", {}).keys()):
        yield f"there is no output {output}"
