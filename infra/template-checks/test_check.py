"""Every rule is seen to refuse: defects are planted in the template one at a time.

python -m unittest test_check
"""

import copy
import unittest
from collections.abc import Callable

from check import lint, objections
from rules import RULES
from stack import Stack
from transform import TransformRefused, load

SOUND = load()


def properties(template: dict, name: str) -> dict:
    return template["Resources"][name]["Properties"]


def event(template: dict, function: str, name: str) -> dict:
    return properties(template, function)["Events"][name]["Properties"]


def statement(template: dict, function: str, sid: str) -> dict:
    return next(s for s in properties(template, function)["Policies"][0]["Statement"] if s["Sid"] == sid)


def grant(template: dict, function: str, action: str, resource: object, **more: object) -> None:
    added = {"Effect": "Allow", "Action": action, "Resource": resource, **more}
    properties(template, function)["Policies"][0]["Statement"].append(added)


def key_statement(template: dict, sid: str) -> dict:
    return next(s for s in properties(template, "LinkKey")["KeyPolicy"]["Statement"] if s["Sid"] == sid)


def bucket_statement(template: dict, policy: str, sid: str) -> dict:
    return next(s for s in properties(template, policy)["PolicyDocument"]["Statement"] if s["Sid"] == sid)


STATE = {"Fn::GetAtt": ["StateTable", "Arn"]}
TRAIL = {"Fn::GetAtt": ["TrailTable", "Arn"]}
BUS = {"Fn::GetAtt": ["EventBus", "Arn"]}
NONE = {"Authorizer": "NONE"}

Plant = Callable[[dict], object]

# name of the rule -> defects that it must refuse, each planted alone
DEFECTS: dict[str, dict[str, Plant]] = {
    # the way in
    "staff_routes_need_a_token": {
        "a staff route without the authorizer": lambda t: event(t, "CreateShare", "CreateShare").update(Auth=NONE),
    },
    "tokens_are_checked_against_the_parameters": {
        "tokens of any audience": lambda t: properties(t, "HttpApi")["Auth"]["Authorizers"]["Staff"][
            "JwtConfiguration"
        ].update(audience=["*"]),
    },
    "guests_have_exactly_these_routes": {
        "a guest route more": lambda t: properties(t, "Activity")["Events"].update(
            Leak={
                "Type": "HttpApi",
                "Properties": {"ApiId": {"Ref": "HttpApi"}, "Method": "GET", "Path": "/p/shares", "Auth": NONE},
            }
        ),
        "a guest route less": lambda t: properties(t, "Portal")["Events"].pop("Peek"),
        "a guest route that asks for a token": lambda t: event(t, "Portal", "Open").pop("Auth"),
    },
    "every_route_has_its_function": {
        "a route written into the API by hand": lambda t: properties(t, "HttpApi").update(
            DefinitionBody={
                "openapi": "3.0.1",
                "info": {"title": "by hand", "version": "1"},
                "paths": {"/v1/orphans": {"get": {"responses": {}}}},
            }
        ),
    },
    "there_is_no_catch_all": {
        "a route for every method": lambda t: event(t, "Activity", "ListShares").update(Method="ANY"),
        "a greedy path": lambda t: event(t, "Activity", "ListShares").update(Path="/v1/{proxy+}"),
        "a default route": lambda t: properties(t, "Activity")["Events"].update(
            Rest={"Type": "HttpApi", "Properties": {"ApiId": {"Ref": "HttpApi"}}}
        ),
    },
    "the_api_is_throttled": {
        "no throttling": lambda t: properties(t, "HttpApi").pop("DefaultRouteSettings"),
    },
    "the_access_log_names_nobody": {
        "paths in the access log": lambda t: properties(t, "HttpApi")["AccessLogSettings"].update(
            Format='{"path":"$context.path","status":"$context.status"}'
        ),
        "no access log": lambda t: properties(t, "HttpApi").pop("AccessLogSettings"),
    },
    "other_origins_cannot_call_the_api": {
        "CORS on the API": lambda t: properties(t, "HttpApi").update(CorsConfiguration={"AllowOrigins": ["*"]}),
    },
    # who may do what
    "nothing_is_allowed_by_wildcard": {
        "every table": lambda t: grant(t, "Register", "dynamodb:GetItem", "*"),
        "every action": lambda t: grant(t, "Register", "dynamodb:*", STATE),
        "every index": lambda t: grant(t, "Portal", "dynamodb:Query", {"Fn::Sub": "${StateTable.Arn}/index/*"}),
        "all but one action": lambda t: properties(t, "Register")["Policies"][0]["Statement"].append(
            {"Effect": "Allow", "NotAction": "iam:PassRole", "Resource": STATE}
        ),
    },
    "resources_let_nobody_in_by_themselves": {
        "a bucket open to another account": lambda t: properties(t, "DocumentsBucketPolicy")["PolicyDocument"][
            "Statement"
        ].append(
            {
                "Effect": "Allow",
                "Principal": {"AWS": "111122223333"},
                "Action": "s3:GetObject",
                "Resource": {"Fn::Sub": "${DocumentsBucket.Arn}/*"},
            }
        ),
        "a function open to everybody": lambda t: t["Resources"].update(
            Anybody={
                "Type": "AWS::Lambda::Permission",
                "Properties": {
                    "FunctionName": {"Ref": "Portal"},
                    "Action": "lambda:InvokeFunction",
                    "Principal": "*",
                },
            }
        ),
    },
    "roles_have_no_policies_from_elsewhere": {
        "a policy of AWS's": lambda t: properties(t, "Scan")["Policies"].append(
            "arn:aws:iam::aws:policy/AmazonS3FullAccess"
        ),
        "a policy beside the roles": lambda t: t["Resources"].update(
            More={
                "Type": "AWS::IAM::ManagedPolicy",
                "Properties": {
                    "Roles": [{"Ref": "PortalRole"}],
                    "PolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [{"Effect": "Allow", "Action": "dynamodb:DeleteItem", "Resource": TRAIL}],
                    },
                },
            }
        ),
    },
    "the_trail_is_append_only": {
        "an update of the trail": lambda t: grant(t, "Register", "dynamodb:UpdateItem", TRAIL),
        "a deletion from the trail": lambda t: grant(t, "SweepExpired", "dynamodb:DeleteItem", TRAIL),
        "the portal reads the trail": lambda t: grant(t, "Portal", "dynamodb:Query", TRAIL),
    },
    "nobody_scans_or_updates_in_place": {
        "a scan": lambda t: grant(t, "Activity", "dynamodb:Scan", STATE),
        "an update in place": lambda t: grant(t, "SweepExpired", "dynamodb:UpdateItem", STATE),
        "SQL": lambda t: grant(t, "Register", "dynamodb:PartiQLInsert", STATE),
    },
    "tables_are_written_in_transactions_only": {
        "a plain write of state": lambda t: statement(t, "Portal", "WriteState").pop("Condition"),
        "a plain write of the trail": lambda t: statement(t, "Scan", "AppendTrail").pop("Condition"),
    },
    "only_notify_deletes_and_only_from_the_outbox": {
        "the portal deletes": lambda t: grant(t, "Portal", "dynamodb:DeleteItem", STATE),
        "notify deletes anything": lambda t: statement(t, "Notify", "EmptyOutbox").pop("Condition"),
    },
    "activity_only_reads": {
        "activity writes": lambda t: grant(t, "Activity", "dynamodb:PutItem", STATE),
        "activity reads files": lambda t: grant(t, "Activity", "s3:GetObject", {"Fn::Sub": "${DocumentsBucket.Arn}/*"}),
    },
    "only_staff_and_the_sweep_list_shares": {
        "the portal lists shares": lambda t: grant(
            t, "Portal", "dynamodb:Query", {"Fn::Sub": "${StateTable.Arn}/index/active-by-expiry"}
        ),
        "the sweep cannot find what is due": lambda t: statement(t, "SweepExpired", "FindDue").update(Resource=STATE),
    },
    "everybody_can_do_their_work": {
        "complete-task cannot write the trail": lambda t: statement(t, "CompleteTask", "AppendTrail").update(
            Resource=STATE
        ),
        "scan cannot read": lambda t: statement(t, "Scan", "ReadState").update(Effect="Deny"),
    },
    "files_are_touched_by_two_functions": {
        "the portal reads documents": lambda t: grant(
            t, "Portal", "s3:GetObject", {"Fn::Sub": "${DocumentsBucket.Arn}/*"}
        ),
        "presign-upload deletes documents": lambda t: statement(t, "PresignUpload", "Documents").update(
            Action=["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        ),
        "a version in quarantine cannot be copied": lambda t: statement(t, "Scan", "Quarantine").update(
            Action=["s3:GetObject"]
        ),
    },
    "mail_and_events_leave_by_notify": {
        "mail from any address": lambda t: statement(t, "Notify", "SendMail").pop("Condition"),
        "mail without the configuration set": lambda t: statement(t, "Notify", "SendMail")["Resource"].pop(),
        "the portal puts events": lambda t: grant(t, "Portal", "events:PutEvents", BUS),
    },
    # the key
    "the_key_makes_macs_and_stays": {
        "a key that encrypts": lambda t: properties(t, "LinkKey").update(
            KeySpec="SYMMETRIC_DEFAULT", KeyUsage="ENCRYPT_DECRYPT"
        ),
        "a key that goes with the stack": lambda t: t["Resources"]["LinkKey"].update(DeletionPolicy="Delete"),
    },
    "exactly_six_roles_use_the_key": {
        "a seventh": lambda t: key_statement(t, "DeriveKeys")["Principal"]["AWS"].append(
            {"Fn::GetAtt": ["ActivityRole", "Arn"]}
        ),
        "the whole account": lambda t: key_statement(t, "Administer")["Action"].append("kms:GenerateMac"),
        "administrators may do everything": lambda t: key_statement(t, "Administer").update(Action="kms:*"),
        "notify cannot": lambda t: key_statement(t, "DeriveKeys")["Principal"]["AWS"].pop(),
    },
    "no_role_reaches_for_a_key_by_itself": {
        "a statement for the key": lambda t: grant(
            t, "Register", "kms:GenerateMac", {"Fn::GetAtt": ["EventBus", "Arn"]}
        ),
    },
    # functions
    "nothing_is_there_that_no_rule_looks_at": {
        "a way round the API": lambda t: properties(t, "Portal").update(FunctionUrlConfig={"AuthType": "NONE"}),
    },
    "every_package_is_deployed_once": {
        "a package that is not deployed": lambda t: t["Resources"].pop("Register"),
        "a binary that does not exist": lambda t: t["Resources"]["Portal"]["Metadata"]["BuildProperties"].update(
            Binary="portals"
        ),
    },
    "functions_are_built_alike": {
        "another runtime": lambda t: properties(t, "Portal").update(Runtime="provided.al2"),
        "a fixed architecture": lambda t: properties(t, "Portal").update(Architectures=["x86_64"]),
        "no tracing": lambda t: t["Globals"]["Function"].update(Tracing="PassThrough"),
        "another build": lambda t: t["Resources"]["Portal"]["Metadata"].update(BuildMethod="makefile"),
    },
    "callers_get_an_answer_in_time": {
        "a function slower than the gateway": lambda t: properties(t, "PresignUpload").update(Timeout=60),
        "passwords hashed at 128 MB": lambda t: properties(t, "Portal").update(MemorySize=128),
    },
    "functions_are_told_what_they_use": {
        "notify knows no bus": lambda t: properties(t, "Notify")["Environment"]["Variables"].pop("EVENT_BUS"),
        "a secret in the environment": lambda t: properties(t, "Portal")["Environment"]["Variables"].update(
            SESSION_KEY="hunter2"
        ),
        "the tables swapped": lambda t: properties(t, "SweepExpired")["Environment"]["Variables"].update(
            STATE_TABLE={"Ref": "TrailTable"}
        ),
    },
    "pages_may_talk_to_the_buckets": {
        "uploads to nowhere": lambda t: properties(t, "Portal")["Environment"]["Variables"].update(
            UPLOAD_ORIGINS="https://uploads.example.com"
        ),
    },
    "parameters_explain_and_guard_themselves": {
        "an unexplained parameter": lambda t: t["Parameters"]["MailFrom"].pop("Description"),
        "an origin that can be anything": lambda t: t["Parameters"]["PortalOrigin"].pop("AllowedPattern"),
        "on and off as truth values": lambda t: t["Parameters"]["MalwareScanning"].update(AllowedValues=[True, False]),
    },
    "what_a_deployer_needs_is_put_out": {
        "no output for the bus": lambda t: t["Outputs"].pop("EventBus"),
    },
    # samconfig.toml
    "every_deployment_gives_what_the_template_asks": {
        "a parameter that nobody gives": lambda t: t["Parameters"].update(
            Region={"Type": "String", "AllowedPattern": ".+", "Description": "Where"}
        ),
        "a parameter renamed": lambda t: t["Parameters"].update(Issuer=t["Parameters"].pop("JwtIssuer")),
        "an origin with a port, always": lambda t: t["Parameters"]["PortalOrigin"].update(AllowedPattern="^.+:[0-9]+$"),
    },
    "no_account_is_named": {
        "an account": lambda t: key_statement(t, "DeriveKeys")["Principal"]["AWS"].append(
            "arn:aws:iam::111122223333:role/Admin"
        ),
    },
    # tables and buckets
    "tables_survive_mistakes": {
        "no point-in-time recovery": lambda t: properties(t, "TrailTable").pop("PointInTimeRecoverySpecification"),
        "no encryption": lambda t: properties(t, "StateTable").pop("SSESpecification"),
        "no deletion protection": lambda t: properties(t, "TrailTable").update(DeletionProtectionEnabled=False),
    },
    "data_outlives_the_stack": {
        "the trail goes with the stack": lambda t: t["Resources"]["TrailTable"].update(DeletionPolicy="Delete"),
    },
    "tables_have_the_keys_that_the_code_uses": {
        "an index less": lambda t: properties(t, "StateTable")["GlobalSecondaryIndexes"].pop(0),
        "an index that holds everything": lambda t: properties(t, "StateTable")["GlobalSecondaryIndexes"][2].update(
            Projection={"ProjectionType": "ALL"}
        ),
        "a key that is a number": lambda t: properties(t, "TrailTable")["AttributeDefinitions"][1].update(
            AttributeType="N"
        ),
    },
    "only_state_expires": {
        "no time to live": lambda t: properties(t, "StateTable").pop("TimeToLiveSpecification"),
        "a trail that expires": lambda t: properties(t, "TrailTable").update(
            TimeToLiveSpecification={"AttributeName": "ttl", "Enabled": True}
        ),
    },
    "buckets_are_closed": {
        "a public bucket": lambda t: properties(t, "DocumentsBucket").pop("PublicAccessBlockConfiguration"),
        "plain HTTP": lambda t: t["Resources"].pop("QuarantineBucketPolicy"),
        "plain HTTP for objects": lambda t: bucket_statement(t, "DocumentsBucketPolicy", "TlsOnly")["Resource"].pop(),
        "no versions": lambda t: properties(t, "QuarantineBucket").pop("VersioningConfiguration"),
    },
    "presigned_links_age": {
        "downloads for an hour": lambda t: bucket_statement(t, "DocumentsBucketPolicy", "NoWayOutAfterAMinute")[
            "Condition"
        ].update(NumericGreaterThan={"s3:signatureAge": "3600000"}),
    },
    "files_are_forgotten_when_due": {
        "quarantine for ever": lambda t: properties(t, "QuarantineBucket").pop("LifecycleConfiguration"),
        "a lifecycle rule that is off": lambda t: properties(t, "QuarantineBucket")["LifecycleConfiguration"]["Rules"][
            0
        ].update(Status="Disabled"),
        "documents that expire": lambda t: properties(t, "DocumentsBucket")["LifecycleConfiguration"]["Rules"][
            0
        ].update(ExpirationInDays=30),
    },
    "only_the_portal_uploads_from_a_browser": {
        "uploads from any origin": lambda t: properties(t, "QuarantineBucket")["CorsConfiguration"]["CorsRules"][
            0
        ].update(AllowedOrigins=["*"]),
        "scripts read documents": lambda t: properties(t, "DocumentsBucket").update(
            CorsConfiguration=copy.deepcopy(properties(t, "QuarantineBucket")["CorsConfiguration"])
        ),
    },
    # what nobody calls
    "the_sweep_runs_each_minute": {
        "a rate that is none": lambda t: event(t, "SweepExpired", "EachMinute").update(
            ScheduleExpression="rate(1 minutes)"
        ),
        "once a day": lambda t: event(t, "SweepExpired", "EachMinute").update(ScheduleExpression="rate(1 day)"),
        "never": lambda t: properties(t, "SweepExpired").pop("Events"),
    },
    "a_missed_sweep_is_told": {
        "no dead-letter queue": lambda t: event(t, "SweepExpired", "EachMinute").pop("DeadLetterConfig"),
        "a role that may not send to the queue": lambda t: (
            t["Resources"].update(
                BareRole={
                    "Type": "AWS::IAM::Role",
                    "Properties": {
                        "AssumeRolePolicyDocument": {
                            "Version": "2012-10-17",
                            "Statement": [
                                {
                                    "Effect": "Allow",
                                    "Principal": {"Service": "scheduler.amazonaws.com"},
                                    "Action": "sts:AssumeRole",
                                }
                            ],
                        }
                    },
                }
            ),
            event(t, "SweepExpired", "EachMinute").update(RoleArn={"Fn::GetAtt": ["BareRole", "Arn"]}),
        ),
    },
    "failed_runs_are_kept": {
        "failed sweeps are forgotten": lambda t: properties(t, "SweepExpired").pop("EventInvokeConfig"),
    },
    "the_outbox_is_followed": {
        "keys without images": lambda t: properties(t, "StateTable").update(
            StreamSpecification={"StreamViewType": "KEYS_ONLY"}
        ),
        "only what comes after": lambda t: properties(t, "OutboxStream").update(StartingPosition="LATEST"),
        "nobody follows": lambda t: t["Resources"].pop("OutboxStream"),
        "notify may not follow": lambda t: statement(t, "Notify", "FollowOutbox").update(
            Action=["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
        ),
    },
    "only_outbox_items_wake_notify": {
        "a filter that is no JSON": lambda t: properties(t, "OutboxStream")["FilterCriteria"]["Filters"][0].update(
            Pattern="{'eventName':['INSERT']}"
        ),
        "a filter for other keys": lambda t: properties(t, "OutboxStream")["FilterCriteria"]["Filters"][0].update(
            Pattern='{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX/"}]}}}}'
        ),
        "no filter": lambda t: properties(t, "OutboxStream").pop("FilterCriteria"),
    },
    "one_bad_message_holds_back_no_other": {
        "whole batches": lambda t: properties(t, "OutboxStream").pop("FunctionResponseTypes"),
        "no bisecting": lambda t: properties(t, "OutboxStream").update(BisectBatchOnFunctionError=False),
        "endless retries": lambda t: properties(t, "OutboxStream").update(MaximumRetryAttempts=-1),
        "no dead-letter queue": lambda t: properties(t, "OutboxStream").pop("DestinationConfig"),
        "no right to the dead-letter queue": lambda t: statement(t, "Notify", "ReportUndelivered").update(
            Resource={"Fn::GetAtt": ["SweepFailures", "Arn"]}
        ),
    },
    "queues_keep_failures_long_and_encrypted": {
        "a queue that forgets": lambda t: properties(t, "OutboxFailures").pop("MessageRetentionPeriod"),
        "a queue in clear": lambda t: properties(t, "SweepFailures").update(SqsManagedSseEnabled=False),
    },
    "verdicts_reach_scan": {
        "verdicts on every bucket": lambda t: event(t, "Scan", "Verdict")["Pattern"].pop("detail"),
        "a queue closed to the rule": lambda t: t["Resources"].pop("ScanFailuresPolicy"),
        "a tagging scanner": lambda t: properties(t, "MalwareProtection")["Actions"]["Tagging"].update(
            Status="ENABLED"
        ),
    },
    "scanning_is_there_when_asked_for": {
        "a scanner that is always there": lambda t: t["Resources"]["MalwareProtection"].pop("Condition"),
        "a condition turned round": lambda t: t["Conditions"].update(
            ScansMalware={"Fn::Equals": [{"Ref": "MalwareScanning"}, "off"]}
        ),
    },
    # logs and mail
    "every_function_has_a_log_that_ends": {
        "a log without end": lambda t: properties(t, "PortalLog").pop("RetentionInDays"),
        "a function without a log": lambda t: properties(t, "Portal").pop("LoggingConfig"),
        "two functions in one log": lambda t: properties(t, "Portal")["LoggingConfig"].update(
            LogGroup={"Ref": "ScanLog"}
        ),
    },
    "mails_are_not_tracked": {
        "clicks as the account has it": lambda t: properties(t, "MailConfigurationSet").pop("VdmOptions"),
        "clicks tracked": lambda t: t["Resources"].update(
            Clicks={
                "Type": "AWS::SES::ConfigurationSetEventDestination",
                "Properties": {
                    "ConfigurationSetName": {"Ref": "MailConfigurationSet"},
                    "EventDestination": {"MatchingEventTypes": ["CLICK"], "EventBridgeDestination": {}},
                },
            }
        ),
    },
}

# What SAM refuses by itself.
UNTRANSFORMABLE: dict[str, Plant] = {
    "no default authorizer": lambda t: properties(t, "HttpApi")["Auth"].pop("DefaultAuthorizer"),
    "an authorizer that is not there": lambda t: event(t, "Register", "ReadRun").update(Auth={"Authorizer": "Staf"}),
    "a route of an API that is not there": lambda t: event(t, "Register", "ReadRun").update(ApiId={"Ref": "Api"}),
    "a misspelt property": lambda t: properties(t, "Portal").update(MemorySise=512),
}

# What is left to cfn-lint: id of its check -> defects.
LINTED: dict[str, dict[str, Plant]] = {
    "E3717": {"a timeout that Lambda refuses": lambda t: properties(t, "Notify").update(Timeout=1000)},
    "E1010": {
        "a table that does not exist": lambda t: statement(t, "Portal", "ReadState").update(
            Resource={"Fn::GetAtt": ["StatesTable", "Arn"]}
        )
    },
    "E3004": {
        "a circle of dependencies": lambda t: statement(t, "Portal", "ReadState")["Resource"].update(
            {"Fn::GetAtt": ["LinkKey", "Arn"]}
        )
    },
    "W2001": {"a parameter without use": lambda t: t["Parameters"].update(Unused={"Type": "String"})},
}


def with_defect(plant: Plant) -> Stack:
    template = copy.deepcopy(SOUND)
    plant(template)
    return Stack(template)


class EveryRuleRefuses(unittest.TestCase):
    def test_the_template_as_it_is_passes(self) -> None:
        stack = Stack(SOUND)
        self.assertEqual(lint(stack) + objections(stack), [])

    def test_every_rule_has_a_defect_that_it_refuses(self) -> None:
        self.assertEqual(sorted(rule.__name__ for rule in RULES), sorted(DEFECTS))

    def test_planted_defects_are_refused(self) -> None:
        for rule, defects in DEFECTS.items():
            for name, plant in defects.items():
                with self.subTest(rule=rule, defect=name):
                    found = objections(with_defect(plant))
                    self.assertIn(rule, {objection.split(":")[0] for objection in found})

    def test_planted_defects_are_refused_by_sam(self) -> None:
        for name, plant in UNTRANSFORMABLE.items():
            with self.subTest(defect=name), self.assertRaises(TransformRefused):
                with_defect(plant)

    def test_planted_defects_are_refused_by_cfn_lint(self) -> None:
        for check, defects in LINTED.items():
            for name, plant in defects.items():
                with self.subTest(check=check, defect=name):
                    self.assertIn(check, {found.split()[0] for found in lint(with_defect(plant))})


if __name__ == "__main__":
    unittest.main()
