"""Pictures of usage on a page: retention, survival, lifecycle, stickiness and active days."""

from collections.abc import Sequence
from typing import Any

from launchops.charts import Chart
from launchops.charts.active_users import active_users_chart
from launchops.charts.day_bars import active_days_chart, second_visit_chart
from launchops.charts.lifecycle import lifecycle_chart
from launchops.charts.retention_curve import retention_curve
from launchops.charts.retention_heatmap import retention_heatmap
from launchops.charts.retention_over_time import retention_over_time_chart
from launchops.charts.stickiness_share import stickiness_share_chart
from launchops.charts.survival import survival_chart
from launchops.facade.results import Retention, Survival
from launchops.facade.types import ActiveDays, ActiveUsers, Lifecycle, SecondVisit
from launchops.ui import blocks, data, screen
from launchops.ui.pictures import look
from launchops.ui.text import _

LEAST_HEIGHT = 260  # px: of a curve beside a heat map with few rows
SHARED_HEIGHT = 620  # px: two pictures side by side under the answer on a wall
SHARED_HALF = 262  # px: two rows of pictures there


def draw_heatmap_and_curve(result: Retention, grouped: Retention, places: Sequence[Any]) -> None:
    """Every cohort at every age in the first place; in the second, as high, the average or a line for each group."""
    cells = retention_heatmap(result, look=look())
    curve = retention_curve(grouped, look=look())
    height = cells.figure.layout.height if cells else 0
    with places[0]:
        _draw(cells, "retention_heatmap", _("Nobody has signed up yet."), SHARED_HEIGHT)
    with places[1]:
        shown = curve.at_height(max(height, LEAST_HEIGHT)) if curve else None
        _draw(shown, "retention_curve", _("No age is over for 30 people yet."), SHARED_HEIGHT)


def draw_over_time(result: Retention, age: int | str, *, key: str = "retention_over_time") -> None:
    """One age by cohort, with the days of activities."""
    chart = retention_over_time_chart(result, age, data.activities(), look=look())
    _draw(chart, key, _("This age is not over yet for any 30 people who signed up together."), SHARED_HALF)


def draw_survival(result: Survival, *, key: str = "survival") -> None:
    """How long users stay."""
    _draw(survival_chart(result, look=look()), key, _("Nobody has been watched long enough yet."), SHARED_HALF)


def draw_second_visit(result: SecondVisit, *, key: str = "second_visit") -> None:
    """How long until users come a second time."""
    nothing = _("Nobody's first visit is {n} days old yet.").format(n=result.within)
    _draw(second_visit_chart(result, look=look()), key, nothing, SHARED_HALF)


def draw_active_users(result: ActiveUsers, *, key: str = "active_users") -> None:
    """Active users day by day, low enough for a second row of pictures on a wall."""
    chart = active_users_chart(result, data.activities(), look=look())
    _draw(chart, key, _("No day is complete yet."), SHARED_HALF)


def draw_lifecycle(result: Lifecycle, *, key: str = "lifecycle") -> None:
    """New, returning and resurrecting users above the line, dormant ones below."""
    _draw(lifecycle_chart(result, look=look()), key, _("No week is over yet."), SHARED_HALF)


def draw_stickiness(result: ActiveUsers, *, key: str = "stickiness_share") -> None:
    """Stickiness day by day."""
    chart = stickiness_share_chart(result, data.activities(), look=look())
    _draw(chart, key, blocks.unknown(result.stickiness_from_day + 1), SHARED_HALF)


def draw_active_days(result: ActiveDays, *, key: str = "active_days") -> None:
    """Users by the number of days on which they came."""
    _draw(active_days_chart(result, look=look()), key, _("Nobody was active in these days."), SHARED_HALF)


def _draw(chart: Chart | None, key: str, nothing: str, shared_height: int) -> None:
    if chart is None:
        blocks.quiet(nothing)
    else:
        shown = chart.at_height(shared_height) if screen.is_shared() else chart
        blocks.chart(shown.figure, key=key, alt=shown.alt)
