"""Mails: nobody watches the guest through them, and what became of them comes back."""

from collections.abc import Iterator

from rules import rule
from rules.background import brought_by_one_rule
from stack import Stack

# For these SES puts a picture into the mail, or its own address in place of each link.
WATCHED = {"OPEN", "CLICK"}

# What SES publishes: name of the event destination's type -> detail-type on the bus.
REPORTED = {
    "delivery": "Email Delivered",
    "bounce": "Email Bounced",
    "complaint": "Email Complaint Received",
    "reject": "Email Rejected",
}
REPORTS = {
    "source": ["aws.ses"],
    "detail-type": list(REPORTED.values()),
    "detail": {"mail": {"tags": {"ses:configuration-set": [{"Ref": "MailConfigurationSet"}], "mail": ["invitation"]}}},
}
DEFAULT_BUS = {"Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"}


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


@rule
def ses_publishes_what_became_of_mails(stack: Stack) -> Iterator[str]:
    destinations = stack.of_type("AWS::SES::ConfigurationSetEventDestination")
    if [d.get("ConfigurationSetName") for d in destinations.values()] != [{"Ref": "MailConfigurationSet"}]:
        yield "there is not exactly one event destination, of MailConfigurationSet"
    for name, properties in destinations.items():
        destination = properties.get("EventDestination", {})
        if sorted(destination.get("MatchingEventTypes", [])) != sorted(REPORTED):
            yield f"{name} publishes {destination.get('MatchingEventTypes')}, not {sorted(REPORTED)}"
        if destination.get("EventBridgeDestination") != {"EventBusArn": DEFAULT_BUS}:
            yield f"{name} does not publish on the account's default bus, the only one that SES takes"
        if destination.get("Enabled") is not True:
            yield f"{name} is switched off"


@rule
def reports_on_invitations_reach_mail_events(stack: Stack) -> Iterator[str]:
    yield from brought_by_one_rule(stack, "MailEvents", REPORTS)
