"""A deployment as it can be seen and handled from outside: its resources, its functions, its logs, its queues."""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from client import Staff
from deployment import Deployment
from steps import Wrong


class Deployed:
    def __init__(self, deployment: Deployment):
        self.deployment, self.aws = deployment, deployment.aws
        self.resources = deployment.resources()
        self.scanning = deployment.parameters["MalwareScanning"] == "on"
        self._clients: dict = {}
        self._numbers = count(1)
        self._lock = threading.Lock()
        self.watch_denials(None)

    def client(self, service: str):
        """Of the account's root: what only looks at things, and what stands for AWS itself."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self.aws.client(service)
            return self._clients[service]

    def physical(self, logical_id: str) -> str:
        return self.resources[logical_id]["PhysicalResourceId"]

    # ---- the functions ----------------------------------------------------------------------------

    def functions(self) -> list[str]:
        """Logical ids of those that are deployed."""
        return [name for name, one in self.resources.items() if one["ResourceType"] == "AWS::Lambda::Function"]

    def environment(self, function: str) -> dict[str, str]:
        found = self.client("lambda").get_function_configuration(FunctionName=self.physical(function))
        return found["Environment"]["Variables"]

    def configure(self, function: str, variables: dict[str, str]) -> None:
        """The next invocation is of a new instance."""
        self.client("lambda").update_function_configuration(
            FunctionName=self.physical(function), Environment={"Variables": variables}
        )

    def logged(self, function: str) -> str:
        """All that a function has logged."""
        found = self.client("lambda").get_function_configuration(FunctionName=self.physical(function))
        pages = (
            self.client("logs")
            .get_paginator("filter_log_events")
            .paginate(logGroupName=found["LoggingConfig"]["LogGroup"])
        )
        return "\n".join(event["message"] for page in pages for event in page["events"])

    def invoke(self, function: str, event: object) -> object:
        """Calls a function directly, as a service of AWS would."""
        answer = self.client("lambda").invoke(FunctionName=self.physical(function), Payload=json.dumps(event))
        told = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise Wrong(f"{function} failed: {told[:600]}")
        return json.loads(told)

    def invoke_later(self, function: str, event: object) -> None:
        """Hands a function an event, as a service of AWS would that does not wait for what becomes of it."""
        self.client("lambda").invoke(
            FunctionName=self.physical(function), Payload=json.dumps(event), InvocationType="Event"
        )

    # ---- what leaves ------------------------------------------------------------------------------

    def mails(self, to: str) -> list[dict]:
        answer = Staff(self.aws.url, None).call("GET", "/_ministack/ses/messages").expect(200).body
        return [mail for mails in answer["messages"].values() for mail in mails if to in mail.get("To", [])]

    def outbox(self) -> list[dict]:
        """The rows of mails that wait, or were given up; not of those that still gather what they are to tell."""
        pages = (
            self.client("dynamodb")
            .get_paginator("scan")
            .paginate(
                TableName=self.physical("StateTable"),
                FilterExpression="begins_with(pk, :o)",
                ExpressionAttributeValues={":o": {"S": "OUTBOX#"}},
            )
        )
        return [item for page in pages for item in page["Items"] if not _gathers(item)]

    def listen(self, name: str, kind: str) -> Callable[[], list[dict]]:
        """A rule of the host's on the stack's bus, with a queue behind it; tells what has come to the queue so far."""
        sqs, events = self.client("sqs"), self.client("events")
        queue = sqs.create_queue(QueueName=f"{self.deployment.name}-{name}")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        allow = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage"}
        policy = {"Version": "2012-10-17", "Statement": [{**allow, "Resource": arn}]}
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(policy)})
        bus = self.physical("EventBus")
        events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps({"detail-type": [kind]}))
        events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])
        heard: list[dict] = []

        def look() -> list[dict]:
            got = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
            for message in got:
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
            heard.extend(json.loads(message["Body"]) for message in got)
            return heard

        return look

    def failed(self, queue: str) -> list[dict]:
        """Takes out of a queue what was given up on."""
        sqs, url = self.client("sqs"), self.physical(queue)
        got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for message in got:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"]) for message in got]

    # ---- what was denied --------------------------------------------------------------------------

    def watch_denials(self, role: str | None) -> None:
        """From now on; `None`: to every role."""
        self._watched, self._watched_from = role, self.aws.denials.stat().st_size

    def denied(self) -> list[dict]:
        """What IAM refused since, to the role that is watched."""
        with self.aws.denials.open() as file:
            file.seek(self._watched_from)
            lines = [json.loads(line) for line in file]
        return [one for one in lines if self._watched is None or f"/{self._watched}/" in one["principal"]]

    # ---- names and times --------------------------------------------------------------------------

    def name(self, kind: str) -> str:
        return f"{kind}-{next(self._numbers)}"

    def instant(self, seconds: float) -> str:
        """An instant `seconds` from now, as the API takes it."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


def _gathers(mail: dict) -> bool:
    """A bundle gathers for ten minutes, which no test waits for."""
    bundle = json.loads(mail["message"]["S"]).get("bundle")
    return bool(bundle) and datetime.fromisoformat(bundle["until"]) > datetime.now(UTC)
