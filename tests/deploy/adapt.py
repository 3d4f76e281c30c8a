"""Everything in which the emulator is made to differ from ministack as it is: it becomes stricter, never laxer.

The template is deployed as SAM transforms it; nothing of it is changed for the emulator's sake. What is adapted is
the emulator, from outside, in its own process (see `launcher.py`). `ADAPTATIONS` at the end gives the reasons.
"""

import inspect
import json
import os
from collections.abc import Callable

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import apigateway, dynamodb, eventbridge, lambda_svc, ses_v2
from ministack.services.cloudformation import provisioners

import leading_keys
import s3_context


class Addressed(str):
    """The ARN of a table, with the partition keys that one item of a transaction touches."""

    keys: list[str] | None = None


def leading_keys_are_known() -> None:
    context_of, checks_of, enforce = (
        iam_actions.dynamodb_service_context,
        iam_actions.dynamodb_transaction_checks,
        iam_evaluator.enforce,
    )

    def keys(request: dict, table: str) -> list[str] | None:
        found = dynamodb._tables.get(table.rsplit("/", 1)[-1])
        return leading_keys.of_request(request, leading_keys.schema(found)) if found else None

    def context(body: bytes) -> dict:
        request = _json(body)
        touched = [keys(request, request["TableName"])] if request.get("TableName") else []
        touched += [keys(asked, table) for table, asked in _object(request.get("RequestItems")).items()]
        flat = [key for some in touched for key in some or []]
        return {**context_of(body), **({"dynamodb:LeadingKeys": flat} if flat else {})}

    def checks(action: str, body: bytes, region: str, account: str) -> list[tuple[str, str]]:
        members = [detail for item in _json(body).get("TransactItems") or [] for detail in item.values()]
        found = []
        for (item_action, arn), detail in zip(checks_of(action, body, region, account), members, strict=True):
            addressed = Addressed(arn)
            addressed.keys = keys(detail, detail["TableName"])
            found.append((item_action, addressed))
        return found

    def enforced(key, action, service, region, resource_arn="*", service_context=None):
        if isinstance(resource_arn, Addressed) and resource_arn.keys:
            service_context = {**(service_context or {}), "dynamodb:LeadingKeys": resource_arn.keys}
        return enforce(key, action, service, region, resource_arn=resource_arn, service_context=service_context)

    iam_actions.dynamodb_service_context = context
    iam_actions.dynamodb_transaction_checks = checks
    iam_evaluator.enforce = enforced


def mail_is_checked_by_identity_and_configuration_set() -> None:
    check = app._enforce_ses_v2

    def checked(method, path, headers, body, query, request_id):
        if method != "POST" or path.rstrip("/") != "/v2/email/outbound-emails":
            return check(method, path, headers, body, query, request_id)
        mail, region = _json(body), app.extract_region(headers, query)
        arn = f"arn:aws:ses:{region}:{get_account_id()}:"
        sender = mail.get("FromEmailAddress") or ""
        known = [name for name in (sender, sender.rpartition("@")[2]) if name in ses_v2._identities]
        resources = [f"{arn}identity/{(known or [sender])[0]}"]
        if mail.get("ConfigurationSetName"):
            resources.append(f"{arn}configuration-set/{mail['ConfigurationSetName']}")
        recipients = [one for kind in _object(mail.get("Destination")).values() for one in kind]
        context = {"ses:FromAddress": sender, "ses:Recipients": recipients, "ses:ApiVersion": "2"}
        _write_down("MAILS", mail)
        for resource in resources:
            denied = app._enforce_data_plane(
                "sesv2", "ses:SendEmail", headers, query, request_id,
                resource_arn=resource, named_resource=resource, service_context=context,
            )
            if denied:
                return denied
        return None

    app._enforce_ses_v2 = checked


def presigned_urls_have_an_age() -> None:
    context_of = iam_actions.s3_service_context

    def context(action: str, query: dict | None, path: str = "", headers: dict | None = None) -> dict:
        return {**context_of(action, query, path, headers), **s3_context.of_signature(query or {}, headers or {})}

    iam_actions.s3_service_context = context


def missing_objects_are_secret() -> None:
    serve = app.SERVICE_HANDLERS["s3"]

    async def served(method, path, headers, body, query):
        answer = await serve(method, path, headers, body, query)
        bucket, _, key = path.lstrip("/").partition("/")
        if method in ("GET", "HEAD") and key and answer[0] == 404:
            denied = app._enforce_data_plane(
                "s3", "s3:ListBucket", headers, query, "", resource_arn=f"arn:aws:s3:::{bucket}"
            )
            return denied or answer
        return answer

    app.SERVICE_HANDLERS["s3"] = served


def apis_are_imported_from_their_body() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]
    create = handlers["create"]

    def created(logical_id: str, props: dict, stack: str) -> tuple:
        api, attributes = create(logical_id, props, stack)
        body = props.get("Body") or {}
        authorizers = {}
        for name, scheme in (body.get("components", {}).get("securitySchemes") or {}).items():
            stated = scheme["x-amazon-apigateway-authorizer"]
            jwt = stated["jwtConfiguration"]
            authorizers[name], _ = provisioners._apigw_v2_authorizer_create(name, {
                "ApiId": api, "Name": name, "AuthorizerType": stated["type"].upper(),
                "IdentitySource": [stated["identitySource"]],
                "JwtConfiguration": {"Issuer": jwt["issuer"], "Audience": jwt["audience"]},
            }, stack)
        for path, methods in (body.get("paths") or {}).items():
            for method, operation in methods.items():
                stated = operation["x-amazon-apigateway-integration"]
                target, _ = provisioners._apigw_v2_integration_create("", {
                    "ApiId": api, "IntegrationType": stated["type"].upper(), "IntegrationUri": stated["uri"],
                    "IntegrationMethod": stated["httpMethod"], "PayloadFormatVersion": stated["payloadFormatVersion"],
                }, stack)
                named = next((name for one in operation.get("security", []) for name in one if name != "NONE"), None)
                secured = {"AuthorizationType": "JWT", "AuthorizerId": authorizers[named]} if named else {}
                key = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
                provisioners._apigw_v2_route_create("", {
                    "ApiId": api, "RouteKey": f"{key} {path}", "Target": f"integrations/{target}", **secured,
                }, stack)
        return api, attributes

    handlers["create"] = created


def half_delivered_batches_come_again() -> None:
    execute = lambda_svc._execute_function

    def executed(function: dict, event: dict) -> dict:
        result = execute(function, event)
        polled = any(frame.function == "_poll_dynamodb_streams" for frame in inspect.stack(context=0)[1:4])
        failures = _object(result.get("body")).get("batchItemFailures") if polled else None
        return {**result, "error": True} if failures else result

    lambda_svc._execute_function = executed


def rules_invoke_asynchronously() -> None:
    def dispatch(arn: str, payload: str) -> None:
        function, config, _ = lambda_svc._get_func_record_for_ref(arn)
        if function and config:
            lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), json.loads(payload))

    eventbridge._dispatch_to_lambda = dispatch


def failures_leave_by_the_functions_role() -> None:
    route = lambda_svc._route_async_failure

    def routed(target: str, name: str, event: dict, result: dict) -> None:
        if _may(lambda_svc._functions[name]["config"]["Role"], ["sqs:SendMessage"], target):
            route(target, name, event, result)

    lambda_svc._route_async_failure = routed


def streams_are_read_by_the_functions_role() -> None:
    read = dynamodb.stream_records_since

    def records(table: str, position: int, limit: int, **scope: str) -> list[dict]:
        stream = dynamodb._tables[table]["LatestStreamArn"]
        readers = [one["FunctionName"] for one in lambda_svc._esms.values() if one.get("EventSourceArn") == stream]
        roles = [lambda_svc._functions[name]["config"]["Role"] for name in readers]
        asked = [f"dynamodb:{act}" for act in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")]
        return read(table, position, limit, **scope) if all(_may(role, asked, stream) for role in roles) else []

    dynamodb.stream_records_since = records


def the_issuer_is_found_on_loopback() -> None:
    fetch = apigateway._urlopen_async
    issuer, stand_in = os.environ["ISSUER"], os.environ["ISSUER_AT"]

    async def fetched(request, timeout):
        if isinstance(request, str) and request.startswith(issuer):
            request = stand_in + request.removeprefix(issuer)
        return await fetch(request, timeout)

    apigateway._urlopen_async = fetched


def the_root_speaks_for_aws() -> None:
    put = eventbridge._put_events

    def put_events(data: dict, allow_aws_source: bool = False) -> tuple:
        return put(data, allow_aws_source or iam_evaluator.caller_arn().endswith(":root"))

    eventbridge._put_events = put_events


def denials_are_written_down() -> None:
    enforce = iam_evaluator.enforce

    def enforced(key, action, service, region, resource_arn="*", service_context=None):
        denied = enforce(key, action, service, region, resource_arn=resource_arn, service_context=service_context)
        if isinstance(denied, iam_evaluator.EvalResult):
            keys = (service_context or {}).get("dynamodb:LeadingKeys") or getattr(resource_arn, "keys", None)
            told = {"principal": denied.principal_arn, "action": action, "resource": resource_arn, "keys": keys}
            _write_down("DENIALS", told)
        return denied

    iam_evaluator.enforce = enforced


def malware_protection_is_accepted() -> None:
    def create(logical_id: str, props: dict, stack: str) -> tuple:
        name = f"{stack}-{logical_id}"
        return name, {"MalwareProtectionPlanId": name, "Arn": f"arn:aws:guardduty:::malware-protection-plan/{name}"}

    provisioners._RESOURCE_HANDLERS["AWS::GuardDuty::MalwareProtectionPlan"] = {
        "create": create, "delete": lambda *_: None,
    }


def mail_identities_tell_their_dkim_records() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
    create = handlers["create"]

    def created(logical_id: str, props: dict, stack: str) -> tuple:
        identity, attributes = create(logical_id, props, stack)
        tokens = ses_v2._identities[identity].get("DkimAttributes", {}).get("Tokens") or ["one", "two", "three"]
        for number, token in enumerate(tokens, 1):
            attributes[f"DkimDNSTokenName{number}"] = f"{token}._domainkey.{identity}"
            attributes[f"DkimDNSTokenValue{number}"] = f"{token}.dkim.amazonses.com"
        return identity, attributes

    handlers["create"] = created


def alarms_of_metric_maths_are_accepted() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]
    create = handlers["create"]

    def created(logical_id: str, props: dict, stack: str) -> tuple:
        if not props.get("Metrics"):
            return create(logical_id, props, stack)
        name = props.get("AlarmName", f"{stack}-{logical_id}")
        return name, {"Arn": f"arn:aws:cloudwatch:::alarm:{name}"}

    handlers["create"] = created


def behind_tls(served: Callable) -> Callable:
    """Requests to the first port count as sent over TLS, as if something in front of it had ended TLS."""
    port = int(os.environ["GATEWAY_PORT"])

    async def serve(scope, receive, send):
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"x-forwarded-proto"]
            if scope["server"][1] == port:
                headers.append((b"x-forwarded-proto", b"https"))
            scope = {**scope, "headers": headers}
        await served(scope, receive, send)

    return serve


# What is adapted, and what ministack 1.5.33 does without it.
ADAPTATIONS: dict[Callable, str] = {
    leading_keys_are_known: "does not know dynamodb:LeadingKeys, neither of a request nor of one item of a transaction",
    mail_is_checked_by_identity_and_configuration_set: "checks ses:SendEmail on * only and knows no ses:FromAddress",
    presigned_urls_have_an_age: "knows neither s3:authType nor s3:signatureAge",
    missing_objects_are_secret: "tells 404 from 403 also to those who may not list the bucket",
    apis_are_imported_from_their_body: "ignores the Body of an HTTP API: it would have no routes",
    half_delivered_batches_come_again: "takes a stream's batch for delivered, whatever batchItemFailures says",
    rules_invoke_asynchronously: "calls a rule's function once: no retry, no destination of failures",
    failures_leave_by_the_functions_role: "sends failed events to their destination without asking the function's role",
    streams_are_read_by_the_functions_role: "reads streams without asking for what the Lambda guide lists",
    the_issuer_is_found_on_loopback: "would look for the issuer of staff tokens on the internet",
    the_root_speaks_for_aws: "lets nobody put an event of aws.guardduty; here the account's root may stand for it",
    denials_are_written_down: "tells of denials only to who was denied",
    malware_protection_is_accepted: "does not know AWS::GuardDuty::MalwareProtectionPlan: it is accepted, and does nothing",
    mail_identities_tell_their_dkim_records: "lacks the attributes of an identity that its DNS records are made of",
    alarms_of_metric_maths_are_accepted: "refuses alarms on expressions: they are accepted, and never ring",
    behind_tls: "serves plain HTTP, which the buckets' policies refuse",
}


def all_of_it() -> None:
    for adaptation in ADAPTATIONS:
        if adaptation is not behind_tls:  # it wraps the server, which `launcher.py` starts
            adaptation()


def _may(role: str, actions: list[str], resource: str) -> bool:
    """Whether a role's own policies allow all of this; a refusal is written down."""
    name, account = role.rsplit("/", 1)[-1], get_account_id()
    policies = iam_evaluator._gather_role_policies(name, account)
    for action in actions:
        asked = iam_evaluator.EvalContext(
            principal_arn=role, principal_type="AssumedRole", principal_account=account, action=action,
            resource_arn=resource, region=get_region(),
        )
        if iam_evaluator.evaluate(asked, policies).decision != "Allow":
            principal = f"arn:aws:sts::{account}:assumed-role/{name}/lambda"
            _write_down("DENIALS", {"principal": principal, "action": action, "resource": resource, "keys": None})
            return False
    return True


def _write_down(where: str, told: dict) -> None:
    """Appends a line to the file that a variable names; what is told there is seen by tests alone."""
    with open(os.environ[where], "a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")


def _json(body: bytes) -> dict:
    try:
        return _object(json.loads(body or b"{}"))
    except ValueError:
        return {}


def _object(value: object) -> dict:
    return value if isinstance(value, dict) else {}
