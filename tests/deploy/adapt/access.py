"""What requests are checked against: keys, senders, signatures, and who may know what is missing."""

from email.utils import parseaddr

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import dynamodb, ses, ses_v2

from adapt import attributes, leading_keys, s3_context
from adapt.notes import mapping, parsed, write_down


class Addressed(str):
    """The ARN of a table, with the partition keys that one item of a transaction touches, and what it names of it."""

    keys: list[str] | None = None
    context: dict = {}


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
        request = parsed(body)
        touched = [keys(request, request["TableName"])] if request.get("TableName") else []
        touched += [keys(asked, table) for table, asked in mapping(request.get("RequestItems")).items()]
        flat = [key for some in touched for key in some or []]
        named = attributes.of_request(request) if isinstance(request, dict) else {}
        for asked in mapping(request.get("RequestItems")).values():
            if isinstance(asked, dict):  # what a batch reads of one table; the product has one a batch
                named = attributes.of_request(asked)
        return {**context_of(body), **named, **({"dynamodb:LeadingKeys": flat} if flat else {})}

    def checks(action: str, body: bytes, region: str, account: str) -> list[tuple[str, str]]:
        members = [detail for item in parsed(body).get("TransactItems") or [] for detail in item.values()]
        found = []
        for (item_action, arn), detail in zip(checks_of(action, body, region, account), members, strict=True):
            addressed = Addressed(arn)
            addressed.keys = keys(detail, detail["TableName"])
            addressed.context = attributes.of_request(detail)
            found.append((item_action, addressed))
        return found

    def enforced(key, action, service, region, resource_arn="*", service_context=None):
        if isinstance(resource_arn, Addressed) and resource_arn.keys:
            named = {**resource_arn.context, "dynamodb:LeadingKeys": resource_arn.keys}
            service_context = {**(service_context or {}), **named}
        return enforce(key, action, service, region, resource_arn=resource_arn, service_context=service_context)

    iam_actions.dynamodb_service_context = context
    iam_actions.dynamodb_transaction_checks = checks
    iam_evaluator.enforce = enforced


def mail_is_checked_by_identity_and_configuration_set() -> None:
    check = app._enforce_ses_v2

    def checked(method, path, headers, body, query, request_id):
        if method != "POST" or path.rstrip("/") != "/v2/email/outbound-emails":
            return check(method, path, headers, body, query, request_id)
        mail, region = parsed(body), app.extract_region(headers, query)
        arn = f"arn:aws:ses:{region}:{get_account_id()}:"
        sender = parseaddr(mail.get("FromEmailAddress") or "")[1]
        recipients = [one for kind in mapping(mail.get("Destination")).values() for one in kind]
        # Every identity that the mail touches: the sender's address and domain, in the sandbox the recipients' too.
        touched = [sender, *(() if ses._production_access_enabled() else recipients)]
        names = dict.fromkeys(name for one in touched for name in (one, one.rpartition("@")[2]))
        known = [name for name in names if name in ses_v2._identities]
        resources = [f"{arn}identity/{name}" for name in known or [sender]]
        if mail.get("ConfigurationSetName"):
            resources.append(f"{arn}configuration-set/{mail['ConfigurationSetName']}")
        context = {"ses:FromAddress": sender, "ses:Recipients": recipients, "ses:ApiVersion": "2"}
        write_down("MAILS", mail)
        for resource in resources:
            denied = app._enforce_data_plane(
                "sesv2",
                "ses:SendEmail",
                headers,
                query,
                request_id,
                resource_arn=resource,
                named_resource=resource,
                service_context=context,
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


def denials_are_written_down() -> None:
    enforce = iam_evaluator.enforce

    def enforced(key, action, service, region, resource_arn="*", service_context=None):
        denied = enforce(key, action, service, region, resource_arn=resource_arn, service_context=service_context)
        if isinstance(denied, iam_evaluator.EvalResult):
            keys = (service_context or {}).get("dynamodb:LeadingKeys") or getattr(resource_arn, "keys", None)
            told = {"principal": denied.principal_arn, "action": action, "resource": resource_arn, "keys": keys}
            write_down("DENIALS", told)
        return denied

    iam_evaluator.enforce = enforced
