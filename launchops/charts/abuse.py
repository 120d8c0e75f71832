"""Groups of flagged accounts as a picture: each account a dot, tied to the devices, addresses … it shares."""

import math
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure
from launchops.locale import format_value, gettext
from launchops.review.abuse_results import AbuseFlags

MOST_GROUPS, MOST_ACCOUNTS = 8, 60  # drawn; the table holds all
COLUMNS = 4
SYMBOLS = {"device": "square", "address": "diamond", "burst": "star", "inviter": "triangle-up"}
_ROW_LINES = 10.0
_ROUND, _INNER = 0.36, 0.15  # of a cell's side: the ring of accounts, and of what ties them together
Point = tuple[float, float]


def abuse_chart(found: AbuseFlags, *, look: Look) -> Chart | None:
    """The largest groups side by side. None where no account is tied to another."""
    groups = _groups(found)
    if not groups:
        return None
    rows = math.ceil(len(groups) / COLUMNS)
    figure = blank_figure(look, height_lines=_ROW_LINES * rows + 1)
    figure.update_xaxes(visible=False, range=[-0.02, min(len(groups), COLUMNS) + 0.02])
    figure.update_yaxes(visible=False, range=[-rows + 0.02, 0.06])
    for place, (number, ties) in enumerate(groups):
        centre = place % COLUMNS + 0.5, -(place // COLUMNS) - 0.56
        _add_group(figure, ties, centre, look)
        figure.add_annotation(
            x=centre[0], y=centre[1] + 0.5, text=_title(number, ties, look), showarrow=False, yanchor="middle",
            font={"size": round(look.font_size * 0.9), "color": look.palette.ink},
        )  # fmt: skip
    return Chart(figure, _alt(groups, look))


def _groups(found: AbuseFlags) -> list[tuple[int, pd.DataFrame]]:
    """Number and ties of the largest groups that share something."""
    numbers = [cluster.number for cluster in found.clusters if cluster.accounts > 1]
    ties = {int(str(number)): mine for number, mine in found.ties.groupby("cluster")}
    return [(number, ties[number]) for number in numbers if number in ties][:MOST_GROUPS]


def _title(number: int, ties: pd.DataFrame, look: Look) -> str:
    name = gettext("Group {number}", look.language).format(number=number)
    accounts = gettext("{n} accounts", look.language).format(
        n=format_value(ties["user_id"].nunique(), "number", look.language)
    )
    return f"<b>{name}</b> · {accounts}"


def _add_group(figure: go.Figure, ties: pd.DataFrame, centre: Point, look: Look) -> None:
    """Accounts on a ring in the order of what they share most, what ties them together inside it."""
    drawn = ties.sort_values(["hub", "user_id"])
    users = list(dict.fromkeys(drawn["user_id"]))[:MOST_ACCOUNTS]
    drawn = drawn[drawn["user_id"].isin(users)]
    hubs = list(dict.fromkeys(drawn["hub"]))
    outside = dict(zip(users, _ring(centre, len(users), _ROUND), strict=True))
    inside = dict(zip(hubs, _ring(centre, len(hubs), _INNER if len(hubs) > 1 else 0.0), strict=True))
    _add_lines(
        figure, [(outside[user], inside[hub]) for user, hub in zip(drawn["user_id"], drawn["hub"], strict=True)], look
    )
    _add_marks(figure, list(outside.values()), "circle", look.palette.core, 0.5, look)
    kinds = dict(zip(drawn["hub"], drawn["kind"], strict=True))
    for kind, symbol in SYMBOLS.items():
        _add_marks(
            figure, [inside[hub] for hub in hubs if kinds[hub] == kind], symbol, look.palette.activity, 0.85, look
        )


def _ring(centre: Point, count: int, radius: float) -> list[Point]:
    """Points on a circle, from the top."""
    turns = [2 * math.pi * place / max(count, 1) for place in range(count)]
    return [(centre[0] + radius * math.sin(turn), centre[1] + radius * math.cos(turn)) for turn in turns]


def _add_lines(figure: go.Figure, lines: Sequence[tuple[Point, Point]], look: Look) -> None:
    figure.add_scatter(
        x=[value for one, other in lines for value in (one[0], other[0], None)],
        y=[value for one, other in lines for value in (one[1], other[1], None)],
        mode="lines", line={"color": look.palette.plan, "width": 1}, opacity=0.5, hoverinfo="skip",
    )  # fmt: skip


def _add_marks(figure: go.Figure, points: Sequence[Point], symbol: str, colour: str, size: float, look: Look) -> None:
    if points:
        figure.add_scatter(
            x=[point[0] for point in points], y=[point[1] for point in points], mode="markers", hoverinfo="skip",
            marker={"symbol": symbol, "color": colour, "size": round(look.font_size * size)},
        )  # fmt: skip


def _alt(groups: Sequence[tuple[int, pd.DataFrame]], look: Look) -> str:
    separator = "；" if look.language == "zh" else "; "
    text = gettext("Group {number}: {n} accounts on {hubs} common points", look.language)
    return separator.join(
        text.format(number=number, n=ties["user_id"].nunique(), hubs=ties["hub"].nunique()) for number, ties in groups
    )
