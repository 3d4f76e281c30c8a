"""Defects of functions, deployments, tables and buckets."""

import copy

from planted.places import Plant, bucket_statement, key_statement, properties

DEFECTS: dict[str, dict[str, Plant]] = {
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
    "functions_and_logs_bear_the_package_s_name": {
        "another name": lambda t: t["Resources"].update(Registry=t["Resources"].pop("Register")),
        "a log that nobody finds": lambda t: properties(t, "PortalLog").update(LogGroupName="/aws/lambda/portal"),
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
    "a_flood_costs_only_so_much": {
        "the portal without a limit": lambda t: properties(t, "Portal").pop("ReservedConcurrentExecutions"),
        "no mail in prod": lambda t: t["Mappings"]["Concurrency"]["prod"].update(Notify=0),
    },
    "functions_are_told_what_they_use": {
        "notify knows no bus": lambda t: properties(t, "Notify")["Environment"]["Variables"].pop("EVENT_BUS"),
        "a secret in the environment": lambda t: properties(t, "Portal")["Environment"]["Variables"].update(
            SESSION_KEY="hunter2"
        ),
        "a window of the function's own": lambda t: properties(t, "Register")["Environment"]["Variables"].update(
            UPLOAD_WINDOW_SECONDS="3600"
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
        "a window of any length": lambda t: t["Parameters"]["UploadWindowSeconds"].pop("MaxValue"),
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
        "an index more": lambda t: properties(t, "TrailTable")["GlobalSecondaryIndexes"].append(
            {
                "IndexName": "by-kind",
                "KeySchema": [
                    {"AttributeName": "place", "KeyType": "HASH"},
                    {"AttributeName": "sk", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ),
        "an index that holds everything": lambda t: properties(t, "StateTable")["GlobalSecondaryIndexes"][2].update(
            Projection={"ProjectionType": "ALL"}
        ),
        "an index of another attribute": lambda t: properties(t, "TrailTable")["GlobalSecondaryIndexes"][0][
            "KeySchema"
        ][0].update(AttributeName="within"),
        "a key that is a number": lambda t: properties(t, "TrailTable")["AttributeDefinitions"][1].update(
            AttributeType="N"
        ),
        "instants as text": lambda t: properties(t, "StateTable")["AttributeDefinitions"][3].update(AttributeType="S"),
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
        "uploads for as long as somebody typed": lambda t: bucket_statement(
            t, "QuarantineBucketPolicy", "NoWayInAfterTheUploadWindow"
        )["Condition"].update(NumericGreaterThan={"s3:signatureAge": "3600000"}),
    },
    "files_are_forgotten_when_due": {
        "quarantine for ever": lambda t: properties(t, "QuarantineBucket").pop("LifecycleConfiguration"),
        "a lifecycle rule that is off": lambda t: properties(t, "QuarantineBucket")["LifecycleConfiguration"]["Rules"][
            0
        ].update(Status="Disabled"),
        "documents that expire": lambda t: properties(t, "DocumentsBucket")["LifecycleConfiguration"]["Rules"][
            0
        ].update(ExpirationInDays=30),
        "exports for ever": lambda t: properties(t, "DocumentsBucket")["LifecycleConfiguration"]["Rules"].pop(1),
        "exports that are only hidden": lambda t: properties(t, "DocumentsBucket")["LifecycleConfiguration"]["Rules"][
            1
        ].pop("NoncurrentVersionExpiration"),
    },
    "only_the_portal_uploads_from_a_browser": {
        "uploads from any origin": lambda t: properties(t, "QuarantineBucket")["CorsConfiguration"]["CorsRules"][
            0
        ].update(AllowedOrigins=["*"]),
        "scripts read documents": lambda t: properties(t, "DocumentsBucket").update(
            CorsConfiguration=copy.deepcopy(properties(t, "QuarantineBucket")["CorsConfiguration"])
        ),
    },
}
