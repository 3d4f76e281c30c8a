"""How events reach functions, and what becomes of those that fail."""

import inspect
import json

from ministack.core import iam_evaluator
from ministack.services import dynamodb, eventbridge, lambda_svc

from adapt.notes import mapping, may


def half_delivered_batches_come_again() -> None:
    execute = lambda_svc._execute_function

    def executed(function: dict, event: dict) -> dict:
        result = execute(function, event)
        polled = any(frame.function == "_poll_dynamodb_streams" for frame in inspect.stack(context=0)[1:4])
        failures = mapping(result.get("body")).get("batchItemFailures") if polled else None
        return {**result, "error": True} if failures else result

    lambda_svc._execute_function = executed


def rules_invoke_asynchronously() -> None:
    def dispatch(arn: str, payload: str) -> None:
        function, config, _ = lambda_svc._get_func_record_for_ref(arn)
        if function and config:
            lambda_svc.invoke_async_with_retry(
                lambda_svc._execution_record_for_config(function, config), json.loads(payload)
            )

    eventbridge._dispatch_to_lambda = dispatch


def failures_leave_by_the_functions_role() -> None:
    route = lambda_svc._route_async_failure

    def routed(target: str, name: str, event: dict, result: dict) -> None:
        if may(lambda_svc._functions[name]["config"]["Role"], ["sqs:SendMessage"], target):
            route(target, name, event, result)

    lambda_svc._route_async_failure = routed


def streams_are_read_by_the_functions_role() -> None:
    read = dynamodb.stream_records_since

    def records(table: str, position: int, limit: int, **scope: str) -> list[dict]:
        stream = dynamodb._tables[table]["LatestStreamArn"]
        readers = [one["FunctionName"] for one in lambda_svc._esms.values() if one.get("EventSourceArn") == stream]
        roles = [lambda_svc._functions[name]["config"]["Role"] for name in readers]
        asked = [f"dynamodb:{act}" for act in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")]
        return read(table, position, limit, **scope) if all(may(role, asked, stream) for role in roles) else []

    dynamodb.stream_records_since = records


def the_root_speaks_for_aws() -> None:
    put = eventbridge._put_events

    def put_events(data: dict, allow_aws_source: bool = False) -> tuple:
        return put(data, allow_aws_source or iam_evaluator.caller_arn().endswith(":root"))

    eventbridge._put_events = put_events
