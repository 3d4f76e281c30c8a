"""Places in the template at which defects are planted."""

from collections.abc import Callable

from transform import load

# As it is. Plants get a copy.
SOUND = load()

Plant = Callable[[dict], object]


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


def destination(template: dict) -> dict:
    return properties(template, "MailEventDestination")["EventDestination"]


def reported(template: dict) -> dict:
    return event(template, "MailEvents", "Report")


def filtered(template: dict, mapping: str) -> dict:
    return properties(template, mapping)["FilterCriteria"]["Filters"][0]


def destination_of_failures(template: dict, function: str) -> dict:
    return properties(template, function)["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]


STATE = {"Fn::GetAtt": ["StateTable", "Arn"]}
TRAIL = {"Fn::GetAtt": ["TrailTable", "Arn"]}
TRAIL_STREAM = {"Fn::GetAtt": ["TrailTable", "StreamArn"]}
BUS = {"Fn::GetAtt": ["EventBus", "Arn"]}
NONE = {"Authorizer": "NONE"}
