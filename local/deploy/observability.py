"""CloudWatch log groups, alarms and dashboards.

Most alarms can never fire here (the emulator has no queue metrics and extracts no embedded ones): that their metric
names and dimensions exist on AWS is proved by tests of the program.
"""

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, pascal, present


def log_group(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a log group that forgets after its retention."""
    logs = cloud.client("logs")
    physical = props.take("name", name)
    logs.create_log_group(
        logGroupName=physical,
        **present(kmsKeyId=props.take("kmsKeyId"), logGroupClass=props.take("logGroupClass")),
    )
    if days := props.take("retentionInDays"):
        logs.put_retention_policy(logGroupName=physical, retentionInDays=days)
    return Created(physical, {"name": physical, "arn": cloud.arn("logs", f"log-group:{physical}")})


def metric_alarm(cloud: Cloud, name: str, props: Props) -> Created:
    """Create an alarm."""
    physical = props.take("name", name)
    dimensions = props.take("dimensions", {})
    cloud.client("cloudwatch").put_metric_alarm(
        AlarmName=physical,
        ComparisonOperator=props.need("comparisonOperator"),
        EvaluationPeriods=props.need("evaluationPeriods"),
        **present(
            Threshold=_number(props.take("threshold")),
            MetricName=props.take("metricName"),
            Namespace=props.take("namespace"),
            Period=props.take("period"),
            Statistic=props.take("statistic"),
            ExtendedStatistic=props.take("extendedStatistic"),
            DatapointsToAlarm=props.take("datapointsToAlarm"),
            TreatMissingData=props.take("treatMissingData"),
            AlarmDescription=props.take("alarmDescription"),
            AlarmActions=props.take("alarmActions"),
            OKActions=props.take("okActions"),
            InsufficientDataActions=props.take("insufficientDataActions"),
            ActionsEnabled=props.take("actionsEnabled"),
            Unit=props.take("unit"),
            Dimensions=[{"Name": key, "Value": value} for key, value in dimensions.items()] or None,
        ),
    )
    return Created(physical, {"name": physical, "arn": cloud.arn("cloudwatch", f"alarm:{physical}")})


def dashboard(cloud: Cloud, _name: str, props: Props) -> Created:
    """Store a dashboard."""
    physical = props.need("dashboardName")
    cloud.client("cloudwatch").put_dashboard(DashboardName=physical, DashboardBody=props.need("dashboardBody"))
    return Created(physical, {"dashboardArn": cloud.arn("cloudwatch", f"dashboard/{physical}")})


def budget(cloud: Cloud, name: str, props: Props) -> Created:
    """Store a budget; nothing is billed here."""
    physical = props.take("name", name)
    limit = {"Amount": str(props.need("limitAmount")), "Unit": props.need("limitUnit")}
    cloud.client("budgets").create_budget(
        AccountId=cloud.account_id,
        Budget=pascal(
            {
                "budgetName": physical,
                "budgetType": props.need("budgetType"),
                "timeUnit": props.need("timeUnit"),
                "budgetLimit": limit,
            }
        ),
    )
    return Created(f"{cloud.account_id}:{physical}", {"name": physical})


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


KINDS = {
    "aws:cloudwatch/logGroup:LogGroup": log_group,
    "aws:cloudwatch/metricAlarm:MetricAlarm": metric_alarm,
    "aws:cloudwatch/dashboard:Dashboard": dashboard,
    "aws:budgets/budget:Budget": budget,
}
