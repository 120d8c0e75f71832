"""Activity or no activity: the counts of the daily matched comparison (METHODS §3, after Hernán et al. 2016).

On each day of the activity, those who first take part are set beside those who were there too and did not,
within strata of the same day, the same visits so far, the same habit before, channel and segment. What comes
back is counts; `launchops.stats.comparison.compare` makes an estimate of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import pandas as pd

from launchops.errors import RecordError
from launchops.metrics.comparison_cells import (
    CellCounts,
    Days,
    Outcome,
    cells_expression,
    cells_of,
    matched_expression,
)
from launchops.metrics.comparison_days import (
    CONTROL_DAYS,
    MOST_PRIOR,
    MOST_TENURE,
    PRIOR_DAYS,
    eligible_days,
    with_days_around,
)
from launchops.metrics.comparison_participants import (
    activity_window,
    naive_counts,
    participants_by_day,
    takers_expression,
)
from launchops.metrics.results import ComparisonCells, ComparisonCounts
from launchops.metrics.tables import FactTables, Filters

WEEKS: tuple[Days, ...] = ((1, 7), (8, 14), (15, 21), (22, 28))
ENOUGH_MATCHED = 0.8  # strata are coarsened only below this share

# The ladder of METHODS §3.2, finest first.
LADDER: tuple[tuple[str, ...], ...] = (
    ("day", "visits_so_far", "prior", "channel", "segment"),
    ("day", "visits_so_far", "prior_class", "channel", "segment"),
    ("day", "visits_so_far", "prior_class", "channel"),
    ("day", "visits_so_far", "prior_class"),
)
CONTROL_STRATA = ("day", "visits_so_far", "tenure", "channel", "segment")


@dataclass(frozen=True)
class _Question:
    """What is asked of the engine, once the window is known."""

    tables: FactTables
    takers: ibis.Table
    window: Days
    as_of_day: int
    filters: Filters

    def eligible(self) -> ibis.Table:
        return eligible_days(
            self.tables, self.takers, window=self.window, as_of_day=self.as_of_day, filters=self.filters
        )

    def count(self, days: ibis.Table, outcomes: Sequence[Outcome], strata: tuple[str, ...], level: int) -> CellCounts:
        expression = cells_expression(days, outcomes, strata, as_of_day=self.as_of_day)
        frame = self.tables.run(expression)
        return CellCounts(tuple(outcomes), level, self.as_of_day, frame)


def comparison_counts(
    tables: FactTables,
    *,
    activity: str,
    as_of_day: int,
    window: tuple[int | None, int | None] | None = None,
    days: Days = (8, 14),
    filters: Filters | None = None,
) -> ComparisonCounts:
    """Counts of one activity's comparison; see `ComparisonCounts` for each of them.

    `window`: first and last day of the activity as recorded; a missing end is the first or last
    participation. `days`: outcome days after the visit, both included; the four weeks after it are counted as
    well. Raises RecordError (compare_days_invalid) where `days` do not begin after the visit or end before
    they begin.
    """
    if not 1 <= days[0] <= days[1]:
        raise RecordError("compare_days_invalid", field="days", first=days[0], last=days[1])
    chosen = filters or Filters()
    everybody = takers_expression(tables, activity=activity, as_of_day=as_of_day)
    takers = takers_expression(tables, activity=activity, as_of_day=as_of_day, filters=chosen)
    found = activity_window(tables, everybody, window or (None, None))
    by_day = participants_by_day(tables, takers)
    able = by_day[by_day["is_early"] == 0]
    inside = able if found is None else able[able["day"].between(*found)]
    outcomes = tuple(Outcome(f"active_{i}", span) for i, span in enumerate(dict.fromkeys((days, *WEEKS))))
    per_day = inside.set_index("day")["participants"]
    if found is None or per_day.empty:
        matched, control = _nothing(outcomes)
        naive = None
    else:
        question = _Question(tables, takers, found, as_of_day, chosen)
        matched = _matched(question, outcomes, per_day)
        control = _negative_control(question, per_day)
        naive = naive_counts(tables, takers, window=found, days=days, as_of_day=as_of_day, filters=chosen)
    return ComparisonCounts(
        activity=activity,
        window=found,
        days=days,
        as_of_day=as_of_day,
        participants=int(by_day["participants"].sum()),
        before_signup=int(by_day["participants"].sum() - able["participants"].sum()),
        outside_window=int(able["participants"].sum() - inside["participants"].sum()),
        outcome=matched[days],
        by_week=tuple(matched[week] for week in WEEKS),
        negative_control=control,
        naive=naive,
    )


def _matched(question: _Question, outcomes: Sequence[Outcome], per_day: pd.Series) -> dict[Days, ComparisonCells]:
    """Cells per outcome, all at the level at which enough participants of the first outcome are matched.

    Participants who were not active on their day have no peers at any level and do not drive the ladder.
    """
    days = _with_outcomes(question, outcomes)
    counts = question.count(days, outcomes, LADDER[0], 0)
    first = cells_of(counts, 0, per_day)
    if first.cells["participants"].sum() < ENOUGH_MATCHED * first.participants_active:
        level = _coarser_level(question, days, outcomes[0], first.participants_active)
        counts = question.count(days, outcomes, LADDER[level], level)
    return {outcome.days: cells_of(counts, i, per_day) for i, outcome in enumerate(outcomes)}


def _coarser_level(question: _Question, days: ibis.Table, outcome: Outcome, participants: int) -> int:
    """The first coarser level that matches enough of the participants, else the last."""
    known = days.filter(days.day + outcome.days_needed < question.as_of_day)
    coarser = {level: strata for level, strata in enumerate(LADDER) if level > 0}
    matched = question.tables.run(matched_expression(known, coarser)).iloc[0]
    enough = [level for level in coarser if matched[f"level_{level}"] >= ENOUGH_MATCHED * participants]
    return enough[0] if enough else len(LADDER) - 1


def _with_outcomes(question: _Question, outcomes: Sequence[Outcome]) -> ibis.Table:
    """Eligible user-days plus prior (0 … 8), prior_class (0, 1–2, 3–5, 6+) and active_0 … (1: came back)."""
    around = with_days_around(
        question.eligible(),
        question.tables,
        ranges=[PRIOR_DAYS, *(outcome.days for outcome in outcomes)],
        as_of_day=question.as_of_day,
    )
    prior = ibis.least(around.seen_0, MOST_PRIOR)
    return around.mutate(
        prior=prior,
        prior_class=ibis.ifelse(prior >= 6, 3, ibis.ifelse(prior >= 3, 2, ibis.ifelse(prior >= 1, 1, 0))),
        **{outcome.column: ibis.ifelse(around[f"seen_{i + 1}"] > 0, 1, 0) for i, outcome in enumerate(outcomes)},
    )


def _negative_control(question: _Question, per_day: pd.Series) -> ComparisonCells:
    """The same two groups two weeks earlier, alike in tenure but not in habit: they should not differ."""
    around = with_days_around(question.eligible(), question.tables, ranges=[CONTROL_DAYS], as_of_day=question.as_of_day)
    days = around.mutate(before=around.seen_0, tenure=ibis.least(around.age // 7, MOST_TENURE))
    outcome = Outcome("before", CONTROL_DAYS, unit=CONTROL_DAYS[1] - CONTROL_DAYS[0] + 1)
    return cells_of(question.count(days, [outcome], CONTROL_STRATA, 0), 0, per_day)


def _nothing(outcomes: Sequence[Outcome]) -> tuple[dict[Days, ComparisonCells], ComparisonCells]:
    """Empty cells, where nobody took part and the engine need not be asked."""
    nobody = pd.Series([], index=pd.Index([], dtype="int64"), dtype="int64")
    control = Outcome("before", CONTROL_DAYS, unit=CONTROL_DAYS[1] - CONTROL_DAYS[0] + 1)

    def empty(outcome: Outcome) -> ComparisonCells:
        columns = ["day", "participants", "others"]
        columns += [f"{name}_0" for name in ("sum1", "square1", "sum0", "square0", "later")]
        frame = pd.DataFrame(columns=columns, dtype="int64")
        return cells_of(CellCounts((outcome,), 0, 0, frame), 0, nobody)

    return {outcome.days: empty(outcome) for outcome in outcomes}, empty(control)
