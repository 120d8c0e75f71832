"""A goal whose figure is gone: what was last known of it, never a zero."""

from dataclasses import replace

from launchops.locale import Message
from launchops.review.results import GoalStatus, LastKnown
from launchops.review.values import value_message


def with_last_known(status: GoalStatus, last: LastKnown | None, *, is_figure_gone: bool) -> GoalStatus:
    """The status with what was last known, and a reason that says so where there is no value now.

    `is_figure_gone`: there is no KPI of that name any more. A status set by hand keeps its own reason.
    """
    if status.actual is not None or status.computed_status != "no_data":
        return status
    reason = status.reason
    if status.status == status.computed_status:
        reason = _reason(status, last, is_figure_gone=is_figure_gone)
    return replace(status, reason=reason, last_known=last)


def _reason(status: GoalStatus, last: LastKnown | None, *, is_figure_gone: bool) -> Message:
    if last is None:
        return Message("goal_figure_gone", {"name": status.goal.kpi}) if is_figure_gone else status.reason
    value = value_message(last.value, unit=status.unit, currency=status.currency)
    code = "goal_undone_since" if last.is_undone else "goal_no_data_since"
    if is_figure_gone:
        code = "goal_figure_gone_since"
    return Message(code, {"name": status.goal.kpi, "value": value, "day": last.day})
