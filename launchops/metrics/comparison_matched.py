"""Users who took part beside users alike who were there too: cells of every outcome, in one query.

The stretch of work is laid out so that the engine reads a user's days once: eligible days with the days around
them as bits, then everything that is asked of them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import pandas as pd

from launchops.metrics.comparison_cells import (
    CellCounts,
    Outcome,
    Strata,
    cells_expression,
    cells_of,
    matched_expression,
    people_expression,
    with_cells,
)
from launchops.metrics.comparison_days import (
    AFTER,
    BEFORE,
    eligible_days,
    prior_class,
    prior_days,
    tenure,
    with_days_around,
)
from launchops.metrics.comparison_question import WEEKS, WEEKS_BEFORE, ComparisonQuestion
from launchops.metrics.day_bits import how_many, is_on
from launchops.metrics.results import ComparisonCells, ReactivatedCounts
from launchops.metrics.together import run_together

Days = tuple[int, int]

CONTROL_DAYS = (-14, -8)  # the week of the negative control
DORMANT_DAYS = 28  # without an active day for so long: brought back
ENOUGH_MATCHED = 0.8  # strata are coarsened only below this share

# The ladder of METHODS §3.2, finest first.
LADDER: tuple[tuple[str, ...], ...] = (
    ("day", "visits_so_far", "prior", "channel", "segment"),
    ("day", "visits_so_far", "prior_class", "channel", "segment"),
    ("day", "visits_so_far", "prior_class", "channel"),
    ("day", "visits_so_far", "prior_class"),
)
CONTROL_STRATA = ("day", "visits_so_far", "tenure", "channel", "segment")

DAY_COLUMNS = ("day", "participants", "participant_active", "other_active", "other_weight")
BALANCE_COLUMNS = (
    *("platform", "region", "took_part", "visits", "age", "age_square"),
    *("weight", "weight_square", "weighted_age"),
)


@dataclass(frozen=True)
class MatchedCounts:
    """Counts of the daily matched comparison; the parts are those of `ComparisonCounts`."""

    outcome: ComparisonCells
    by_week: tuple[ComparisonCells, ...]
    weeks_before: tuple[ComparisonCells, ...]
    negative_control: ComparisonCells
    without_activity: ComparisonCells | None
    by_day: pd.DataFrame
    balance: pd.DataFrame
    reactivated: ReactivatedCounts | None


def matched_counts(question: ComparisonQuestion, per_day: pd.Series) -> MatchedCounts:
    """All counts at the level at which enough participants of the chosen outcome are matched.

    `per_day`: distinct users by the day (index) on which they first took part, active or not. Participants who were
    not active on their day have no peers at any level and do not drive the ladder.
    """
    asked = _Asked.of(question)
    frames = asked.run(0)
    first = cells_of(asked.counts(frames, 0), 0, per_day)
    level = 0
    if first.cells["participants"].sum() < ENOUGH_MATCHED * first.participants_active:
        level = asked.coarser_level(first.participants_active)
        frames = asked.run(level)
    return _in_parts(asked, frames, level, per_day)


def empty_matched(question: ComparisonQuestion) -> MatchedCounts:
    """Nothing in any cell, where the engine need not be asked."""
    nobody = pd.Series([], index=pd.Index([], dtype="int64"), dtype="int64")
    frames: dict[str, pd.DataFrame] = {
        name: pd.DataFrame({"day": [], "participants": [], "others": []}, dtype="int64")
        for name in ("cells", "control_cells")
    }
    frames |= dict.fromkeys(("people", "by_day", "balance", "reactivated"), pd.DataFrame())
    return _in_parts(_Asked.of(question), frames, 0, nobody)


def weighed_visits(question: ComparisonQuestion, level: int) -> ibis.Table:
    """One row per visit of a cell with both sides: user_id, day, took_part, weight (1; n₁/n₀ for others)."""
    around, names = _Asked.of(question).around, LADDER[level]
    days = around.mutate(**_classes(around, set(names))).select("user_id", "took_part", *names)
    cells = days.group_by(*names).aggregate(ones=days.took_part.sum(), zeros=(1 - days.took_part).sum())
    # Whole numbers are made null before the division: an engine may divide before it leaves a cell out.
    share = cells.ones.nullif(0).cast("float64") / cells.zeros.nullif(0).cast("float64")
    shares = cells.select(share=share, **{f"cell_{name}": cells[name] for name in names})
    shares = shares.filter(shares.share.notnull())
    joined = days.join(shares, [days[name] == shares[f"cell_{name}"] for name in names])
    weight = ibis.ifelse(joined.took_part == 1, 1.0, joined.share)
    return joined.select("user_id", "day", "took_part", weight=weight)


@dataclass(frozen=True)
class _Asked:
    """The question as expressions. `values`: each outcome with its expression on `around`."""

    question: ComparisonQuestion
    around: ibis.Table
    values: Mapping[Outcome, ibis.Value]

    @classmethod
    def of(cls, question: ComparisonQuestion) -> "_Asked":
        eligible = eligible_days(
            question.tables,
            question.takers,
            window=question.window,
            as_of_day=question.as_of_day,
            filters=question.filters,
        )
        around = with_days_around(
            eligible, question.tables, window=question.window, days=question.days, as_of_day=question.as_of_day
        )
        return cls(question, around, {**_values_after(question, around), **_values_before(question, around)})

    def strata(self, level: int) -> Strata:
        after = tuple(outcome for outcome in self.values if outcome.days[1] > 0)
        return Strata("matched", LADDER[level], after, level)

    @property
    def control(self) -> Strata:
        return Strata("control", CONTROL_STRATA, tuple(outcome for outcome in self.values if outcome.days[1] < 0))

    def run(self, level: int) -> dict[str, pd.DataFrame]:
        """The frames of every part at one level."""
        strata, control = self.strata(level), self.control
        outcomes = {outcome.column: value for outcome, value in self.values.items()}
        days = self.around.mutate(**outcomes, **_classes(self.around, {*strata.names, *control.names}))
        cells, control_cells = cells_expression(days, strata), cells_expression(days, control)
        rows = with_cells(days, [(strata, cells), (control, control_cells)])
        parts = {
            "cells": cells.filter(cells.participants > 0),
            "control_cells": control_cells.filter(control_cells.participants > 0),
            "people": people_expression(
                rows, [strata, control], as_of_day=self.question.as_of_day, last_day=self.question.window[1]
            ),
            "by_day": _by_day(rows),
            "balance": _balance(self._known(rows)),
            "reactivated": _reactivated(self._known(days)),
        }
        parts |= {name: parts[name].drop(*(n for n in names if n != "day")) for name, names in _names(strata, control)}
        return run_together(self.question.tables, parts)

    def counts(self, frames: Mapping[str, pd.DataFrame], level: int) -> CellCounts:
        return CellCounts(self.strata(level), self.question.as_of_day, frames["cells"], frames["people"])

    def coarser_level(self, participants: int) -> int:
        """The first coarser level that matches enough of the participants, else the last."""
        coarser = LADDER[1:]
        days = self._known(self.around.mutate(**_classes(self.around, {name for names in coarser for name in names})))
        levels = {str(level): matched_expression(days, names) for level, names in enumerate(coarser, 1)}
        found = run_together(self.question.tables, levels)
        enough = [level for level in levels if found[level]["matched"].iloc[0] >= ENOUGH_MATCHED * participants]
        return int(enough[0]) if enough else len(coarser)

    def _known(self, rows: ibis.Table) -> ibis.Table:
        """Rows whose chosen outcome is known."""
        return rows.filter(rows.day <= self.strata(0).outcomes[0].last_known_day(self.question.as_of_day))


def _names(strata: Strata, control: Strata) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("cells", strata.names), ("control_cells", control.names)


def _classes(around: ibis.Table, names: set[str]) -> dict[str, ibis.Value]:
    """Those of the strata that are no columns yet."""
    classes = {"prior": prior_days, "prior_class": prior_class, "tenure": tenure}
    return {name: of(around) for name, of in classes.items() if name in names}


def _values_after(question: ComparisonQuestion, around: ibis.Table) -> dict[Outcome, ibis.Value]:
    """The chosen outcome, the four weeks, and the chosen one without the activity's days where that differs."""
    days = question.days
    values = {Outcome("chosen_outcome", days, question.unit(days)): question.value(around.chosen, days, days)}
    for number, week in enumerate(WEEKS):
        values[Outcome(f"week_{number}", week, question.unit(week))] = question.value(around.after, AFTER, week)
    if _is_part_inside(question):
        # Days of the chosen span that lie in the window: as many low bits are cut off.
        inside = ibis.greatest(question.window[1] - around.day - days[0] + 1, 0)
        outside = (around.chosen >> inside) << inside
        since = question.window[1] - days[1] + 1
        values[Outcome("outside", days, question.unit(days), since)] = question.value(outside, days, days)
    return values


def _is_part_inside(question: ComparisonQuestion) -> bool:
    """Whether some visit's outcome days lie in the window, and some visit's not all."""
    return question.window[0] + question.days[0] <= question.window[1]


def _values_before(question: ComparisonQuestion, around: ibis.Table) -> dict[Outcome, ibis.Value]:
    """The negative control, a share of its week, and the three weeks before as the outcome is read."""
    unit = CONTROL_DAYS[1] - CONTROL_DAYS[0] + 1
    values = {Outcome("control", CONTROL_DAYS, unit): how_many(around.before, BEFORE, CONTROL_DAYS)}
    for number, week in enumerate(WEEKS_BEFORE):
        values[Outcome(f"before_{number}", week, question.unit(week))] = question.value(around.before, BEFORE, week)
    return values


def _by_day(rows: ibis.Table) -> ibis.Table:
    """One row per day of the window and side: users, weight_square, and active_k on day k after it, where others
    weigh n₁/n₀."""
    both = rows.filter(rows.matched_share.notnull())
    weight = ibis.ifelse(both.took_part == 1, 1.0, both.matched_share)
    sums = {f"active_{k}": (is_on(both.after, AFTER, k) * weight).sum() for k in range(AFTER[0], AFTER[1] + 1)}
    return both.group_by("day", "took_part").aggregate(
        weight=weight.sum(), weight_square=(weight * weight).sum(), **sums
    )


def _balance(rows: ibis.Table) -> ibis.Table:
    """One row per platform, region and side: the columns of `ComparisonCounts.balance`."""
    age = rows.age.cast("int64")
    weight = ibis.ifelse(rows.took_part == 1, ibis.ifelse(rows.matched_share.notnull(), 1.0, 0.0), rows.matched_share)
    return rows.group_by("platform", "region", "took_part").aggregate(
        visits=rows.count(),
        age=age.sum(),
        age_square=(age * age).sum(),
        weight=weight.sum().fill_null(0.0),
        weight_square=(weight * weight).sum().fill_null(0.0),
        weighted_age=(weight * age).sum().fill_null(0.0),
    )


def _reactivated(days: ibis.Table) -> ibis.Table:
    """One row: users, still_active."""
    back = days.filter(days.took_part == 1, days.before == 0, days.age >= DORMANT_DAYS)
    return back.aggregate(users=back.count(), still_active=ibis.ifelse(back.chosen > 0, 1, 0).sum().fill_null(0))


def _in_parts(asked: _Asked, frames: Mapping[str, pd.DataFrame], level: int, per_day: pd.Series) -> MatchedCounts:
    as_of = asked.question.as_of_day
    main = asked.counts(frames, level)
    before = CellCounts(asked.control, as_of, frames["control_cells"], frames["people"])
    after = [cells_of(main, number, per_day) for number in range(len(main.strata.outcomes))]
    earlier = [cells_of(before, number, per_day) for number in range(len(before.strata.outcomes))]
    back = frames["reactivated"]
    return MatchedCounts(
        outcome=after[0],
        by_week=tuple(after[1 : 1 + len(WEEKS)]),
        weeks_before=tuple(earlier[1:]),
        negative_control=earlier[0],
        without_activity=after[-1] if _is_part_inside(asked.question) else after[0],
        by_day=_one_row_a_day(frames["by_day"], as_of),
        balance=frames["balance"].reindex(columns=list(BALANCE_COLUMNS)),
        reactivated=None if back.empty else ReactivatedCounts(*(int(count) for count in back.iloc[0])),
    )


def _one_row_a_day(visits: pd.DataFrame, as_of_day: int) -> pd.DataFrame:
    """Sums over the visits whose day k after is over, for each k with any."""
    rows = []
    for k in range(AFTER[0], AFTER[1] + 1):
        known = visits[visits["day"] + k < as_of_day] if len(visits) else visits
        if len(known):
            ones, zeros = (known[known["took_part"] == side] for side in (1, 0))
            active = (side[f"active_{k}"].sum() for side in (ones, zeros))
            rows.append((k, int(ones["weight"].sum()), *active, zeros["weight_square"].sum()))
    return pd.DataFrame(rows, columns=list(DAY_COLUMNS))
