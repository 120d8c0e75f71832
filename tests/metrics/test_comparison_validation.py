"""The two simulated launches with known truth: no effect, and +5.3 points among participants."""

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.periods import day_number
from launchops.stats.comparison import compare
from launchops.stats.results import Comparison
from tests.make import Participation, User, launch

AS_OF = day_number(date(2025, 4, 26))


@dataclass(frozen=True)
class Known:
    """What must come out (METHODS §3), before the correction for later joiners."""

    folder: str
    truth: float
    difference: float
    error: float
    matched: int
    participants: int
    strata: int
    naive: float
    control_z: float
    verdict: str


NULL = Known("null_selection", 0.0, 0.0224, 0.0131, 2190, 2240, 254, 0.454, -0.1, "no_clear_difference")
EFFECT = Known("true_effect", 0.053, 0.0610, 0.0124, 2169, 2209, 264, 0.533, 1.4, "associated_higher")


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_of(text: str) -> int:
    return day_number(date.fromisoformat(text))


def comparison_of(folder: Path) -> Comparison:
    """The comparison of a folder's activity, from its files as they are."""
    seen: dict[str, set[int]] = defaultdict(set)
    for row in rows_of(folder / "events.csv.gz"):
        seen[row["user_id"]].add(day_of(row["event_date"]))
    people = rows_of(folder / "users.csv.gz")
    number = {row["user_id"]: place for place, row in enumerate(people, 1)}
    users = []
    for row in people:
        signup = day_of(row["signup_date"])
        days = tuple(sorted(day for day in seen[row["user_id"]] if day >= signup))
        users.append(User(signup=signup, days=days, channel=row["channel"], segment=row["segment"]))
    participations = [
        Participation(row["activity_id"], number[row["user_id"]], day_of(row["participated_date"]))
        for row in rows_of(folder / "participation.csv.gz")
    ]
    tables = launch(*users, participations=participations)
    return compare(comparison_counts(tables, activity="launch_event", as_of_day=AS_OF))


@pytest.mark.parametrize("known", [NULL, EFFECT], ids=lambda known: known.folder)
def test_the_known_answers_come_out(known: Known, shared: Path) -> None:
    comparison = comparison_of(shared / "validation" / "sim" / known.folder)
    matched, control, naive = comparison.matched, comparison.negative_control, comparison.naive
    assert matched is not None
    assert control is not None
    assert naive is not None
    assert matched.diluted_difference == pytest.approx(known.difference, abs=0.0001)
    assert matched.diluted_standard_error == pytest.approx(known.error, abs=0.0001)
    assert (matched.participants_matched, matched.participants) == (known.matched, known.participants)
    assert (matched.strata, matched.level) == (known.strata, 0)
    assert matched.low <= known.truth <= matched.high
    assert naive.difference == pytest.approx(known.naive, abs=0.001)
    assert control.difference / control.standard_error == pytest.approx(known.control_z, abs=0.05)
    assert comparison.verdict == known.verdict
    assert all(effect is not None for _, effect in comparison.by_week)
