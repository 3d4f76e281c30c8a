"""Tables and buckets: found again after a mistake, readable to nobody by accident, forgotten when due."""

from collections.abc import Iterator

import indexes
from rules import rule
from stack import Stack, target

# In milliseconds, from the parameter that functions get in seconds.
UPLOAD_WINDOW = {"Fn::Sub": "${UploadWindowSeconds}000"}


@rule
def tables_survive_mistakes(stack: Stack) -> Iterator[str]:
    for name, table in stack.of_type("AWS::DynamoDB::Table").items():
        if table.get("PointInTimeRecoverySpecification") != {"PointInTimeRecoveryEnabled": True}:
            yield f"{name} has no point-in-time recovery"
        if table.get("SSESpecification") != {"SSEEnabled": True, "SSEType": "KMS"}:
            yield f"{name} is not encrypted with a KMS key"
        if table.get("DeletionProtectionEnabled") is not True:
            yield f"{name} can be deleted"
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield f"{name} has a fixed capacity"


@rule
def data_outlives_the_stack(stack: Stack) -> Iterator[str]:
    for name, resource in stack.resources.items():
        if resource["Type"] in {"AWS::DynamoDB::Table", "AWS::S3::Bucket"}:
            for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                if resource.get(policy) != "Retain":
                    yield f"{name} has no {policy}: Retain"


@rule
def tables_have_the_keys_that_the_code_uses(stack: Stack) -> Iterator[str]:
    for name, wanted in indexes.of_source(stack.beside.sources["indexes"]).items():
        table = stack.properties(name)
        types = {a["AttributeName"]: a["AttributeType"] for a in table.get("AttributeDefinitions", [])}
        if (_keys(table), types.get("pk"), types.get("sk")) != (("pk", "sk"), "S", "S"):
            yield f"{name} is not keyed by the texts pk and sk"
        if not wanted:
            yield f"the source no longer reads so that the indexes of {name} are found in it"
        found = indexes.deployed(table)
        for index in sorted(found.keys() | wanted.keys()):
            if found.get(index) != wanted.get(index):
                yield f"{name} has the index {index} as {found.get(index)}, and the code uses it as {wanted.get(index)}"


@rule
def only_state_expires(stack: Stack) -> Iterator[str]:
    expiring = {"AttributeName": "ttl", "Enabled": True}
    if stack.properties("StateTable").get("TimeToLiveSpecification") != expiring:
        yield "StateTable does not let items expire by ttl"
    if "TimeToLiveSpecification" in stack.properties("TrailTable"):
        yield "TrailTable lets records expire"


@rule
def buckets_are_closed(stack: Stack) -> Iterator[str]:
    for name, bucket in stack.of_type("AWS::S3::Bucket").items():
        closed = bucket.get("PublicAccessBlockConfiguration", {})
        for switch in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"):
            if closed.get(switch) is not True:
                yield f"{name} lacks {switch}"
        if bucket.get("VersioningConfiguration") != {"Status": "Enabled"}:
            yield f"{name} keeps no versions"
        if not bucket.get("BucketEncryption"):
            yield f"{name} is not encrypted"
        if bucket.get("OwnershipControls") != {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}:
            yield f"{name} knows object ACLs"
        if not any(_refuses_plain_http(s, name) for s in _policy(stack, name)):
            yield f"{name} talks plain HTTP"


@rule
def presigned_links_age(stack: Stack) -> Iterator[str]:
    ages = {"QuarantineBucket": ("s3:PutObject", UPLOAD_WINDOW), "DocumentsBucket": ("s3:GetObject", "60000")}
    for name, (action, age) in ages.items():
        wanted = {
            "StringEquals": {"s3:authType": "REST-QUERY-STRING"},
            "NumericGreaterThan": {"s3:signatureAge": age},
        }
        if not any(
            s.get("Effect") == "Deny" and s.get("Action") == action and s.get("Condition") == wanted
            for s in _policy(stack, name)
        ):
            yield f"{name} takes a presigned {action} older than {target(age)} ms"


@rule
def files_are_forgotten_when_due(stack: Stack) -> Iterator[str]:
    quarantine, documents = _lifecycle(stack, "QuarantineBucket"), _lifecycle(stack, "DocumentsBucket")
    if not any(r.get("ExpirationInDays") == 7 for r in quarantine):
        yield "QuarantineBucket keeps files for longer than 7 days"
    forgotten = [r for r in documents if "ExpirationInDays" in r or "ExpirationDate" in r]
    if any(r.get("Prefix") != "exports/" for r in forgotten):
        yield "DocumentsBucket forgets documents"
    if [r.get("ExpirationInDays") for r in forgotten] != [7]:
        yield "DocumentsBucket does not keep exports for exactly 7 days"
    if any(r.get("NoncurrentVersionExpiration") != {"NoncurrentDays": 1} for r in forgotten):
        yield "DocumentsBucket keeps exports for longer than a day after they were forgotten"
    for name, rules, days in (("QuarantineBucket", quarantine, 7), ("DocumentsBucket", documents, 30)):
        if not any(r.get("NoncurrentVersionExpiration") == {"NoncurrentDays": days} for r in rules):
            yield f"{name} keeps replaced versions for longer than {days} days"
        if not any(r.get("AbortIncompleteMultipartUpload") == {"DaysAfterInitiation": 1} for r in rules):
            yield f"{name} keeps the parts of uploads that were given up"


@rule
def only_the_portal_uploads_from_a_browser(stack: Stack) -> Iterator[str]:
    rules = stack.properties("QuarantineBucket").get("CorsConfiguration", {}).get("CorsRules", [])
    if len(rules) != 1:
        yield "QuarantineBucket has not exactly one CORS rule"
    for cors in rules:
        if cors.get("AllowedOrigins") != [{"Ref": "PortalOrigin"}]:
            yield "QuarantineBucket answers other origins than the portal's"
        if cors.get("AllowedMethods") != ["PUT"]:
            yield "QuarantineBucket answers browsers that do not PUT"
        if "ETag" not in cors.get("ExposedHeaders", []):
            yield "QuarantineBucket does not show the ETag"
    if "CorsConfiguration" in stack.properties("DocumentsBucket"):
        yield "DocumentsBucket answers scripts"


def _keys(table: dict) -> tuple[str, ...]:
    return tuple(key["AttributeName"] for key in table.get("KeySchema", []))


def _policy(stack: Stack, bucket: str) -> list[dict]:
    return [
        statement
        for policy in stack.of_type("AWS::S3::BucketPolicy").values()
        if policy.get("Bucket") == {"Ref": bucket}
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def _refuses_plain_http(statement: dict, bucket: str) -> bool:
    whole = [{"Fn::GetAtt": [bucket, "Arn"]}, {"Fn::Sub": f"${{{bucket}.Arn}}/*"}]
    return (
        statement.get("Effect") == "Deny"
        and statement.get("Principal") == "*"
        and statement.get("Action") == "s3:*"
        and statement.get("Resource") == whole
        and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
    )


def _lifecycle(stack: Stack, bucket: str) -> list[dict]:
    rules = stack.properties(bucket).get("LifecycleConfiguration", {}).get("Rules", [])
    return [rule for rule in rules if rule.get("Status") == "Enabled"]
