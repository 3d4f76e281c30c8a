"""What every scenario works with: the deployment, its callers, and what can be seen of it from outside."""

import json
import re
import threading
import time
from collections.abc import Callable
from itertools import count

from client import Answer, Guest, Staff, announcement, put
from deployment import MAIL_FROM, ORIGIN, Deployment
from founding import PROJECT
from issuer import Issuer
from steps import Wrong, must, same, until

PDF = b"%PDF-1.7 deployment test\n" * 40


class World:
    def __init__(self, deployment: Deployment, issuer: Issuer):
        self.deployment, self.aws, self.issuer = deployment, deployment.aws, issuer
        self.api = deployment.api
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

    def staff(self, sub: str = "carla") -> Staff:
        return Staff(self.api, self.issuer.token(sub))

    def guest(self) -> Guest:
        return Guest(self.api, ORIGIN)

    def name(self, kind: str) -> str:
        return f"{kind}-{next(self._numbers)}"

    def address(self, who: str) -> str:
        """The e-mail address of a member, or of the guest of a run."""
        return f"{who}@{self.deployment.name}.example"

    # ---- what staff do -------------------------------------------------------------------------------

    def push(self, run: str, references: list[str] | None = None) -> dict:
        """A run of two open tasks and one that waits for both."""
        tasks = [
            {
                "id": "documents",
                "title": "Company documents",
                "references": references or [],
                "fields": [
                    {
                        "id": "articles",
                        "label": "Articles",
                        "type": "file",
                        "required": True,
                        "extensions": ["pdf"],
                        "max": 2,
                    }
                ],
            },
            {
                "id": "details",
                "title": "Company details",
                "fields": [{"id": "legal_name", "label": "Legal name", "type": "short_text", "required": True}],
            },
            {"id": "review", "title": "Internal review", "after": ["documents", "details"], "fields": []},
        ]
        pushed = self.staff().call("PUT", f"/v1/projects/{PROJECT}/runs/{run}", {"title": "Onboarding", "tasks": tasks})
        return pushed.expect(201).body

    def terms(self, run: str, **more: object) -> dict:
        return {
            "project": PROJECT,
            "scope": {"type": "tasks", "run": run, "tasks": ["documents", "details"]},
            "recipient": {"name": "Ana Souza", "email": self.address(f"ana.{run}"), "locale": "en"},
            "permissions": ["fill_fields", "upload_files", "read_files", "comment", "complete_task"],
            "delivery": "link",
            **more,
        }

    def share(self, run: str, **more: object) -> dict:
        return self.staff().call("POST", "/v1/shares", self.terms(run, **more)).expect(201).body

    def steer(self, share: str, act: str, body: dict | None = None) -> Answer:
        return self.staff().call("POST", f"/v1/shares/{share}/{act}", body or {})

    def trail(self, share: str) -> list[str]:
        """The kinds of a share's records; the chain must verify."""
        activity = self.staff().call("GET", f"/v1/shares/{share}/activity").expect(200).body
        same(activity["verified"], True, "the trail verifies")
        return [record["kind"] for record in activity["records"]]

    def run(self, run: str) -> dict[str, dict]:
        """The tasks of a run as staff see them, by their ids."""
        seen = self.staff().call("GET", f"/v1/projects/{PROJECT}/runs/{run}").expect(200).body
        return {task["id"]: task for task in seen["tasks"]}

    # ---- what can be seen from outside ---------------------------------------------------------------

    def mails(self, to: str) -> list[dict]:
        answer = Staff(self.aws.url, None).call("GET", "/_ministack/ses/messages").expect(200).body
        return [mail for mails in answer["messages"].values() for mail in mails if to in mail.get("To", [])]

    def mailed_link(self, to: str, after: int = 0) -> str:
        """The token of the newest link mailed to an address."""
        mail = until(lambda: self.mails(to)[after:], f"a mail to {to}")[-1]
        same(mail["Source"], MAIL_FROM, "the sender of the mail")
        links = re.findall(rf"^{re.escape(ORIGIN)}/i#(vst1_[0-9A-Za-z]+)$", mail["BodyText"], re.MULTILINE)
        same(len(links), 1, "links on a line of their own in the mail")
        return links[0]

    def outbox(self) -> list[str]:
        """Bundles that wait for delivery."""
        table = self.physical("StateTable")
        pages = (
            self.client("dynamodb")
            .get_paginator("query")
            .paginate(
                TableName=table,
                IndexName="due",
                KeyConditionExpression="due = :o",
                ExpressionAttributeValues={":o": {"S": "OUTBOX"}},
            )
        )
        return [item["pk"]["S"] for page in pages for item in page["Items"]]

    def failed(self, queue: str) -> list[dict]:
        """Takes out of a queue what was given up on."""
        sqs, url = self.client("sqs"), self.physical(queue)
        got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for message in got:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"]) for message in got]

    # ---- what stands for AWS itself ------------------------------------------------------------------

    def verdict(self, way_in: dict, version: str, status: str | None = "NO_THREATS_FOUND") -> None:
        """GuardDuty's word on an object in quarantine, put on the account's default bus."""
        bucket = self.physical("QuarantineBucket")
        key = way_in["url"].split("?")[0].split(f"/{bucket}/")[1]
        detail = {
            "schemaVersion": "1.0",
            "scanStatus": "COMPLETED",
            "resourceType": "S3_OBJECT",
            "s3ObjectDetails": {"bucketName": bucket, "objectKey": key, "eTag": "-", "versionId": version},
            "scanResultDetails": {"scanResultStatus": status, "threats": None},  # without a status it cannot be read
        }
        self.aws_tells("aws.guardduty", "GuardDuty Malware Protection Object Scan Result", detail)

    def aws_tells(self, source: str, detail_type: str, detail: dict) -> None:
        """An event of AWS itself on the account's default bus."""
        entry = {"Source": source, "DetailType": detail_type, "Detail": json.dumps(detail)}
        put = self.client("events").put_events(Entries=[entry])
        must(put["FailedEntryCount"] == 0, f"the event was not taken: {put['Entries']}")

    def mail_event(self, share: str, happened: str, readable: bool = True) -> None:
        """What SES tells of a share's invitation, with the tags that the mail was sent with."""
        lines = [json.loads(line) for line in self.aws.mails.read_text().splitlines()]
        tagged = [({tag["Name"]: [tag["Value"]] for tag in mail.get("EmailTags", [])}, mail) for mail in lines]
        invitation = {"share": [share], "mail": ["invitation"]}
        found = [(tags, mail) for tags, mail in tagged if invitation.items() <= tags.items()]
        must(found, f"no mail was sent with the tags {invitation}")
        tags, mail = found[-1]
        now = self.instant(0).replace("Z", ".000Z")
        happenings = {
            "delivery": ("Delivery", "Email Delivered", {"timestamp": now}),
            "bounce": (
                "Bounce",
                "Email Bounced",
                {"timestamp": now, "bounceType": "Permanent", "bounceSubType": "General"},
            ),
        }
        event_type, detail_type, told = happenings[happened]
        detail = {
            "eventType": event_type,
            happened: told if readable else {"timestamp": "never"},
            "mail": {
                "timestamp": now,
                "messageId": self.message_id(share),
                "tags": {**tags, "ses:configuration-set": [mail["ConfigurationSetName"]]},
            },
        }
        self.aws_tells("aws.ses", detail_type, detail)

    def message_id(self, share: str) -> str:
        """SES's id of a share's newest invitation, as the trail has it."""
        activity = self.staff().call("GET", f"/v1/shares/{share}/activity").expect(200).body
        invited = [record["facts"] for record in activity["records"] if record["kind"] == "share.invited"]
        return invited[-1]["message_id"]

    def invoke(self, function: str, event: object) -> object:
        """Calls a function directly, as a service of AWS would."""
        answer = self.client("lambda").invoke(FunctionName=self.physical(function), Payload=json.dumps(event))
        told = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise Wrong(f"{function} failed: {told[:600]}")
        return json.loads(told)

    # ---- the functions -------------------------------------------------------------------------------

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

    def invoke_later(self, function: str, event: object) -> None:
        """Hands a function an event, as a service of AWS would that does not wait for what becomes of it."""
        self.client("lambda").invoke(
            FunctionName=self.physical(function), Payload=json.dumps(event), InvocationType="Event"
        )

    # ---- what was denied -----------------------------------------------------------------------------

    def watch_denials(self, role: str | None) -> None:
        """From now on; `None`: to every role."""
        self._watched, self._watched_from = role, self.aws.denials.stat().st_size

    def denied(self) -> list[dict]:
        """What IAM refused since, to the role that is watched."""
        with self.aws.denials.open() as file:
            file.seek(self._watched_from)
            lines = [json.loads(line) for line in file]
        return [one for one in lines if self._watched is None or f"/{self._watched}/" in one["principal"]]

    # ---- files ---------------------------------------------------------------------------------------

    def upload(self, guest: Guest, share: str, name: str = "articles.pdf", content: bytes = PDF) -> dict:
        """Announces, sends and settles a file of a guest; what settling answers."""
        way_in = (
            guest.call("POST", f"/p/{share}/tasks/documents/uploads", announcement(name, content, field="articles"))
            .expect(201)
            .body
        )
        sent = put(way_in, content).expect(200)
        settled = guest.call("POST", f"/p/{share}/tasks/documents/uploads/{way_in['id']}/settle", {}).expect(200).body
        return {**settled, "way_in": way_in, "sent": sent, "version": sent.headers["x-amz-version-id"]}

    def reference(self, name: str = "guideline.pdf") -> dict:
        """Announces, sends and settles a reference file of staff."""
        way_in = self.staff().call("POST", f"/v1/projects/{PROJECT}/files", announcement(name, PDF)).expect(201).body
        sent = put(way_in, PDF).expect(200)
        settled = self.staff().call("POST", f"/v1/projects/{PROJECT}/files/{way_in['id']}/settle", {}).expect(200).body
        return {**settled, "way_in": way_in, "sent": sent, "version": sent.headers["x-amz-version-id"]}

    def clean_reference(self) -> str:
        """A reference file that runs can refer to."""
        file = self.reference()
        self.release(file["way_in"], file["sent"], lambda: self.reference_state(file["id"]))
        return file["id"]

    def release(self, way_in: dict, sent: Answer, state: Callable[[], str]) -> None:
        """Lets a settled file out of quarantine, where a scanner has to speak first."""
        if self.scanning:
            same(state(), "scanning", "the file's state before a verdict")
            self.verdict(way_in, sent.headers["x-amz-version-id"])
        until(lambda: self.denied() or state() == "clean", "the release of the file")
        same(state(), "clean", "the file's state")

    def reference_state(self, file: str) -> str:
        settled = self.staff().call("POST", f"/v1/projects/{PROJECT}/files/{file}/settle", {}).expect(200).body
        return settled["state"]

    def instant(self, seconds: float) -> str:
        """An instant `seconds` from now, as the API takes it."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
