"""Logs that end."""

from collections.abc import Iterator

from rules import rule
from stack import Stack, target


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
        if logging.get("ApplicationLogLevel", "INFO") not in {"TRACE", "DEBUG", "INFO"}:
            yield f"{name} logs too little: metrics are lines of level INFO"
    for group in sorted({g for g in used if used.count(g) > 1}):
        yield f"{group} is shared by functions"
    for name, group in groups.items():
        if group.get("RetentionInDays") != {"Ref": "LogRetentionDays"}:
            yield f"{name} does not end after LogRetentionDays"
