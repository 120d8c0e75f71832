"""Sign-ups of an activity's days beside those of quiet days: how many of each came back."""

import plotly.graph_objects as go

from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, text_width
from launchops.charts.values import value_text
from launchops.locale import gettext
from launchops.stats.results import Comparison, Group

_HEIGHT_LINES = 6.5


def signups_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """Two bars: users who signed up while it ran (orange) and on quiet days (grey).

    The share of them that came back, or of days on which they came.

    None where one of them is not known.
    """
    found = comparison.signups
    if found is None or not found.difference.first.n or not found.difference.second.n:
        return None
    rows = [
        (gettext("signed up while it ran", look.language), found.difference.first, look.palette.activity),
        (gettext("signed up on quiet days", look.language), found.difference.second, look.palette.plan),
    ]
    room = max(text_width(name, look.font_size) for name, _, _ in rows) + look.font_size
    texts = [_value_text(group, comparison.outcome, look) for _, group, _ in rows]
    figure = blank_figure(look, height_lines=_HEIGHT_LINES, left=room, right=text_width(texts[0], look.font_size * 1.1))
    rates = [group.x / group.n for _, group, _ in rows]
    figure.add_trace(
        go.Bar(
            x=rates, y=[name for name, _, _ in rows], orientation="h", width=0.55, hoverinfo="skip",
            marker_color=[colour for _, _, colour in rows],
        )
    )  # fmt: skip
    figure.update_xaxes(range=[0, max(*rates, 0.01)], showticklabels=False)
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": look.palette.ink})
    for (name, _, _), rate, text in zip(rows, rates, texts, strict=True):
        figure.add_annotation(
            x=rate, y=name, text=f"<b>{text}</b>", showarrow=False, xanchor="left", xshift=look.font_size // 2,
            font={"color": look.palette.ink, "size": look.font_size},
        )  # fmt: skip
    figure.update_layout(margin_b=look.font_size // 2)
    separator = "；" if look.language == "zh" else "; "
    return Chart(figure, separator.join(f"{row[0]}: {text}" for row, text in zip(rows, texts, strict=True)))


def _value_text(group: Group, outcome: str, look: Look) -> str:
    is_share_of_days = outcome == "active_day_rate"  # of each user's days, not of the users
    of_users, of_days = gettext("{share} of {n}", look.language), gettext("{share} · {n} users", look.language)
    text = of_days if is_share_of_days else of_users
    return text.format(share=value_text(group.x / group.n, "percent", look), n=value_text(group.n, "users", look))
