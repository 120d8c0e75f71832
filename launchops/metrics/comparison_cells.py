"""Cells of the matched comparison: users alike on the same day, and the variance by user.

Everything that touches a user happens in the engine; what comes back is one row per cell and one row of sums over
users.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import pandas as pd

from launchops.metrics.results import ComparisonCells

Days = tuple[int, int]

COLUMNS = (
    "participants",
    "others",
    "participant_sum",
    "participant_square_sum",
    "other_sum",
    "other_square_sum",
    "later_joiners",
)


@dataclass(frozen=True)
class Outcome:
    """What is compared: the column that holds it, the days it is about, and how many of its units make 1.

    `since_day`: only visits from this day on are looked at; None: all.
    """

    column: str
    days: Days
    unit: int = 1
    since_day: int | None = None

    @property
    def days_needed(self) -> int:
        """Days after the visit that must be over before the outcome is known; none if it looks back."""
        return max(self.days[1], 0)

    def last_known_day(self, as_of_day: int) -> int:
        """The last day of a visit whose outcome is known."""
        return as_of_day - self.days_needed - 1


@dataclass(frozen=True)
class Strata:
    """How eligible user-days are put into cells, and which outcomes are compared there.

    `prefix` keeps the columns of two stratifications of the same days apart.
    """

    prefix: str
    names: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    level: int = 0


@dataclass(frozen=True)
class CellCounts:
    """What the engine brings back of `Strata`: one row per cell, and one row of sums over users.

    `cells`: the columns of `cells_expression`. `people`: those of `people_expression`.
    """

    strata: Strata
    as_of_day: int
    cells: pd.DataFrame
    people: pd.DataFrame


def cells_expression(days: ibis.Table, strata: Strata) -> ibis.Table:
    """One row per stratum: its names, participants, others; per outcome i sum1_i (participants), sum0_i (others), for
    shares also square1_i, square0_i, and later_i (others who join before the middle of its days)."""
    stays = 1 - days.took_part
    sums = {"participants": days.took_part.sum(), "others": stays.sum()}
    for i, outcome in enumerate(strata.outcomes):
        y = days[outcome.column]
        sums |= {f"sum1_{i}": (y * days.took_part).sum(), f"sum0_{i}": (y * stays).sum()}
        if outcome.unit > 1:  # a yes/no outcome is its own square
            sums |= {f"square1_{i}": (y * y * days.took_part).sum(), f"square0_{i}": (y * y * stays).sum()}
        if outcome.days[1] > 0:  # nobody joins between a visit and what lies before it
            # Twice the day, because the middle of an even number of days is no whole day. Takers' own day is not later.
            wait = days.first_day - days.day
            sums[f"later_{i}"] = ibis.ifelse((wait > 0) & (2 * wait < sum(outcome.days)), 1, 0).sum()
    return days.group_by(*strata.names).aggregate(**sums)


def with_cells(days: ibis.Table, both_strata: Sequence[tuple[Strata, ibis.Table]]) -> ibis.Table:
    """`days` plus, for each of the strata and its cells, what a residual needs; null where a cell has one side only.

    Columns by prefix: share (n₁/n₀), weight (METHODS §3.4, times N₁, of the row's side) and per outcome mean_i (of
    the row's side).
    """
    rows = days
    for strata, cells in both_strata:
        weighed = _with_weights(cells.filter(cells.participants > 0, cells.others > 0), strata)
        rows = rows.left_join(weighed, [rows[name] == weighed[f"{strata.prefix}_{name}"] for name in strata.names])
    takes = rows.took_part == 1
    sides: dict[str, ibis.Value] = {}
    for strata, _ in both_strata:
        for name in ("weight", *(f"mean_{i}" for i in range(len(strata.outcomes)))):
            own = f"{strata.prefix}_{name}"
            sides[own] = ibis.ifelse(takes, rows[f"{own}_1"], rows[f"{own}_0"])
    shares = [f"{strata.prefix}_share" for strata, _ in both_strata]
    return rows.select(*days.columns, *shares, **sides)


def _with_weights(both: ibis.Table, strata: Strata) -> ibis.Table:
    """Cells with both sides: their names, share, and the means and weights of each side.

    A side of one user has no residual; its variance is added from the pooled one by the statistics.
    """
    # An engine may divide before it leaves out the cells with one side, and some end the query at a zero.
    # Zeros are left out while counts are whole numbers: Spark reads 0.0 as a decimal, whose products do not fit.
    n1, n0, left1, left0 = (
        count.nullif(0).cast("float64")
        for count in (both.participants, both.others, both.participants - 1, both.others - 1)
    )
    columns = {
        "share": n1 / n0,
        "weight_1": (n1 / left1).sqrt().fill_null(0.0),
        "weight_0": -(n1 / n0) * (n0 / left0).sqrt().fill_null(0.0),
    }
    columns |= {name: both[name] for name in strata.names}
    for i in range(len(strata.outcomes)):
        columns |= {f"mean_{i}_1": both[f"sum1_{i}"] / n1, f"mean_{i}_0": both[f"sum0_{i}"] / n0}
    return both.select(**{f"{strata.prefix}_{name}": value for name, value in columns.items()})


def people_expression(rows: ibis.Table, both_strata: Sequence[Strata], *, as_of_day: int, last_day: int) -> ibis.Table:
    """One row: per strata and outcome, by prefix, residual_i (the squared residual sums of users), others_i (distinct
    others with a known outcome) and matched_i (of them in cells with both sides).

    `rows`: as of `with_cells`, none after `last_day`.
    """
    sums: dict[str, ibis.Value] = {}  # per user; outcomes known on the same days share who was an other
    totals: dict[str, str] = {}
    for strata in both_strata:
        weight = rows[f"{strata.prefix}_weight"]
        for i, outcome in enumerate(strata.outcomes):
            span = outcome.since_day, min(outcome.last_known_day(as_of_day), last_day)
            known = _between(rows.day, *span, last_day=last_day)
            is_other = known & (rows.took_part == 0)
            term = (rows[outcome.column] - rows[f"{strata.prefix}_mean_{i}"]) * weight
            own = {
                "residual": (f"{strata.prefix}_residual_{i}", ibis.ifelse(known, term, 0.0).sum()),
                "others": (f"others_{span}", ibis.ifelse(is_other, 1, 0).max()),
                "matched": (f"{strata.prefix}_matched_{span}", ibis.ifelse(is_other & weight.notnull(), 1, 0).max()),
            }
            sums |= dict(own.values())
            totals |= {f"{strata.prefix}_{kind}_{i}": name for kind, (name, _) in own.items()}
    names = {name: f"sum_{number}" for number, name in enumerate(sums)}
    users = rows.group_by("user_id").aggregate(**{names[name]: value for name, value in sums.items()})
    return users.aggregate(
        **{
            total: _total(users[names[name]], is_square="_residual_" in total).fill_null(0)
            for total, name in totals.items()
        }
    )


def _between(day: ibis.Value, since: int | None, last: int, *, last_day: int) -> ibis.Value:
    """Whether a visit's outcome is known; a plain yes where that of every visit is."""
    known = ibis.literal(True) if last >= last_day else day <= last
    return known if since is None else known & (day >= since)


def _total(values: ibis.Value, *, is_square: bool) -> ibis.Value:
    return (values * values).sum() if is_square else values.sum()


def matched_expression(days: ibis.Table, names: Sequence[str]) -> ibis.Table:
    """One row: matched, the participants in strata with both sides."""
    cells = days.group_by(*names).aggregate(participants=days.took_part.sum(), others=(1 - days.took_part).sum())
    both = cells.filter(cells.participants > 0, cells.others > 0)
    return both.aggregate(matched=both.participants.sum().fill_null(0))


def cells_of(counts: CellCounts, number: int, participants_by_day: pd.Series) -> ComparisonCells:
    """The cells of one outcome.

    `participants_by_day`: distinct users by the day (index) on which they first took part, active or not.
    """
    outcome, frame = counts.strata.outcomes[number], counts.cells
    since, last = outcome.since_day, outcome.last_known_day(counts.as_of_day)
    able = participants_by_day if since is None else participants_by_day[participants_by_day.index >= since]
    known = frame[frame["day"] <= last] if since is None else frame[frame["day"].between(since, last)]
    both = known[(known["participants"] > 0) & (known["others"] > 0)]
    squares = ("square1", "square0") if outcome.unit > 1 else ("sum1", "sum0")
    names = [f"{name}_{number}" for name in ("sum1", squares[0], "sum0", squares[1], "later")]
    cells = both.reindex(columns=["participants", "others", *names], fill_value=0).set_axis(list(COLUMNS), axis=1)
    whole = able[able.index <= last]
    people = {name: _single(counts.people, f"{counts.strata.prefix}_{name}_{number}") for name in PEOPLE}
    return ComparisonCells(
        days=outcome.days,
        level=counts.strata.level,
        unit=outcome.unit,
        cells=cells.astype("int64").reset_index(drop=True),
        residual_square_sum=people["residual"],
        participants=int(whole.sum()),
        participants_active=int(known["participants"].sum()),
        participants_unfinished=int(able.sum() - whole.sum()),
        others=int(people["others"]),
        others_matched=int(people["matched"]),
    )


PEOPLE = ("residual", "others", "matched")


def _single(frame: pd.DataFrame, column: str) -> float:
    """The value of a table of one row; 0 where nobody took part and the engine was not asked."""
    return float(frame[column].iloc[0]) if len(frame) else 0.0
