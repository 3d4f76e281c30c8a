"""Defects of what nobody calls, what is logged and mailed."""

from planted.places import (
    BUS,
    Plant,
    destination,
    destination_of_failures,
    event,
    filtered,
    properties,
    reported,
    statement,
)

DEFECTS: dict[str, dict[str, Plant]] = {
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
        "unrecorded reports are forgotten": lambda t: properties(t, "MailEvents").pop("EventInvokeConfig"),
        "failed runs elsewhere than what was never brought": lambda t: destination_of_failures(t, "MailEvents").update(
            Destination={"Fn::GetAtt": ["OutboxFailures", "Arn"]}
        ),
        "one queue for two functions": lambda t: (
            destination_of_failures(t, "Scan").update(Destination={"Fn::GetAtt": ["MailEventsFailures", "Arn"]}),
            event(t, "Scan", "Verdict").update(DeadLetterConfig={"Arn": {"Fn::GetAtt": ["MailEventsFailures", "Arn"]}}),
        ),
    },
    "what_a_rule_brought_can_be_replayed": {
        "a queue of another name": lambda t: reported(t).update(
            DeadLetterConfig={"Arn": {"Fn::GetAtt": ["OutboxFailures", "Arn"]}}
        ),
    },
    "the_streams_are_followed": {
        "images without use": lambda t: properties(t, "StateTable").update(
            StreamSpecification={"StreamViewType": "NEW_IMAGE"}
        ),
        "records without their text": lambda t: properties(t, "TrailTable").update(
            StreamSpecification={"StreamViewType": "KEYS_ONLY"}
        ),
        "only what comes after": lambda t: properties(t, "OutboxStream").update(StartingPosition="LATEST"),
        "nobody follows the outbox": lambda t: t["Resources"].pop("OutboxStream"),
        "nobody packs exports": lambda t: t["Resources"].pop("ExportStream"),
        "nobody follows the trail": lambda t: t["Resources"].pop("TrailStream"),
        "one stream twice": lambda t: properties(t, "TrailStream").update(
            EventSourceArn={"Fn::GetAtt": ["StateTable", "StreamArn"]}
        ),
        "switched off": lambda t: properties(t, "TrailStream").update(Enabled=False),
        "notify may not follow the outbox": lambda t: statement(t, "Notify", "FollowOutbox").update(
            Action=["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
        ),
        "notify may not follow the trail": lambda t: statement(t, "Notify", "FollowTrail").update(Effect="Deny"),
    },
    "each_follower_of_a_stream_wakes_for_what_is_its_own": {
        "a filter that is no JSON": lambda t: filtered(t, "OutboxStream").update(Pattern="{'eventName':['INSERT']}"),
        "a filter for other keys": lambda t: filtered(t, "OutboxStream").update(
            Pattern='{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX/"}]}}}}'
        ),
        "mails that are brought again pass by": lambda t: filtered(t, "OutboxStream").update(
            Pattern='{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX#"}]}}}}'
        ),
        "mails wake jobs": lambda t: filtered(t, "ExportStream").update(
            Pattern='{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX#"}]}}}}'
        ),
        "lists of exports wake jobs": lambda t: filtered(t, "ExportStream").update(
            Pattern='{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"EXPORT#"}]}}}}'
        ),
        "drafts are events": lambda t: filtered(t, "TrailStream").update(Pattern='{"eventName":["INSERT"]}'),
        "erasing is an event": lambda t: filtered(t, "TrailStream").update(
            Pattern='{"dynamodb":{"NewImage":{"published":{"N":[{"exists":true}]}}}}'
        ),
        "no filter": lambda t: properties(t, "OutboxStream").pop("FilterCriteria"),
    },
    "one_bad_message_holds_back_no_other": {
        "whole batches": lambda t: properties(t, "OutboxStream").pop("FunctionResponseTypes"),
        "no bisecting": lambda t: properties(t, "TrailStream").update(BisectBatchOnFunctionError=False),
        "endless retries": lambda t: properties(t, "TrailStream").update(MaximumRetryAttempts=-1),
        "for as long as the stream remembers": lambda t: properties(t, "TrailStream").pop("MaximumRecordAgeInSeconds"),
        "no dead-letter queue": lambda t: properties(t, "OutboxStream").pop("DestinationConfig"),
        "one queue for both": lambda t: properties(t, "TrailStream")["DestinationConfig"].update(
            OnFailure={"Destination": {"Fn::GetAtt": ["OutboxFailures", "Arn"]}}
        ),
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
    "rules_of_events_lose_nothing": {
        "on a bus where GuardDuty publishes nothing": lambda t: event(t, "Scan", "Verdict").update(
            EventBusName={"Ref": "EventBus"}
        ),
        "switched off": lambda t: event(t, "Scan", "Verdict").update(State="DISABLED"),
        "a queue closed to the rule": lambda t: t["Resources"].pop("ScanFailuresPolicy"),
        "retries without end": lambda t: event(t, "Scan", "Verdict").pop("RetryPolicy"),
    },
    "no_rule_leads_elsewhere": {
        "reports to a function that did not ask": lambda t: t["Resources"].update(
            Leak={
                "Type": "AWS::Events::Rule",
                "Properties": {
                    "EventPattern": {"source": ["aws.ses"]},
                    "Targets": [{"Id": "leak", "Arn": {"Fn::GetAtt": ["Portal", "Arn"]}}],
                },
            }
        ),
        "reports to somebody else too": lambda t: t["Resources"].update(
            Leak={
                "Type": "AWS::Events::Rule",
                "Properties": {
                    "EventPattern": {"source": ["aws.ses"]},
                    "Targets": [{"Id": "leak", "Arn": {"Fn::GetAtt": ["SweepFailures", "Arn"]}}],
                },
            }
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
        "a function without metrics": lambda t: properties(t, "Portal")["LoggingConfig"].update(
            ApplicationLogLevel="WARN"
        ),
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
        "openings tracked": lambda t: destination(t)["MatchingEventTypes"].append("open"),
    },
    "ses_publishes_what_became_of_mails": {
        "bounces unheard": lambda t: destination(t)["MatchingEventTypes"].remove("bounce"),
        "a bus of our own": lambda t: destination(t).update(EventBridgeDestination={"EventBusArn": BUS}),
        "to nobody": lambda t: t["Resources"].pop("MailEventDestination"),
        "of another configuration set": lambda t: properties(t, "MailEventDestination").update(
            ConfigurationSetName="other"
        ),
        "switched off": lambda t: destination(t).update(Enabled=False),
    },
    "reports_on_invitations_reach_mail_events": {
        "of every configuration set": lambda t: reported(t)["Pattern"]["detail"]["mail"]["tags"].pop(
            "ses:configuration-set"
        ),
        "of mails to owners too": lambda t: reported(t)["Pattern"]["detail"]["mail"]["tags"].pop("mail"),
        "complaints left out": lambda t: reported(t)["Pattern"]["detail-type"].remove("Email Complaint Received"),
        "on a bus where SES publishes nothing": lambda t: reported(t).update(EventBusName={"Ref": "EventBus"}),
        "never": lambda t: properties(t, "MailEvents").pop("Events"),
        "a queue closed to the rule": lambda t: t["Resources"].pop("MailEventsFailuresPolicy"),
        "no dead-letter queue": lambda t: reported(t).pop("DeadLetterConfig"),
        "retries without end": lambda t: reported(t).pop("RetryPolicy"),
    },
}
