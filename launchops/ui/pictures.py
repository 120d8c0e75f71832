"""Charts on a page: each drawn in the language, theme and letter size of this session."""

from collections.abc import Sequence

from launchops.charts import Chart, Look
from launchops.charts.active_users import active_users_chart
from launchops.charts.balance import balance_chart
from launchops.charts.comparison import comparison_chart
from launchops.charts.daily_return import daily_return_chart
from launchops.charts.lasting import lasting_chart
from launchops.charts.signups import signups_chart
from launchops.charts.stay import stay_chart
from launchops.charts.style import FONT_SIZE
from launchops.facade.types import ActiveUsers, Comparison, StayDay
from launchops.ui import blocks, data, screen
from launchops.ui.text import _, language

SHARED_PAIR_HEIGHT = 235  # px: the two charts of the comparison, so that the checks fit under them


def look() -> Look:
    """How charts are drawn for this session."""
    return Look(
        language=language(),
        is_dark=screen.is_dark(),
        font_size=round(FONT_SIZE * screen.text_scale()),
        currency=data.settings().currency,
    )


def draw_active_users(result: ActiveUsers, *, key: str = "active_users") -> None:
    """Active users day by day, with the days of activities."""
    chart = active_users_chart(result, data.activities(), look=look())
    _draw(chart, key, _("No day is complete yet."), shared_height=350)


def draw_comparison(comparison: Comparison, *, key: str = "comparison") -> None:
    """The naive gap, the fair difference and the check before."""
    chart = comparison_chart(comparison, look=look())
    _draw(chart, key, _("There is nobody to compare yet."), shared_height=SHARED_PAIR_HEIGHT)


def draw_lasting(comparison: Comparison, *, key: str = "lasting") -> None:
    """The fair difference week by week."""
    chart = lasting_chart(comparison, look=look())
    _draw(chart, key, _("No week after joining is over yet."), shared_height=SHARED_PAIR_HEIGHT)


def draw_daily_return(comparison: Comparison, *, key: str = "daily_return") -> None:
    """Who came back on each of the 28 days after, participants beside comparable others."""
    chart = daily_return_chart(comparison, look=look())
    _draw(chart, key, _("No day after taking part is known yet."), shared_height=SHARED_PAIR_HEIGHT)


def draw_stay(days: Sequence[StayDay], comparison: Comparison, *, key: str = "stay") -> None:
    """How long both groups stay."""
    chart = stay_chart(days, design=comparison.design, look=look())
    _draw(chart, key, _("Nobody could be watched for 28 days yet."), shared_height=SHARED_PAIR_HEIGHT)


def draw_signups(comparison: Comparison, *, key: str = "signups") -> None:
    """Sign-ups of the activity's days beside those of quiet days."""
    _draw(signups_chart(comparison, look=look()), key, _("Not known yet."))


def draw_balance(comparison: Comparison, *, key: str = "balance") -> None:
    """How alike the two sides are in what they were not matched on."""
    _draw(balance_chart(comparison, look=look()), key, _("There is no further trait to compare."))


def _draw(chart: Chart | None, key: str, nothing: str, *, shared_height: int | None = None) -> None:
    """Draw the chart, or say why there is none; `shared_height`: px that leave room for the rest of a wall."""
    if chart is None:
        blocks.quiet(nothing)
    else:
        shown = chart.at_height(shared_height) if shared_height and screen.is_shared() else chart
        blocks.chart(shown.figure, key=key, alt=shown.alt)
