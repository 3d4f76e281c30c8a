"""The lines of infra/monitoring.yaml that a function, a queue or an index needs, for rules to print where they are missing.

CloudFormation cannot make them of a list: Fn::ForEach makes resources, but no members of an alarm's metrics and no
text of a dashboard, and a stack with macros below another is a deployment's risk more.
"""

from stack import Stack

ALARM = """  {alarm}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: !Sub ${{Deployment}}-{name}
      AlarmDescription: !Sub >-
        {says}
        ${{RunbookUrl}}#{section}
      Namespace: {namespace}
      MetricName: {metric}
      Dimensions: [{{ Name: {dimension}, Value: !Ref {of} }}]
      Statistic: {statistic}
      Period: 300
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [!If [OwnTopic, !Ref AlarmTopic, !Ref AlarmTopicArn]]
      OKActions: [!If [OwnTopic, !Ref AlarmTopic, !Ref AlarmTopicArn]]
"""

THROTTLES = """        - Id: {id}
          ReturnData: false
          MetricStat:
            {{ Period: 300, Stat: Sum, Metric: {{ Namespace: AWS/Lambda, MetricName: Throttles,
              Dimensions: [{{ Name: FunctionName, Value: !Ref {function} }}] }} }}
"""

INDEX_THROTTLES = """        - Id: {id}
          ReturnData: false
          MetricStat:
            {{ Period: 300, Stat: Sum, Metric: {{ Namespace: AWS/DynamoDB, MetricName: {metric},
              Dimensions:
                [{{ Name: TableName, Value: !Ref {table} }}, {{ Name: GlobalSecondaryIndexName, Value: {index} }}] }} }}
"""


def told(text: str, where: str) -> str:
    """The end of an objection."""
    return f". Lines for {where}:\n{text}"


def parameter(stack: Stack, name: str) -> str:
    what = f"function {stack.binary(name)}" if name in stack.functions else f"queue {name}"
    return f'  {name}: {{ Type: String, AllowedPattern: "^\\\\S+$", Description: Name of the {what}. }}\n'


def errors_alarm(stack: Stack, function: str) -> str:
    binary = stack.binary(function)
    says = f"The function {binary} crashed, ran out of time or could not start."
    named = {
        "alarm": f"{function}Errors",
        "name": f"{binary}-errors",
        "says": says,
        "section": section(stack, function),
    }
    return ALARM.format(
        **named, namespace="AWS/Lambda", metric="Errors", dimension="FunctionName", of=function, statistic="Sum"
    )


def section(stack: Stack, function: str) -> str:
    """The runbook's section about functions of its kind."""
    if stack.answers_guests(function):
        return "guest-functions-fail"
    return "staff-functions-fail" if stack.answers_staff(function) else "event-functions-fail"


def throttles(function: str, at: int) -> str:
    """The `at`-th metric of an alarm."""
    return THROTTLES.format(id=f"m{at}", function=function)


def index_throttles(table: str, index: str, metric: str, at: int) -> str:
    """The `at`-th metric of an alarm."""
    return INDEX_THROTTLES.format(id=f"m{at}", table=table, index=index, metric=metric)


def depth_alarm(queue: str) -> str:
    words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in queue).removeprefix("-")
    says = "A function could not apply an event, which waits to be replayed."
    named = {"alarm": f"{queue}NotEmpty", "name": words, "says": says, "section": "events-given-up"}
    metric = "ApproximateNumberOfMessagesVisible"
    return ALARM.format(
        **named, namespace="AWS/SQS", metric=metric, dimension="QueueName", of=queue, statistic="Maximum"
    )


def row(name: str, label: str) -> str:
    """Of a widget of the dashboard, after another row."""
    return f'["...", "${{{name}}}", {{"label": "{label}"}}]'


def index_row(index: str) -> str:
    """Of the indexes, after another row."""
    return f'["...", "{index}", {{"label": "{index}"}}]'


def shown(alarm: str) -> str:
    """Among the dashboard's alarms."""
    return f'"${{{alarm}.Arn}}",'
