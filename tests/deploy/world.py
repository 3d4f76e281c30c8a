"""What every scenario works with: a deployment, those who call it, and what stands for AWS itself."""

import json
import re
from collections.abc import Callable
from email.utils import parseaddr

from client import Answer, Guest, Staff, announcement, put
from deployed import Deployed
from deployment import MAIL_FROM, ORIGIN, Deployment
from founding import ORG, ORG_NAME, PROJECT
from issuer import Issuer
from steps import must, same, until

PDF = b"%PDF-1.7 deployment test\n" * 40


class World(Deployed):
    def __init__(self, deployment: Deployment, issuer: Issuer):
        super().__init__(deployment)
        self.api, self.issuer = deployment.api, issuer

    def staff(self, sub: str = "carla") -> Staff:
        return Staff(self.api, self.issuer.token(sub))

    def guest(self) -> Guest:
        return Guest(self.api, ORIGIN)

    def address(self, who: str) -> str:
        """The e-mail address of a member, or of the guest of a run."""
        return f"{who}@{self.deployment.name}.example"

    # ---- what staff do -------------------------------------------------------------------------------

    def push(self, run: str, references: list[str] | None = None, again: bool = False) -> dict:
        """A run of two open tasks and one that waits for both; `again`: it is there, and changes."""
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
        return pushed.expect(200 if again else 201).body

    def terms(self, run: str, **more: object) -> dict:
        return {
            "project": PROJECT,
            "scope": {"type": "tasks", "run": run, "tasks": ["documents", "details"]},
            "recipient": {"name": "Ana Souza", "email": self.address(f"ana.{run}"), "locale": "en"},
            "permissions": ["fill_fields", "upload_files", "read_files", "download_files", "comment", "complete_task"],
            "delivery": "link",
            **more,
        }

    def share(self, run: str, **more: object) -> dict:
        return self.staff().call("POST", "/v1/shares", self.terms(run, **more)).expect(201).body

    def share_for_a_moment(self, run: str) -> dict:
        """A share that ends as soon as can be: on a slow machine its end may have come before it is made."""
        for seconds in (3, 9, 27):
            made = self.staff().call("POST", "/v1/shares", self.terms(run, expiry={"at": self.instant(seconds)}))
            if made.status != 422:
                break
            same([flaw["code"] for flaw in made.body["errors"]], ["expiry_past"], "what is wrong with it")
        return made.expect(201).body

    def manage(self, share: str, act: str, body: dict | None = None) -> Answer:
        return self.staff().call("POST", f"/v1/shares/{share}/{act}", body or {})

    def trail(self, share: str) -> list[str]:
        """The kinds of a share's records; the chain must verify."""
        activity = self.staff().call("GET", f"/v1/shares/{share}/activity").expect(200).body
        same(activity["verified"], True, "the trail verifies")
        return [record["kind"] for record in activity["records"]]

    def told_of_broken_trails(self) -> int:
        """Records in the trail of the org that a share's trail goes on beyond a taken row."""
        asked = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": f"org/{ORG}"}}}
        rows = self.client("dynamodb").query(TableName=self.physical("TrailTable"), **asked)["Items"]
        return sum("share.trail_broken" in repr(row["records"]) for row in rows)

    def run(self, run: str) -> dict[str, dict]:
        """The tasks of a run as staff see them, by their ids."""
        seen = self.staff().call("GET", f"/v1/projects/{PROJECT}/runs/{run}").expect(200).body
        return {task["id"]: task for task in seen["tasks"]}

    # ---- what can be seen from outside ---------------------------------------------------------------

    def mailed_link(self, to: str, after: int = 0) -> str:
        """The token of the newest link mailed to an address."""
        mail = until(lambda: self.mails(to)[after:], f"a mail to {to}")[-1]
        same(parseaddr(mail["Source"]), (f"{ORG_NAME} via Vestibule", MAIL_FROM), "the sender of the mail")
        links = re.findall(rf"^{re.escape(ORIGIN)}/i#(vst1_[0-9A-Za-z]+)$", mail["BodyText"], re.MULTILINE)
        same(len(links), 1, "links on a line of their own in the mail")
        return links[0]

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

    def invitation_code(self, to: str) -> str:
        """The code in the newest mail to somebody who is to be a member."""
        until(lambda: self.denied() or self.mails(to), f"a mail to {to}")
        codes = [re.search(r"^vsi1_\S+$", mail["BodyText"], re.MULTILINE) for mail in self.mails(to)]
        return codes[-1].group() if codes and codes[-1] else ""

    def mail_event(self, share: str, happened: str, readable: bool = True, message_id: str | None = None) -> None:
        """What SES tells of a share's invitation, with the tags that the mail was sent with; `message_id`: of a mail
        that nobody recorded."""
        tags = {"share": [share], "link": ["1"], "mail": ["invitation"]} if message_id else self._tags(share)
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
                "messageId": message_id or self.message_id(share),
                "tags": {**tags, "ses:configuration-set": [self.physical("MailConfigurationSet")]},
            },
        }
        self.aws_tells("aws.ses", detail_type, detail)

    def _tags(self, share: str) -> dict[str, list[str]]:
        """Those of the newest invitation to a share, as it was sent."""
        lines = [json.loads(line) for line in self.aws.mails.read_text().splitlines()]
        tagged = [{tag["Name"]: [tag["Value"]] for tag in mail.get("EmailTags", [])} for mail in lines]
        invitation = {"share": [share], "mail": ["invitation"]}
        found = [tags for tags in tagged if invitation.items() <= tags.items()]
        must(found, f"no mail was sent with the tags {invitation}")
        return found[-1]

    def message_id(self, share: str) -> str:
        """SES's id of a share's newest invitation, as the trail has it."""
        activity = self.staff().call("GET", f"/v1/shares/{share}/activity").expect(200).body
        invited = [record["facts"] for record in activity["records"] if record["kind"] == "share.invited"]
        return invited[-1]["message_id"]

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
