"""A launch whose usage figures come from the real metrics over a few made-up users, without a store."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from launchops.facade.metrics import Metrics
from launchops.metrics.tables import FactTables, Filters
from tests.make import User, launch, user
from tests.pages.fake_launch import AS_OF_DAY, FIRST_DAY, FakeLaunch

MONDAY = FIRST_DAY + 1  # 2 February 2026


@dataclass(frozen=True)
class SmallFacts:
    """What `Metrics` needs of the facts: the tables, and up to when they are complete."""

    fact_tables: FactTables
    as_of_day: int

    def tables(self, _filters: Filters | None = None) -> FactTables:
        """The tables; nobody is flagged."""
        return self.fact_tables

    def as_of(self, as_of: int | None) -> int:
        """The day asked for, else the day before which data is complete."""
        return self.as_of_day if as_of is None else as_of

    def version(self) -> int:
        """Never changes."""
        return 1

    def remember(self, _key: Hashable, answer: Callable[[], Any]) -> Any:
        """Nothing is remembered."""
        return answer()


def metrics_of(*users: User, as_of: int = AS_OF_DAY, week_start: str = "monday") -> Metrics:
    """The facade's metrics over these users."""
    return Metrics(SmallFacts(launch(*users, week_start=week_start), as_of), kpis=None)  # type: ignore[arg-type]


def weekly_users(weeks: int = 9, size: int = 40, channels: tuple[str, ...] = ("ads", "seo")) -> list[User]:
    """`size` sign-ups on each Monday, by turns from these channels; every fourth comes back each week after."""
    users = []
    for week in range(weeks):
        first = MONDAY + 7 * week
        for number in range(size):
            later = range(first + 7, AS_OF_DAY, 7) if number % 4 == 0 else ()
            users.append(user(signup=first, days=[first, *later], channel=channels[number % len(channels)]))
    return users


@dataclass
class UsageLaunch(FakeLaunch):
    """The fake launch with real metrics."""

    usage: Metrics | None = None

    def __getattr__(self, noun: str) -> Any:
        return self.usage if noun == "metrics" and self.usage else super().__getattr__(noun)
