"""How long the two groups stay after the visit: the share not lost yet, day by day, with its interval."""

from collections.abc import Sequence

from launchops.charts.axes import inner_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.pair_lines import HEIGHT_LINES, add_names, add_pair, pair_alt, pair_hover, pair_names
from launchops.charts.style import Look, blank_figure
from launchops.locale import gettext
from launchops.stats.results import StayDay


def stay_chart(days: Sequence[StayDay], *, design: str, look: Look) -> Chart | None:
    """Kaplan–Meier curves of participants (orange) and comparable others (grey), with 95 % bands.

    `design`: of the comparison. None while fewer than two days are known.
    """
    if len(days) < 2:
        return None
    last = days[-1].day
    figure = blank_figure(look, height_lines=HEIGHT_LINES)
    value_axis(figure, [0.0, 0.25, 0.5, 0.75, 1.0], "percent", look)
    ticks = [int(tick) for tick in inner_ticks(0, last, lines=6)]
    figure.update_xaxes(range=[0, last], tickvals=ticks, ticktext=[str(tick) for tick in ticks])
    names = pair_names(design, look)

    def hover(day: StayDay) -> str:
        text = gettext("day {day}: {participants} still here, of the others {others}", look.language)
        return pair_hover(text, day, look)

    add_pair(figure, days, hover, look, shape="hv")
    add_names(figure, days[-1], names, top=1.0, last_day=last, look=look)
    return Chart(figure, pair_alt(names, [hover(day) for day in days if day.day in ticks or day.day == last], look))
