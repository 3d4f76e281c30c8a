"""The operators' scripts and the runbook's commands, as far as they can be tried without AWS.

python -m unittest test_scripts
"""

import contextlib
import io
import json
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import jmespath
from beside import ROOT, RUNBOOK
from check import lint_plain
from planted.places import SOUND
from rights import SET_ASIDE
from stack import Stack

sys.path.insert(0, str(ROOT / "infra" / "scripts"))

import adopt  # noqa: E402
import aws  # noqa: E402
import erase  # noqa: E402
import put_back  # noqa: E402
import redeliver  # noqa: E402
import replay  # noqa: E402
import restore_tables  # noqa: E402
import undone  # noqa: E402


def row(*records: tuple[str, str, str], personal: bool = True) -> dict:
    """A row of the trail as DynamoDB gives it: kind, instant and actor of each record."""
    written = [{"kind": kind, "at": at, "actor": {"type": actor}} for kind, at, actor in records]
    details = {"personal": {"S": '{"name":"Ana Souza","salt":"00"}'}} if personal else {}
    return {"records": {"L": [{"M": {"record": {"S": json.dumps(r)}, **details}} for r in written]}}


# How many requests the API lets through, and how many of a function run at once.
MAPPINGS = ("Throttle", "Concurrency")


def comment(comment: str, author: str = "Ana Souza") -> dict:
    return {"M": {"id": {"S": comment}, "author": {"S": author}}}


class Answers:
    """The AWS CLI with canned answers by operation, the last one again and again; `Refused` is raised."""

    def __init__(self, **answers: list) -> None:
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *words: str) -> dict:
        self.asked.append(words)
        left = self.answers.get(words[1].replace("-", "_"), [{}])
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, aws.Refused):
            raise answer
        return answer

    def operations(self) -> list[str]:
        return [words[1] for words in self.asked if not words[1].startswith("describe")]


def answering(answers: Answers) -> contextlib.ExitStack:
    """With these answers, no pause, and nothing said on the terminal."""
    stack = contextlib.ExitStack()
    stack.enter_context(mock.patch.object(aws, "call", answers))
    stack.enter_context(mock.patch("time.sleep"))
    stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
    return stack


class Adopting(unittest.TestCase):
    def setUp(self) -> None:
        self.processed = Stack(SOUND).plain
        self.present = {name: f"{name.lower()}-0123" for name in self.processed["Resources"]}
        self.template = adopt.import_template(self.processed, self.present.keys())

    def test_what_is_retained_is_taken_over_and_nothing_else(self) -> None:
        kept = {"StateTable", "TrailTable", "QuarantineBucket", "DocumentsBucket", "LinkKey", "MailFromIdentity"}
        self.assertEqual(self.template["Resources"].keys(), kept)
        listed = adopt.resources_to_import(self.template, self.present | {"StateTable": "restored"})
        identifiers = {r["LogicalResourceId"]: r["ResourceIdentifier"] for r in listed}
        self.assertEqual(identifiers["StateTable"], {"TableName": "restored"})
        self.assertEqual(identifiers["LinkKey"], {"KeyId": "linkkey-0123"})

    def test_another_name_is_taken_for_a_retained_resource_only(self) -> None:
        taken = adopt.taken_over(self.processed, self.present, ["StateTable=restored"])
        self.assertEqual((taken["StateTable"], taken["TrailTable"]), ("restored", "trailtable-0123"))
        for typed in ("Statetable=restored", "StateTable", "StateTable=", "Portal=restored"):
            with self.assertRaises(adopt.Unfit, msg=typed):
                adopt.taken_over(self.processed, self.present, [typed])

    def test_nothing_is_left_out_but_what_the_deployment_does_not_have(self) -> None:
        listed = {name: at for name, at in self.present.items() if name not in ("MailFromIdentity", "DocumentsBucket")}
        with self.assertRaises(adopt.Unfit) as refused:
            adopt.taken_over(self.processed, listed, [])
        self.assertIn("DocumentsBucket", str(refused.exception))
        taken = adopt.taken_over(self.processed, listed, ["DocumentsBucket=found"])
        self.assertEqual(taken.keys(), set(self.template["Resources"]) - {"MailFromIdentity"})

    def test_the_template_stands_by_itself(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.json"
            path.write_text(json.dumps(self.template), encoding="utf-8")
            self.assertEqual(lint_plain(path, "eu-west-1"), [])


class Asking(unittest.TestCase):
    def test_a_script_says_where_it_is_and_ends_if_the_stack_is_not_there(self) -> None:
        caller = [{"Account": "111122223333"}]
        arn = "arn:aws:cloudformation:eu-west-1:111122223333:stack/vestibule-prod/0"
        there = [{"Stacks": [{"StackId": arn, "StackName": "vestibule-prod", "StackStatus": "UPDATE_COMPLETE"}]}]
        told = io.StringIO()
        with answering(Answers(get_caller_identity=caller, describe_stacks=there)), contextlib.redirect_stderr(told):
            aws.stack("vestibule-prod")
        self.assertEqual(
            told.getvalue(), "account 111122223333, region eu-west-1, stack vestibule-prod (UPDATE_COMPLETE)\n"
        )
        nowhere = [aws.Refused("Stack with id vestibule-prod does not exist")]
        with answering(Answers(get_caller_identity=caller, describe_stacks=nowhere)):
            self.assertRaisesRegex(SystemExit, "in account 111122223333", aws.stack, "vestibule-prod")

    def test_every_script_that_works_on_a_stack_says_so_first(self) -> None:
        for script in (adopt, erase, put_back, redeliver, replay, restore_tables):
            answers = Answers(get_caller_identity=[{"Account": "1"}], describe_stacks=[aws.Refused("not there")])
            words = ["x", "vestibule-prod", "ScanFailures" if script is replay else "2026-11-22T03:15:00Z"]
            words = words[:2] if script in (put_back, redeliver) else words
            with self.subTest(script.__name__), answering(answers), mock.patch.object(sys, "argv", words):
                self.assertRaises(SystemExit, script.main)
                self.assertEqual([w[1] for w in answers.asked], ["get-caller-identity", "describe-stacks"])

    def test_what_was_deleted_for_good_is_not_among_a_stack_s_resources(self) -> None:
        listed = [
            {"LogicalResourceId": "StateTable", "PhysicalResourceId": "state", "ResourceStatus": "DELETE_SKIPPED"},
            {"LogicalResourceId": "Portal", "PhysicalResourceId": "portal", "ResourceStatus": "DELETE_COMPLETE"},
            {"LogicalResourceId": "LinkKey", "ResourceStatus": "CREATE_FAILED"},
        ]
        with answering(Answers(list_stack_resources=[{"StackResourceSummaries": listed}])):
            self.assertEqual(aws.resources("vestibule-prod"), {"StateTable": "state"})

    def test_a_queue_is_asked_until_it_is_empty_and_not_until_a_server_has_nothing(self) -> None:
        words = replay.receive("https://queue")
        self.assertEqual(words[words.index("--wait-time-seconds") + 1], "10")

    def test_what_fails_again_is_not_tried_for_ever_and_what_succeeds_leaves_the_queue(self) -> None:
        one, two = ({"MessageId": i, "ReceiptHandle": f"r{i}", "Body": json.dumps({"id": i})} for i in "12")
        answers = Answers(receive_message=[{"Messages": [one, two]}, {"Messages": [one]}])
        words = ["replay.py", "vestibule-prod", "ScanFailures"]
        with (
            answering(answers),
            mock.patch.object(sys, "argv", words),
            mock.patch.object(aws, "stack"),
            mock.patch.object(aws, "physical", side_effect=["queue", "scan"]),
            mock.patch.object(replay, "succeeds", side_effect=lambda _, given: given["id"] == "2"),
        ):
            self.assertEqual(replay.main(), 1)
        deleted = [words[-1] for words in answers.asked if words[1] == "delete-message"]
        self.assertEqual(deleted, ["r2"])

    def test_a_queue_is_saved_for_its_owner_alone_and_read_back_as_it_was(self) -> None:
        body = json.dumps({"requestPayload": {"detail": "São Paulo\u2028"}})
        answers = Answers(receive_message=[{"Messages": [{"MessageId": "1", "Body": body}]}, {}])
        with tempfile.TemporaryDirectory() as folder, answering(answers):
            file = Path(folder) / "scan.jsonl"
            replay.save("queue", file)
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)
            self.assertEqual(list(replay.read(file)), [({"detail": "São Paulo\u2028"}, None)])
            self.assertRaises(FileExistsError, replay.save, "queue", file)
        self.assertEqual(answers.operations(), ["receive-message"] * 3)

    def test_the_runbook_s_questions_to_the_logs_show_what_was_found(self) -> None:
        block = re.search(r"^ask\(\) \{.*?^\}", RUNBOOK.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[0]
        (query,) = re.findall(r"get-query-results .*--query \"(results[^\"]+)\"", block)
        line = {"@timestamp": "2026-11-22 03:15:00.000", "span.route": "/i/open", "@ptr": "CmEKJgoiMTIz"}
        found = [[{"field": field, "value": value} for field, value in line.items()]] * 2
        shown = ["2026-11-22 03:15:00.000  /i/open"]
        self.assertEqual(jmespath.search(query, {"results": found}), [shown, shown])
        self.assertEqual(jmespath.search(query, {"results": []}), [])

    def test_the_runbook_s_queries_are_queries(self) -> None:
        queries = re.findall(r"--query ('[^']+'|\"[^\"]+\"|[^\s`]+)", RUNBOOK.read_text(encoding="utf-8"))
        self.assertGreater(len(queries), 10)
        for query in queries:
            jmespath.compile(query.strip("`'\"").replace("$1", "Portal").replace("$STACK", "vestibule-prod"))


    def test_the_runbook_s_blocks_are_shell(self) -> None:
        blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", RUNBOOK.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        self.assertGreater(len(blocks), 5)
        for block in blocks:
            read = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
            self.assertEqual((read.returncode, read.stderr), (0, ""), block)

    def test_the_runbook_opens_again_with_the_template_s_numbers(self) -> None:
        text, (throttle, set_aside) = RUNBOOK.read_text(encoding="utf-8"), (SOUND["Mappings"][m] for m in MAPPINGS)
        stages = ("prod", "staging", "dev")
        rates = ", ".join(f"{stage} {throttle[stage]['Rate']} and {throttle[stage]['Burst']}" for stage in stages)
        prod = throttle["prod"]
        for said in (
            f"(prod {set_aside['prod']['Portal']}, staging {set_aside['staging']['Portal']}; dev sets none aside",
            f'"$(name Portal)" --reserved-concurrent-executions {set_aside["prod"]["Portal"]}\n',
            f"mapping `Throttle` ({rates})",
            f"ThrottlingRateLimit={prod['Rate']},ThrottlingBurstLimit={prod['Burst']}\n",
        ):
            self.assertIn(said, text)
        functions = Stack(SOUND).of_type("AWS::Lambda::Function")
        limited = {name for name, f in functions.items() if "ReservedConcurrentExecutions" in f}
        self.assertEqual(limited, SET_ASIDE.keys())


    def test_the_runbook_says_how_long_a_bundle_is_tried(self) -> None:
        stream = Stack(SOUND).properties("OutboxStream")
        attempts, hours = stream["MaximumRetryAttempts"], stream["MaximumRecordAgeInSeconds"] // 3600
        self.assertIn(
            f"again {attempts} times at most, and not after {hours} hours", RUNBOOK.read_text(encoding="utf-8")
        )


class PuttingBack(unittest.TestCase):
    def setUp(self) -> None:
        template = Stack(SOUND).plain["Resources"]
        arn = "arn:aws:cloudformation:eu-west-1:111122223333:stack/vestibule-prod/0"
        parameters = [{"ParameterKey": "MailFrom", "ParameterValue": "no-reply@example.com"}]
        stack = {"StackId": arn, "StackName": "vestibule-prod", "Parameters": parameters}
        self.template = {name: r for name, r in template.items() if r["Type"] in (put_back.KEY, put_back.ROLE)}
        kinds, names = {n: r["Type"] for n, r in template.items()}, {n: n.lower() for n in template}
        self.place = put_back.Place(stack, kinds, names)

    def mends(self, logical: str, answers: Answers) -> list[list[str]]:
        with answering(answers):
            return put_back.mends(self.place, logical, self.template[logical]["Properties"])

    def test_every_policy_of_the_template_can_be_told_without_cloudformation(self) -> None:
        streams = [{"Table": {"LatestStreamArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/statetable/stream/0"}}]
        with answering(Answers(describe_table=streams)):
            for name, resource in self.template.items():
                properties = {k: v for k, v in resource["Properties"].items() if k != "Tags"}
                said = json.dumps(self.place.resolved(properties))
                self.assertNotRegex(said, r"Fn::|\$\{|\"Ref\"", name)

    def test_the_key_is_taken_back_from_a_stranger(self) -> None:
        root, role = "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/"
        stranger = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": root}, "Action": "kms:*", "Resource": "*"}]}
        ((*words, policy),) = self.mends("LinkKey", Answers(get_key_policy=[{"Policy": json.dumps(stranger)}]))
        self.assertEqual(
            words, ["kms", "put-key-policy", "--key-id", "linkkey", "--policy-name", "default", "--policy"]
        )
        (derive,) = (s for s in json.loads(policy)["Statement"] if s["Action"] == "kms:GenerateMac")
        self.assertIn(f"{role}portalrole", derive["Principal"]["AWS"])
        self.assertEqual(self.mends("LinkKey", Answers(get_key_policy=[{"Policy": policy}])), [])

    def test_a_role_loses_what_was_added_and_gets_back_what_was_taken(self) -> None:
        wanted = self.place.resolved(self.template["ActivityRole"]["Properties"] | {"Tags": []})
        (policy,) = wanted["Policies"]
        shuffled = policy["PolicyDocument"] | {"Statement": policy["PolicyDocument"]["Statement"][::-1]}
        answers = {
            "get_role": [{"Role": {"AssumeRolePolicyDocument": wanted["AssumeRolePolicyDocument"]}}],
            "get_role_policy": [{"PolicyDocument": shuffled}],
            "list_role_policies": [{"PolicyNames": [policy["PolicyName"]]}],
            "list_attached_role_policies": [
                {"AttachedPolicies": [{"PolicyArn": arn} for arn in wanted["ManagedPolicyArns"]]}
            ],
        }
        self.assertEqual(self.mends("ActivityRole", Answers(**answers)), [])
        admin = "arn:aws:iam::aws:policy/AdministratorAccess"
        answers["list_role_policies"] = [{"PolicyNames": ["more"]}]
        answers["list_attached_role_policies"] = [{"AttachedPolicies": [{"PolicyArn": admin}]}]
        calls = [words[1] for words in self.mends("ActivityRole", Answers(**answers))]
        attached = ["attach-role-policy"] * len(wanted["ManagedPolicyArns"])
        self.assertEqual(calls, ["put-role-policy", "delete-role-policy", *attached, "detach-role-policy"])


class Restoring(unittest.TestCase):
    INSTANT = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
    ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/"

    def test_an_instant_of_another_zone_gives_the_same_name(self) -> None:
        there = datetime.fromisoformat("2026-11-22T00:15:00-03:00")
        self.assertEqual(restore_tables.restored_name("t", there), "t-r20261122031500")

    def test_a_restore_that_was_begun_is_gone_on_with_and_a_strange_table_is_left_alone(self) -> None:
        begun = {"Table": {"TableStatus": "CREATING", "RestoreSummary": {"SourceTableArn": f"{self.ARN}state"}}}
        answers = Answers(describe_table=[begun])
        with answering(answers):
            self.assertEqual(restore_tables.begin("state", self.INSTANT), "state-r20261122031500")
            self.assertRaises(SystemExit, restore_tables.begin, "tate", self.INSTANT)
        self.assertEqual(answers.operations(), [])

    def test_a_table_is_restored_where_there_is_none(self) -> None:
        window = {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": {}}}
        none = aws.Refused("An error occurred (ResourceNotFoundException) when calling DescribeTable")
        answers = Answers(describe_table=[none], describe_continuous_backups=[window])
        with answering(answers):
            restore_tables.begin("state", self.INSTANT)
        self.assertEqual(answers.operations(), ["restore-table-to-point-in-time"])

    def test_backups_that_are_not_there_yet_are_waited_for_and_protection_comes_last(self) -> None:
        active = {"Table": {"TableStatus": "ACTIVE"}}
        early = aws.Refused("An error occurred (ContinuousBackupsUnavailableException): being enabled")
        expiry = [{"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}]
        answers = Answers(
            describe_table=[active], update_continuous_backups=[early, early, {}], describe_time_to_live=expiry
        )
        with answering(answers):
            restore_tables.settle("state", is_state=True)
        backups = ["update-continuous-backups"] * 3
        self.assertEqual(answers.operations(), ["update-table", *backups, "update-time-to-live", "update-table"])
        self.assertIn("--deletion-protection-enabled", next(w for w in answers.asked[::-1] if w[1] == "update-table"))

    def test_what_an_earlier_run_did_is_not_done_again(self) -> None:
        half = {"Table": {"TableStatus": "ACTIVE", "StreamSpecification": {"StreamEnabled": True}}}
        whole = {"Table": {"TableStatus": "ACTIVE", "DeletionProtectionEnabled": True}}
        expiry = [{"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED"}}]
        answers = Answers(describe_table=[half], describe_time_to_live=expiry)
        with answering(answers):
            restore_tables.settle("state", is_state=True)
        self.assertEqual(answers.operations(), ["update-continuous-backups", "update-table"])
        answers = Answers(describe_table=[whole])
        with answering(answers):
            restore_tables.settle("state", is_state=True)
        self.assertEqual(answers.operations(), [])

    def test_another_refusal_ends_it(self) -> None:
        answers = Answers(update_continuous_backups=[aws.Refused("AccessDeniedException")])
        with answering(answers):
            self.assertRaises(aws.Refused, restore_tables.back_up, "state")


class Erasing(unittest.TestCase):
    TASK = {
        "pk": {"S": "RUN#run_1"},
        "sk": {"S": "TASK#company"},
        "version": {"N": "7"},
        "comments": {"L": [comment("cmt_1"), comment("cmt_2"), comment("cmt_3", "erased")]},
        "completion": {"M": {"by": {"S": "Ana Souza"}, "share": {"S": "shr_1"}}},
    }

    def test_the_guest_s_name_is_found_where_this_share_s_guest_put_it(self) -> None:
        self.assertEqual(
            erase.named(self.TASK, "shr_1", {"cmt_2", "cmt_3"}), ["completion.#by", "comments[1].author"]
        )
        self.assertEqual(erase.named(self.TASK, "shr_2", {"cmt_1"}), ["comments[0].author"])
        self.assertEqual(erase.named({"pk": {"S": "RUN#run_1"}, "sk": {"S": "TASK#empty"}}, "shr_1", {"cmt_1"}), [])

    def test_a_comment_is_its_guest_s_by_the_trail_and_not_by_its_author_s_name(self) -> None:
        trail = row(("share.link_opened", "2026-11-22T04:00:00Z", "guest"))
        written = {"kind": "share.commented", "actor": {"type": "guest"}, "facts": {"task": "company", "comment": "c1"}}
        trail["records"]["L"].append({"M": {"record": {"S": json.dumps(written)}}})
        self.assertEqual(erase.comments([trail]), {"c1"})

    def test_a_task_is_written_on_the_version_that_was_read_and_as_the_next(self) -> None:
        answers = Answers()
        with answering(answers):
            erase.erase_name("state", self.TASK, ["completion.#by", "comments[1].author"])
        (words,) = answers.asked
        told = dict(zip(words[2::2], words[3::2], strict=False))
        self.assertEqual(
            told["--update-expression"], "SET completion.#by = :t0, comments[1].author = :t0, version = :next"
        )
        self.assertEqual(told["--condition-expression"], "version = :read")
        self.assertEqual(json.loads(told["--expression-attribute-names"]), {"#by": "by"})
        values = {":t0": {"S": "erased"}, ":read": {"N": "7"}, ":next": {"N": "8"}}
        self.assertEqual(json.loads(told["--expression-attribute-values"]), values)

    def test_a_share_that_is_not_revoked_is_left_as_it_is(self) -> None:
        scope = {"M": {"run": {"S": "run_1"}}}
        share = {"pk": {"S": "SHARE#shr_1"}, "sk": {"S": "SHARE"}, "version": {"N": "4"}, "scope": scope}
        for revoked, written in ((False, []), (True, ["update-item", "update-item"])):
            given = share | ({"revoked": {"M": {}}} if revoked else {})
            answers = Answers(get_item=[{"Item": given}], query=[{"Items": []}, {"Items": [self.TASK]}])
            words = ["erase.py", "vestibule-prod", "shr_1", "--erase"]
            with (
                answering(answers),
                mock.patch.object(sys, "argv", words),
                mock.patch.object(aws, "stack"),
                mock.patch.object(aws, "physical", side_effect=["state", "trail"]),
            ):
                self.assertEqual(erase.main(), 0 if revoked else 1)
            self.assertEqual([done for done in answers.operations() if done == "update-item"], written)


class Reading(unittest.TestCase):
    def test_only_what_took_a_right_after_the_instant_is_told(self) -> None:
        rows = [
            row(
                ("share.revoked", "2026-11-22T03:14:59Z", "member"), ("share.rotated", "2026-11-22T03:15:01Z", "member")
            ),
            row(("share.link_opened", "2026-11-22T04:00:00Z", "guest")),
            row(("share.revoked", "2026-11-22T05:00:00.25Z", "member")),
        ]
        instant = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
        told = [(r["kind"], r["at"]) for r in undone.since(iter(rows), instant, undone.TAKEN)]
        self.assertEqual(
            told, [("share.rotated", "2026-11-22T03:15:01Z"), ("share.revoked", "2026-11-22T05:00:00.25Z")]
        )

    def test_the_guest_s_details_are_found_and_the_staff_s_are_left(self) -> None:
        mixed = row(
            ("share.created", "2026-11-22T03:00:00Z", "member"),
            ("share.link_opened", "2026-11-22T04:00:00Z", "guest"),
            ("share.expired", "2026-11-22T05:00:00Z", "system"),
        )
        self.assertEqual(erase.of_guest(mixed), [1])
        self.assertEqual(erase.of_guest(row(("share.consented", "2026-11-22T04:00:00Z", "guest"), personal=False)), [])

    def test_an_event_is_found_as_eventbridge_and_as_lambda_left_it(self) -> None:
        given = {"source": "aws.ses", "detail": {}}
        self.assertEqual(replay.event(json.dumps(given)), given)
        self.assertEqual(replay.event(json.dumps({"requestContext": {}, "requestPayload": given})), given)

    def test_a_bundle_is_told_by_its_key_and_comes_back_by_it(self) -> None:
        (record,) = redeliver.event(["OUTBOX#evt_1"])["Records"]
        self.assertEqual(record["dynamodb"]["Keys"]["pk"], {"S": "OUTBOX#evt_1"})
        self.assertEqual(record["dynamodb"]["SequenceNumber"], "OUTBOX#evt_1")

    def test_a_restored_table_has_a_name_that_dynamodb_takes(self) -> None:
        name = restore_tables.restored_name("s" * 255, datetime(2026, 11, 22, 3, 15, tzinfo=UTC))
        self.assertEqual((len(name) <= 255, name[-16:]), (True, "-r20261122031500"))


if __name__ == "__main__":
    unittest.main()
