"""Defects of who comes in, and who may do what."""

from planted.places import (
    BUS,
    NONE,
    Plant,
    STATE,
    TRAIL,
    TRAIL_STREAM,
    event,
    grant,
    key_statement,
    properties,
    statement,
)

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
    "one_route_of_the_portal_catches_all_the_rest": {
        "a route for every method": lambda t: event(t, "Activity", "ListShares").update(Method="ANY"),
        "a greedy path": lambda t: event(t, "Activity", "ListShares").update(Path="/v1/{proxy+}"),
        "nobody takes the rest": lambda t: properties(t, "Portal")["Events"].pop("Rest"),
        "another function takes the rest": lambda t: properties(t, "Activity")["Events"].update(
            Rest=properties(t, "Portal")["Events"].pop("Rest")
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
    "rights_of_single_functions_are_those_of_the_table": {
        "the portal lists shares": lambda t: grant(
            t, "Portal", "dynamodb:Query", {"Fn::Sub": "${StateTable.Arn}/index/by-expiry"}
        ),
        "the sweep cannot find what is due": lambda t: statement(t, "SweepExpired", "FindDue").update(Resource=STATE),
        "the portal reads the trail": lambda t: grant(t, "Portal", "dynamodb:Query", TRAIL),
        "activity cannot read the trail": lambda t: statement(t, "Activity", "ReadTrail").update(Resource=STATE),
        "the portal deletes": lambda t: grant(t, "Portal", "dynamodb:DeleteItem", STATE),
        "the portal follows the trail": lambda t: grant(t, "Portal", "dynamodb:GetRecords", TRAIL_STREAM),
        "the portal reads documents": lambda t: grant(
            t, "Portal", "s3:GetObject", {"Fn::Sub": "${DocumentsBucket.Arn}/*"}
        ),
        "presign-upload deletes documents": lambda t: statement(t, "PresignUpload", "Documents").update(
            Action=["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        ),
        "presign-upload reads what staff send before it counts": lambda t: statement(
            t, "PresignUpload", "Quarantine"
        ).update(Resource={"Fn::Sub": "${QuarantineBucket.Arn}/references/*"}),
        "a version in quarantine cannot be copied": lambda t: statement(t, "Scan", "Quarantine").update(
            Action=["s3:GetObject"]
        ),
        "mail without the configuration set": lambda t: statement(t, "Notify", "SendMail")["Resource"].pop(),
        "the portal puts events": lambda t: grant(t, "Portal", "events:PutEvents", BUS),
        "the portal invokes the sweep": lambda t: grant(
            t, "Portal", "lambda:InvokeFunction", {"Fn::GetAtt": ["SweepExpired", "Arn"]}
        ),
    },
    "the_trail_is_append_only": {
        "an update of the trail": lambda t: grant(t, "Register", "dynamodb:UpdateItem", TRAIL),
        "a deletion from the trail": lambda t: grant(t, "SweepExpired", "dynamodb:DeleteItem", TRAIL),
        "an update of the trail beside what is allowed": lambda t: statement(t, "Notify", "AppendTrail").update(
            Action=["dynamodb:PutItem", "dynamodb:UpdateItem"]
        ),
    },
    "nobody_reads_or_writes_in_another_way": {
        "a scan": lambda t: grant(t, "Activity", "dynamodb:Scan", STATE),
        "SQL": lambda t: grant(t, "Register", "dynamodb:PartiQLInsert", STATE),
    },
    "tables_are_written_in_transactions_only": {
        "a plain write of state": lambda t: statement(t, "Portal", "Put")["Condition"].pop("ForAnyValue:StringEquals"),
        "a plain write of the trail": lambda t: statement(t, "Scan", "AppendTrail").pop("Condition"),
        "an update in place": lambda t: statement(t, "RevokeShare", "Update")["Condition"].pop(
            "ForAnyValue:StringEquals"
        ),
        "a file deleted without its record": lambda t: statement(t, "PresignUpload", "Delete")["Condition"].pop(
            "ForAnyValue:StringEquals"
        ),
        "jobs notes how mails wait": lambda t: statement(t, "Jobs", "NoteHowFar")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "OUTBOX#*"}}
        ),
        "jobs notes what it likes": lambda t: statement(t, "Jobs", "NoteHowFar")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["EXPORT#*", "RUN#*"]}}
        ),
        "the portal notes how mails wait": lambda t: grant(
            t,
            "Portal",
            "dynamodb:UpdateItem",
            STATE,
            Condition={"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "OUTBOX#*"}},
        ),
        "the sweep updates shares in place": lambda t: statement(t, "SweepExpired", "BringMailsAgain")[
            "Condition"
        ].update({"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["OUTBOX#*", "SHARE#*"]}}),
        "the sweep cannot bring mails again": lambda t: statement(t, "SweepExpired", "BringMailsAgain").update(
            Effect="Deny"
        ),
    },
    "every_statement_names_the_keys_it_is_about": {
        "any row may be put": lambda t: statement(t, "Register", "Put")["Condition"].pop("ForAllValues:StringLike"),
        "any row may be read": lambda t: statement(t, "Activity", "Get").pop("Condition"),
        "any list may be read": lambda t: statement(t, "Activity", "ListActiveShares").pop("Condition"),
        "a prefix that is none": lambda t: statement(t, "Scan", "Get")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["*"]}}
        ),
    },
    "only_staff_s_functions_reach_orgs_and_members": {
        "the portal puts members": lambda t: statement(t, "Portal", "Put")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["SHARE#*", "PERSON#*"]}}
        ),
        "jobs reads members": lambda t: statement(t, "Jobs", "Get")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["SHARE#*", "PERSON#*"]}}
        ),
        "a function for guests and for staff": lambda t: event(t, "Register", "ReadRun").update(Auth=NONE),
    },
    "who_reads_policies_reads_nothing_else_of_orgs": {
        "the portal reads whole orgs": lambda t: statement(t, "Portal", "ReadPolicy")["Condition"].pop(
            "ForAllValues:StringEquals"
        ),
        "the portal asks for no attributes": lambda t: statement(t, "Portal", "ReadPolicy")["Condition"].pop(
            "StringEqualsIfExists"
        ),
        "complete-task reads the members of an org": lambda t: statement(t, "CompleteTask", "ReadPolicy")["Condition"][
            "ForAllValues:StringEquals"
        ]["dynamodb:Attributes"].append("email"),
        "complete-task lists the rows of an org": lambda t: statement(t, "CompleteTask", "ReadPolicy").update(
            Action="dynamodb:Query"
        ),
        "complete-task reads an org beside what guests have": lambda t: statement(t, "CompleteTask", "BatchGet")[
            "Condition"
        ]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"].append("ORG#*"),
        "the portal cannot read policies": lambda t: statement(t, "Portal", "ReadPolicy")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "TEXT#*"}}
        ),
    },
    "who_goes_on_with_a_broken_trail_gets_its_keys_and_the_head_of_an_org": {
        "revoke-share changes an org": lambda t: statement(t, "RevokeShare", "TellOrg")["Condition"].pop(
            "ForAllValues:StringEquals"
        ),
        "the sweep changes an org's policy": lambda t: statement(t, "SweepExpired", "TellOrg")["Condition"][
            "ForAllValues:StringEquals"
        ]["dynamodb:Attributes"].append("policy"),
        "the sweep reads what is in a trail": lambda t: statement(t, "SweepExpired", "FindLastRow")["Condition"].pop(
            "StringEqualsIfExists"
        ),
        "create-share writes into the trail of an org": lambda t: statement(t, "CreateShare", "AppendTrail")[
            "Condition"
        ].update({"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["org/*", "share/*"]}}),
    },
    "only_mails_files_and_entries_of_lists_are_deleted": {
        "notify deletes anything": lambda t: statement(t, "Notify", "EmptyOutbox").pop("Condition"),
        "presign-upload deletes shares": lambda t: statement(t, "PresignUpload", "Delete")["Condition"].update(
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["RUN#*", "SHARE#*"]}}
        ),
    },
    "what_only_answers_gets_only_reads": {
        "activity writes": lambda t: grant(t, "Activity", "dynamodb:PutItem", STATE),
        "activity reads files": lambda t: grant(t, "Activity", "s3:GetObject", {"Fn::Sub": "${DocumentsBucket.Arn}/*"}),
    },
    "everybody_can_do_their_work": {
        "complete-task cannot write the trail": lambda t: statement(t, "CompleteTask", "AppendTrail").update(
            Resource=STATE
        ),
        "scan cannot read": lambda t: statement(t, "Scan", "Get").update(Effect="Deny"),
        "scan cannot write": lambda t: statement(t, "Scan", "Update").update(Effect="Deny"),
    },
    "mails_leave_from_one_address": {
        "mail from any address": lambda t: statement(t, "Notify", "SendMail").pop("Condition"),
    },
    # the key
    "the_key_makes_macs_and_stays": {
        "a key that encrypts": lambda t: properties(t, "LinkKey").update(
            KeySpec="SYMMETRIC_DEFAULT", KeyUsage="ENCRYPT_DECRYPT"
        ),
        "a key that goes with the stack": lambda t: t["Resources"]["LinkKey"].update(DeletionPolicy="Delete"),
    },
    "the_key_is_used_by_those_who_answer_and_write": {
        "one that only reads": lambda t: key_statement(t, "DeriveKeys")["Principal"]["AWS"].append(
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
}
