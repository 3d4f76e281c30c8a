"""The functions: one per package, built alike, told what they need and nothing else."""

from collections.abc import Iterator
from pathlib import Path

from rights import HASHES_PASSWORDS, SET_ASIDE
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
    "TOKEN_TYPE": "JwtTokenType",
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
def functions_and_logs_bear_the_package_s_name(stack: Stack) -> Iterator[str]:
    for name, properties in stack.functions.items():
        package = stack.binary(name) or ""
        if name != "".join(word.capitalize() for word in package.split("-")):
            yield f"{name} is not named after its package, {package}"
        log = stack.properties(target(properties.get("LoggingConfig", {}).get("LogGroup")))
        if log.get("LogGroupName") != {"Fn::Sub": f"/aws/lambda/${{AWS::StackName}}/{package}"}:
            yield f"{name} does not log where the runbook looks, /aws/lambda/STACK/{package}"


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
    for name in sorted(HASHES_PASSWORDS):
        if stack.functions.get(name, {}).get("MemorySize", 0) < 512:
            yield f"{name} hashes passwords, for which it has too little memory and so too little processor"


@rule
def a_flood_costs_only_so_much(stack: Stack) -> Iterator[str]:
    for name, share in SET_ASIDE.items():
        set_aside = {"Fn::FindInMap": ["Concurrency", {"Ref": "Stage"}, share]}
        limit = {"Fn::If": ["LimitsConcurrency", set_aside, {"Ref": "AWS::NoValue"}]}
        if stack.functions.get(name, {}).get("ReservedConcurrentExecutions") != limit:
            yield f"{name} may run as often at once as the account allows"
    for stage, shares in stack.template["Mappings"]["Concurrency"].items():
        for share in set(SET_ASIDE.values()) - {share for share, number in shares.items() if number or stage == "dev"}:
            yield f"{stage} lets no {share} run at all"


@rule
def functions_are_told_what_they_use(stack: Stack) -> Iterator[str]:
    for name, properties in stack.functions.items():
        variables = properties.get("Environment", {}).get("Variables", {})
        wanted = _wanted(stack, name)
        for setting in sorted(variables.keys() ^ wanted):
            yield f"{name} {'needs' if setting in wanted else 'has no use for'} {setting}"
        for setting, value in variables.items():
            if setting in SETTINGS and value != {"Ref": SETTINGS[setting]}:
                yield f"{name} has {target(value)} as {setting}"


@rule
def pages_may_talk_to_the_buckets(stack: Stack) -> Iterator[str]:
    path_style = "force_path_style(|_| true)" in S3_CLIENT.read_text(encoding="utf-8")
    origins = {"Fn::Sub": PATH_STYLE if path_style else HOST_STYLE}
    for name in filter(lambda function: _shows_work(stack, function), stack.functions):
        told = stack.functions[name].get("Environment", {}).get("Variables", {}).get("UPLOAD_ORIGINS")
        if told != origins:
            yield f"{name}'s pages may talk to {told}, but files go to {origins}"


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


def _wanted(stack: Stack, function: str) -> set[str]:
    """The variables that a function needs, by what its role allows and by who calls it."""
    called, mails = bool(stack.routes_of(function)), stack.does(function, "ses:SendEmail")
    uploads = called and stack.does(function, "s3:PutObject", "QuarantineBucket")
    releases = stack.does(function, "s3:PutObject", "DocumentsBucket.Arn/tasks") or stack.does(
        function, "s3:PutObject", "DocumentsBucket.Arn/references"
    )
    packs = stack.does(function, "s3:ListMultipartUploadParts", "DocumentsBucket")
    needs = {
        "DEPLOYMENT": True,
        "STATE_TABLE": True,
        "TRAIL_TABLE": True,
        "TOKEN_TYPE": any(route.path.startswith("/v1/") for route in stack.routes_of(function)),
        # For links, and to tell requests of other origins.
        "PORTAL_ORIGIN": called or mails,
        "UPLOAD_ORIGINS": _shows_work(stack, function),
        "KMS_KEY_ID": keys.uses_key(stack, function),
        "QUARANTINE_BUCKET": uploads or releases,
        "DOCUMENTS_BUCKET": uploads or releases or packs,
        "UPLOAD_WINDOW_SECONDS": uploads,
        "MALWARE_SCANNING": called and releases,
        "MAIL_FROM": mails,
        "MAIL_CONFIGURATION_SET": mails,
        "EVENT_BUS": stack.does(function, "events:PutEvents"),
    }
    return {setting for setting, needed in needs.items() if needed}


def _shows_work(stack: Stack, function: str) -> bool:
    """Whether it sends the pages from which guests send files."""
    return "/p/{share}" in {route.path for route in stack.routes_of(function)}
