"""Cells of the matched comparison: users alike on the same day, and the variance by user.

Everything that touches a user happens in the engine; what comes back is one row per cell.
"""

from collections.abc import Mapping, Sequence
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
    """What is compared: the column that holds it, the days it is about, and how many of its units make 1."""

    column: str
    days: Days
    unit: int = 1

    @property
    def days_needed(self) -> int:
        """Days after the visit that must be over before the outcome is known; none if it looks back."""
        return max(self.days[1], 0)


@dataclass(frozen=True)
class CellCounts:
    """What one query brings back, before it is cut into outcomes.

    `frame`: one row per cell with participants: day, participants, others and per outcome i sum1_i
    (participants), sum0_i (others), later_i, for shares also square1_i, square0_i, and, the same on each
    row, residual_i, others_i, matched_i (sum over users; distinct others in all and in cells with both
    sides). Where no participant was there, one row without a day carries the last three.
    """

    outcomes: tuple[Outcome, ...]
    level: int
    as_of_day: int
    frame: pd.DataFrame


def cells_expression(
    days: ibis.Table, outcomes: Sequence[Outcome], strata: Sequence[str], *, as_of_day: int
) -> ibis.Table:
    """The query behind `CellCounts.frame`, on eligible user-days with one column per outcome."""
    cells = _cells(days, outcomes, strata)
    people = _people(days, cells, outcomes, strata, as_of_day=as_of_day)
    wanted = cells.filter(cells.participants > 0).drop(*(name for name in strata if name != "day"))
    return people.left_join(wanted, ibis.literal(True))


def matched_expression(days: ibis.Table, ladder: Mapping[int, Sequence[str]]) -> ibis.Table:
    """One row: per level of the ladder, level_n, the participants in cells with both sides."""
    tables = []
    for level, strata in ladder.items():
        cells = days.group_by(*strata).aggregate(participants=days.took_part.sum(), others=(1 - days.took_part).sum())
        both = cells.filter(cells.participants > 0, cells.others > 0)
        tables.append(both.aggregate(**{f"level_{level}": both.participants.sum().fill_null(0)}))
    row = tables[0]
    for table in tables[1:]:
        row = row.cross_join(table)
    return row


def _cells(days: ibis.Table, outcomes: Sequence[Outcome], strata: Sequence[str]) -> ibis.Table:
    """One row per stratum with the counts of both sides."""
    sums = {"participants": days.took_part.sum(), "others": (1 - days.took_part).sum()}
    for i, outcome in enumerate(outcomes):
        y = days[outcome.column]
        # Twice the day, because the middle of an even number of days is no whole day.
        joined = (days.first_day > days.day) & (2 * (days.first_day - days.day) < sum(outcome.days))
        sums |= {
            f"sum1_{i}": (y * days.took_part).sum(),
            f"sum0_{i}": (y * (1 - days.took_part)).sum(),
            f"later_{i}": ibis.ifelse(joined, 1, 0).sum(),
        }
        if outcome.unit > 1:  # a yes/no outcome is its own square
            sums |= {
                f"square1_{i}": (y * y * days.took_part).sum(),
                f"square0_{i}": (y * y * (1 - days.took_part)).sum(),
            }
    return days.group_by(*strata).aggregate(**sums)


def _people(
    days: ibis.Table,
    cells: ibis.Table,
    outcomes: Sequence[Outcome],
    strata: Sequence[str],
    *,
    as_of_day: int,
) -> ibis.Table:
    """One row: per outcome the squared residual sums of users, and the distinct others."""
    both = _with_weights(cells.filter(cells.participants > 0, cells.others > 0), outcomes)
    renamed = both.rename({f"cell_{name}": name for name in strata})
    rows = days.left_join(renamed, [days[name] == renamed[f"cell_{name}"] for name in strata])
    users = rows.group_by("user_id").aggregate(
        **{
            name: expression
            for i, outcome in enumerate(outcomes)
            for name, expression in _user_sums(rows, outcome, i, as_of_day=as_of_day).items()
        }
    )
    totals: dict[str, ibis.Value] = {}
    for i in range(len(outcomes)):
        residual = users[f"residual_{i}"]
        totals |= {
            f"residual_{i}": (residual * residual).sum().fill_null(0.0),
            f"others_{i}": users[f"other_{i}"].sum().fill_null(0),
            f"matched_{i}": users[f"matched_{i}"].sum().fill_null(0),
        }
    return users.aggregate(**totals)


def _with_weights(both: ibis.Table, outcomes: Sequence[Outcome]) -> ibis.Table:
    """Cells with both sides, plus the means and the weights of a residual of METHODS §3.4 (times N₁).

    A side of one user has no residual; its variance is added from the pooled one by the statistics.
    """
    n1, n0 = both.participants.cast("float64"), both.others.cast("float64")
    columns = {
        "weight1": (n1 / (n1 - 1).nullif(0.0)).sqrt().fill_null(0.0),
        "weight0": -(n1 / n0) * (n0 / (n0 - 1).nullif(0.0)).sqrt().fill_null(0.0),
    }
    for i in range(len(outcomes)):
        columns |= {f"mean1_{i}": both[f"sum1_{i}"] / n1, f"mean0_{i}": both[f"sum0_{i}"] / n0}
    return both.mutate(**columns)


def _user_sums(rows: ibis.Table, outcome: Outcome, i: int, *, as_of_day: int) -> dict[str, ibis.Value]:
    """Per user, over days whose outcome is known: residual terms, and whether an other / a matched one."""
    known = rows.day + outcome.days_needed < as_of_day
    is_other = known & (rows.took_part == 0)
    y = rows[outcome.column]
    term = ibis.ifelse(
        rows.took_part == 1,
        (y - rows[f"mean1_{i}"]) * rows.weight1,
        (y - rows[f"mean0_{i}"]) * rows.weight0,
    )
    return {
        f"residual_{i}": ibis.ifelse(known, term, 0.0).fill_null(0.0).sum(),
        f"other_{i}": ibis.ifelse(is_other, 1, 0).max(),
        f"matched_{i}": ibis.ifelse(is_other & rows.weight0.notnull(), 1, 0).max(),
    }


def cells_of(counts: CellCounts, number: int, participants_by_day: pd.Series) -> ComparisonCells:
    """The cells of one outcome.

    `participants_by_day`: distinct users by the day (index) on which they first took part, active or not.
    """
    outcome, frame = counts.outcomes[number], counts.frame
    last_known = counts.as_of_day - outcome.days_needed - 1
    known = frame[frame["day"].notna() & (frame["day"] <= last_known)]
    both = known[known["others"] > 0]
    squares = ("square1", "square0") if outcome.unit > 1 else ("sum1", "sum0")
    names = [f"{name}_{number}" for name in ("sum1", squares[0], "sum0", squares[1], "later")]
    cells = both[["participants", "others", *names]].set_axis(list(COLUMNS), axis=1)
    whole = participants_by_day[participants_by_day.index <= last_known]
    return ComparisonCells(
        days=outcome.days,
        level=counts.level,
        unit=outcome.unit,
        cells=cells.astype("int64").reset_index(drop=True),
        residual_square_sum=_single(frame, f"residual_{number}"),
        participants=int(whole.sum()),
        participants_active=int(known["participants"].sum()),
        participants_unfinished=int(participants_by_day.sum() - whole.sum()),
        others=int(_single(frame, f"others_{number}")),
        others_matched=int(_single(frame, f"matched_{number}")),
    )


def _single(frame: pd.DataFrame, column: str) -> float:
    """A value that stands alike on every row; 0 where nobody took part and the frame is empty."""
    return float(frame[column].iloc[0]) if len(frame) else 0.0
