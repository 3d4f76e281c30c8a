"""Defects of the nested stack that watches, of the stack at the edge, of the runbook; and of how they fit together."""

from collections.abc import Callable

from beside import Beside
from planted.places import properties

Plant = Callable[[dict, Beside], object]


def alarm(b: Beside, name: str) -> dict:
    return b.monitoring["Resources"][name]["Properties"]


def body(b: Beside) -> list:
    return b.monitoring["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]


def redrawn(b: Beside, before: str, after: str) -> None:
    assert before in body(b)[0], before
    body(b)[0] = body(b)[0].replace(before, after, 1)


def relisted(b: Beside, row: str) -> None:
    """Takes a function off the dashboard's list."""
    rows = body(b)[1]["OtherFunctions"]["Fn::Sub"]
    assert row in rows[0], row
    rows[0] = rows[0].replace(row, "")


def unlisted(b: Beside, row: str) -> None:
    """Takes an index off the dashboard's list."""
    rows = body(b)[1]["OtherIndexes"]
    assert row in rows["Fn::Sub"], row
    rows["Fn::Sub"] = rows["Fn::Sub"].replace(row, "")


def rewritten(b: Beside, before: str, after: str) -> None:
    assert before in b.runbook, before
    b.runbook = b.runbook.replace(before, after, 1)


def recoded(b: Beside, source: str, before: str, after: str) -> None:
    assert before in b.sources[source], before
    b.sources[source] = b.sources[source].replace(before, after)


def statement(b: Beside, resource: str, policy: str, sid: str) -> dict:
    found = b.monitoring["Resources"][resource]["Properties"][policy]["Statement"]
    return next(s for s in found if s["Sid"] == sid)


def site(b: Beside) -> dict:
    return b.edge["Resources"]["Distribution"]["Properties"]["DistributionConfig"]


def firewall(b: Beside) -> dict:
    return b.edge["Resources"]["Firewall"]["Properties"]


def group(b: Beside, at: int) -> dict:
    return firewall(b)["Rules"][at]["Statement"]["ManagedRuleGroupStatement"]


DEFECTS: dict[str, dict[str, Plant]] = {
    # alarms
    "monitoring_is_told_what_it_watches": {
        "a queue that is not handed over": lambda t, b: properties(t, "Monitoring")["Parameters"].pop("OutboxFailures"),
        "a parameter that nobody asks for": lambda t, b: b.monitoring["Parameters"].pop("Portal"),
        "two functions swapped": lambda t, b: properties(t, "Monitoring")["Parameters"].update(
            Portal={"Ref": "Activity"}, Activity={"Ref": "Portal"}
        ),
        "a scanner that may not be there": lambda t, b: properties(t, "Monitoring")["Parameters"].update(
            Scan={"Ref": "Scan"}
        ),
        "another deployment's metrics": lambda t, b: properties(t, "Monitoring")["Parameters"].update(
            Deployment="vestibule"
        ),
        "an address that nobody asked for": lambda t, b: properties(t, "Monitoring")["Parameters"].update(
            AlarmEmail=""
        ),
    },
    "every_function_has_an_errors_alarm": {
        "a function less": lambda t, b: b.monitoring["Resources"].pop("PresignUploadErrors"),
        "errors of the wrong function": lambda t, b: alarm(b, "NotifyErrors")["Dimensions"][0].update(
            Value={"Ref": "Portal"}
        ),
        "throttles of one function less": lambda t, b: alarm(b, "CallersThrottled")["Metrics"].pop(),
    },
    "every_queue_has_a_depth_alarm": {
        "a queue less": lambda t, b: b.monitoring["Resources"].pop("MailEventsFailuresNotEmpty"),
        "a queue that may fill a little": lambda t, b: alarm(b, "OutboxFailuresNotEmpty").update(Threshold=10),
        "messages in flight": lambda t, b: alarm(b, "ScanFailuresNotEmpty").update(
            MetricName="ApproximateNumberOfMessagesNotVisible"
        ),
    },
    "every_table_and_index_has_a_throttles_alarm": {
        "an index less": lambda t, b: alarm(b, "StateWritesThrottled")["Metrics"].pop(),
        "an index more": lambda t, b: properties(t, "TrailTable")["GlobalSecondaryIndexes"].append(
            {"IndexName": "by-kind"}
        ),
        "no errors of DynamoDB": lambda t, b: b.monitoring["Resources"].pop("TablesFailing"),
    },
    "what_runs_by_itself_is_heard_when_it_stops": {
        "silence is taken for quiet": lambda t, b: alarm(b, "SweepNotRunning").update(TreatMissingData="notBreaching"),
        "too many sweeps": lambda t, b: alarm(b, "SweepNotRunning").update(
            ComparisonOperator="GreaterThanOrEqualToThreshold"
        ),
        "no iterator age": lambda t, b: b.monitoring["Resources"].pop("StreamBehind"),
        "no outbox age": lambda t, b: b.monitoring["Resources"].pop("OutboxOld"),
        "mails given up unheard": lambda t, b: b.monitoring["Resources"].pop("MailsGivenUp"),
    },
    "alarms_look_at_metrics_that_there_are": {
        "throttles that DynamoDB has for no table": lambda t, b: alarm(b, "TrailThrottled")["Metrics"][1]["MetricStat"][
            "Metric"
        ].update(MetricName="ThrottledRequests"),
        "a problem that there is not": lambda t, b: alarm(b, "RefusedByFailure")["Dimensions"][1].update(
            Value="internal_error"
        ),
        "a record that there is not": lambda t, b: alarm(b, "PasswordsFailing")["Dimensions"][1].update(
            Value="share.password_wrong"
        ),
        "refusals of all deployments": lambda t, b: alarm(b, "ForgedLinks")["Dimensions"].pop(0),
        "the metric of a REST API": lambda t, b: alarm(b, "Api5xx")["Metrics"][1]["MetricStat"]["Metric"].update(
            MetricName="5XXError"
        ),
        "a problem renamed in the source": lambda t, b: recoded(b, "problems", '"not_found"', '"unknown"'),
    },
    "alarms_calculate_with_few_metrics": {
        "an eleventh": lambda t, b: alarm(b, "CallersThrottled")["Metrics"].extend(
            alarm(b, "WorkersThrottled")["Metrics"] + alarm(b, "TrailThrottled")["Metrics"]
        ),
    },
    "alarms_ring_and_say_when_it_is_over": {
        "nobody is told": lambda t, b: alarm(b, "PortalErrors").pop("AlarmActions"),
        "nobody is told that it is over": lambda t, b: alarm(b, "PortalErrors").pop("OKActions"),
        "a muted alarm": lambda t, b: alarm(b, "PortalErrors").update(ActionsEnabled=False),
        "silence without a meaning": lambda t, b: alarm(b, "PortalErrors").pop("TreatMissingData"),
        "a name for all deployments": lambda t, b: alarm(b, "PortalErrors").update(AlarmName="portal-errors"),
        "one name for two": lambda t, b: alarm(b, "PortalErrors").update(AlarmName=alarm(b, "ScanErrors")["AlarmName"]),
    },
    "alarms_lead_into_the_runbook": {
        "an alarm without a section": lambda t, b: rewritten(b, "### Outbox age\n", "### Age\n"),
        "a section without an alarm": lambda t, b: rewritten(b, "### Outbox age\n", "### Moon\n\n### Outbox age\n"),
        "a section elsewhere": lambda t, b: rewritten(b, "### Outbox age\n", "## Elsewhere\n\n### Outbox age\n"),
        "no link": lambda t, b: alarm(b, "OutboxOld").update(AlarmDescription="The outbox is old."),
    },
    "cloudwatch_may_ring": {
        "a key that CloudWatch cannot use": lambda t, b: b.monitoring["Resources"]["AlarmTopic"]["Properties"].update(
            KmsMasterKeyId="alias/aws/sns"
        ),
        "half of what it needs": lambda t, b: statement(b, "AlarmKey", "KeyPolicy", "RingEncrypted").update(
            Action=["kms:GenerateDataKey*"]
        ),
        "other accounts' alarms": lambda t, b: statement(b, "AlarmKey", "KeyPolicy", "RingEncrypted").pop("Condition"),
        "a topic closed to CloudWatch": lambda t, b: b.monitoring["Resources"].pop("AlarmTopicPolicy"),
    },
    # the tables
    "tables_have_the_keys_that_the_code_uses": {
        "an index renamed in the source": lambda t, b: recoded(b, "indexes", '"by-end"', '"by-finish"'),
        "a key changed in the source": lambda t, b: recoded(b, "indexes", '"place", "at"', '"place", "seq"'),
        "an index left out in the source": lambda t, b: recoded(b, "indexes", "[BY_PLACE, BY_WITHIN]", "[BY_PLACE]"),
        "indexes written in another way": lambda t, b: recoded(b, "indexes", "by_number(", "numbered("),
    },
    "each_follower_of_a_stream_wakes_for_what_is_its_own": {
        "another prefix in the source": lambda t, b: recoded(b, "code", 'format!("OUTBOX#{', 'format!("MAIL#{'),
        "another attribute in the source": lambda t, b: recoded(b, "code", '"published".into()', '"told".into()'),
    },
    # the dashboard
    "our_metrics_are_those_of_the_source": {
        "a metric renamed in the source": lambda t, b: recoded(b, "metrics", '"OutboxAge"', '"OutboxLag"'),
        "a unit changed in the source": lambda t, b: recoded(
            b, "metrics", '("SweepLag", "Seconds"', '("SweepLag", "Milliseconds"'
        ),
        "a dimension renamed in the source": lambda t, b: recoded(b, "metrics", 'Some("problem")', 'Some("kind")'),
        "another namespace": lambda t, b: recoded(b, "metrics", '"Vestibule"', '"Vst"'),
        "kinds written in another way": lambda t, b: recoded(b, "kinds", '\n        "', '\n    "'),
    },
    "the_dashboard_can_be_drawn": {
        "a comma too many": lambda t, b: redrawn(b, "${OtherFunctions}]", ",${OtherFunctions}]"),
        "a comma too few without scanning": lambda t, b: redrawn(
            b, '{"label": "MailEventsFailures"}]${', '{"label": "x"}],${'
        ),
        "a metric that there is not": lambda t, b: redrawn(b, '"SweepLag"', '"SweepDelay"'),
        "a search for what there is not": lambda t, b: redrawn(
            b, r"MetricName=\"Refusals\"", r"MetricName=\"Refused\""
        ),
        "a search of all deployments": lambda t, b: redrawn(b, r" deployment=\"${Deployment}\"", ""),
        "a widget over another": lambda t, b: redrawn(b, '"x": 8, "y": 5', '"x": 7, "y": 5'),
        "a widget over the edge": lambda t, b: redrawn(b, '"x": 16, "y": 5, "width": 8', '"x": 16, "y": 5, "width": 9'),
    },
    "the_dashboard_shows_everything": {
        "a function less": lambda t, b: relisted(b, '["...", "${Notify}", {"label": "notify"}],'),
        "a queue less": lambda t, b: redrawn(
            b, '["...", "${MailEventsFailures}", {"label": "MailEventsFailures"}]', '["...", "${SweepFailures}"]'
        ),
        "an index less": lambda t, b: unlisted(b, '["...", "due", {"label": "due"}],'),
        "an alarm less": lambda t, b: redrawn(b, '"${OutboxOld.Arn}",', ""),
        "no mails": lambda t, b: redrawn(
            b, '["Vestibule", "MailsSent", "deployment", "${Deployment}", {"label": "sent"}],', ""
        ),
    },
    # the runbook
    "the_runbook_names_what_there_is": {
        "a resource that there is not": lambda t, b: rewritten(b, "$(name Notify)", "$(name Notifier)"),
        "a script that there is not": lambda t, b: rewritten(b, "scripts/redeliver.py", "scripts/deliver.py"),
        "a section that there is not": lambda t, b: rewritten(b, "](#emergency-stop)", "](#stop)"),
    },
    "the_runbook_asks_logs_for_what_is_written": {
        "a line that nobody writes": lambda t, b: rewritten(b, 'message = "not delivered"', 'message = "undelivered"'),
        "a line reworded in the source": lambda t, b: recoded(b, "code", '"the request failed"', '"failed"'),
        "a log that there is not": lambda t, b: rewritten(b, '"$ERRORS" sweep-expired`', '"$ERRORS" sweeper`'),
    },
    # the edge
    "the_edge_hands_on_what_the_functions_go_by": {
        "pages cached": lambda t, b: site(b)["DefaultCacheBehavior"].update(
            CachePolicyId="658327ea-f89d-4fab-a63d-7e88639e58f6"
        ),
        "no cookies, no Authorization": lambda t, b: site(b)["DefaultCacheBehavior"].pop("OriginRequestPolicyId"),
        "the portal's host for an execute-api host": lambda t, b: site(b)["DefaultCacheBehavior"].update(
            OriginRequestPolicyId="216adef6-5c7f-47e4-b989-5492eafa07d3"
        ),
        "no PATCH": lambda t, b: site(b)["DefaultCacheBehavior"]["AllowedMethods"].remove("PATCH"),
        "guests' pages cached": lambda t, b: site(b)["CacheBehaviors"][0].update(PathPattern="/p/*"),
        "assets cached for each cookie": lambda t, b: site(b)["CacheBehaviors"][0].update(
            OriginRequestPolicyId="216adef6-5c7f-47e4-b989-5492eafa07d3"
        ),
        "hosts told apart in another way": lambda t, b: b.edge["Conditions"].update(
            OriginWantsViewerHost={"Fn::Equals": [{"Ref": "OriginHost"}, "d"]}
        ),
    },
    "the_edge_talks_modern_tls_behind_the_firewall": {
        "old TLS": lambda t, b: site(b)["ViewerCertificate"].update(MinimumProtocolVersion="TLSv1"),
        "plain HTTP": lambda t, b: site(b)["DefaultCacheBehavior"].update(ViewerProtocolPolicy="allow-all"),
        "no firewall": lambda t, b: site(b).pop("WebACLId"),
        "no IPv6": lambda t, b: site(b).update(IPV6Enabled=False),
        "an API asked over HTTP": lambda t, b: site(b)["Origins"][0]["CustomOriginConfig"].update(
            OriginProtocolPolicy="match-viewer"
        ),
        "no patience": lambda t, b: site(b)["Origins"][0]["CustomOriginConfig"].update(OriginReadTimeout=10),
    },
    "the_edge_keeps_no_path_and_no_cookie": {
        "an access log": lambda t, b: site(b).update(Logging={"Bucket": "logs.s3.amazonaws.com"}),
        "a log of the firewall": lambda t, b: b.edge["Resources"].update(
            Log={"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": {}}
        ),
        "samples": lambda t, b: firewall(b)["Rules"][2]["VisibilityConfig"].update(SampledRequestsEnabled=True),
        "samples of the rest": lambda t, b: firewall(b)["VisibilityConfig"].update(SampledRequestsEnabled=True),
    },
    "the_firewall_slows_down_and_loses_nobody_s_work": {
        "bodies up to 8 KB": lambda t, b: group(b, 2)["RuleActionOverrides"].pop(0),
        "no mention of Log4j": lambda t, b: group(b, 3)["RuleActionOverrides"].pop(1),
        "no limits": lambda t, b: firewall(b)["Rules"].pop(0),
        "a rule group that nobody read": lambda t, b: group(b, 3).update(Name="AWSManagedRulesSQLiRuleSet"),
        "nobody may pass": lambda t, b: firewall(b).update(DefaultAction={"Block": {}}),
    },
    "the_edge_is_deployed_where_cloudfront_looks": {
        "in any region": lambda t, b: b.edge["Rules"].pop("OnlyInNorthVirginia"),
        "a parameter that nobody gives": lambda t, b: b.edge["Parameters"].update(Owner={"Type": "String"}),
        "a parameter renamed": lambda t, b: b.edge["Parameters"].update(Origin=b.edge["Parameters"].pop("OriginHost")),
        "a certificate of any kind": lambda t, b: b.edge["Parameters"]["CertificateArn"].update(AllowedPattern=".*"),
    },
}
