"""Logs that end, and mails that nobody watches the guest through."""

from collections.abc import Iterator

from rules import rule
from stack import Stack, target

WATCHED = {"OPEN", "CLICK"}


@rule
def every_function_has_a_log_that_ends(stack: Stack) -> Iterator[str]:
    groups = stack.of_type("AWS::Logs::LogGroup")
    used = []
    for name, properties in stack.functions.items():
        logging = properties.get("LoggingConfig", {})
        group = target(logging.get("LogGroup"))
        used.append(group)
        if group not in groups:
            yield f"{name} has no log group of its own"
        if logging.get("LogFormat") != "JSON":
            yield f"{name} does not log JSON"
    for group in sorted({g for g in used if used.count(g) > 1}):
        yield f"{group} is shared by functions"
    for name, group in groups.items():
        if group.get("RetentionInDays") != {"Ref": "LogRetentionDays"}:
            yield f"{name} does not end after LogRetentionDays"


@rule
def mails_are_not_tracked(stack: Stack) -> Iterator[str]:
    sets = stack.of_type("AWS::SES::ConfigurationSet")
    for name, properties in sets.items():
        if properties.get("VdmOptions", {}).get("DashboardOptions") != {"EngagementMetrics": "DISABLED"}:
            yield f"{name} leaves it to the account whether clicks are tracked"
        if "TrackingOptions" in properties:
            yield f"{name} has a host for tracking clicks"
    for name, properties in stack.of_type("AWS::SES::ConfigurationSetEventDestination").items():
        events = {e.upper() for e in properties.get("EventDestination", {}).get("MatchingEventTypes", [])}
        if events & WATCHED:
            yield f"{name} tracks {', '.join(sorted(events & WATCHED))}, for which SES rewrites links"
