"""What a bench run found, how it is written down, and which bars it misses."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.timing import ONCE_FROM, Timing

OURS, SCAN = "launchops", "bare scan"
STORE_SQL, PANDAS, FACTS_SQL, RANGE_JOIN = "SQL on SQLite", "pandas", "SQL in DuckDB", "range join in DuckDB"
ADBC_READ = "reading the tables by ADBC"


@dataclass(frozen=True)
class Measured:
    """One question, page or piece of work, timed in several ways in turn; the first way is the product's own."""

    name: str
    timings: Mapping[str, Timing]

    @property
    def ours(self) -> float:
        """Seconds of the product's own way."""
        return self.timings[OURS].median

    def ratio(self, way: str) -> float | None:
        """How many times as long as the product a way takes; None where it was not asked."""
        return self.timings[way].median / self.ours if way in self.timings else None

    def over(self, way: str) -> float:
        """How many times as long as that way the product takes."""
        return self.ours / self.timings[way].median


@dataclass(frozen=True)
class Bar:
    """What must hold of one measurement: in words, and whether it does."""

    text: str
    is_met: bool


@dataclass(frozen=True)
class Run:
    """One size: its questions, pages, facts build (None: not timed) and memory."""

    user_count: int
    active_day_count: int
    rounds: int
    questions: Sequence[Measured]
    pages: Sequence[Measured]
    build: Measured | None
    memory_mib: Mapping[str, float]

    def text(self) -> str:
        """The run as Markdown."""
        lines = [
            f"**{self.user_count:,} users, {self.active_day_count:,} user-days**; {os.cpu_count()} cores, Python "
            f"{platform.python_version()}; medians of {self.rounds} interleaved runs; what takes more than "
            f"{ONCE_FROM:.0f} s was asked once.",
            "",
            f"| question | ours, ms | ÷ {SCAN} | {STORE_SQL} ÷ ours | {PANDAS} ÷ ours | {FACTS_SQL} ÷ ours |",
            "|---|---|---|---|---|---|",
            *(_row(one, STORE_SQL, PANDAS, FACTS_SQL) for one in self.questions),
            "",
            f"| all questions of a page together | ours, ms | ÷ {SCAN} |",
            "|---|---|---|",
            *(_row(one) for one in self.pages),
        ]
        for one in self.questions:
            if RANGE_JOIN in one.timings:
                lines += ["", f"{one.name}: {RANGE_JOIN} takes {one.ratio(RANGE_JOIN):.0f} times as long as ours."]
        if self.build is not None:
            read = f"{ADBC_READ} {self.build.timings[ADBC_READ].median:.1f} s (÷ {self.build.over(ADBC_READ):.1f})"
            lines += ["", f"{self.build.name}: {self.build.ours:.1f} s; {read}."]
        lines += ["", "| peak memory of a fresh process | MiB |", "|---|---|"]
        return "\n".join([*lines, *(f"| {work} | {mib:.0f} |" for work, mib in self.memory_mib.items())])


def _row(one: Measured, *ways: str) -> str:
    ratios = " ".join(f"| {_ratio(one.ratio(way))}" for way in ways)
    return f"| {one.name} | {one.ours * 1_000:.0f} | {one.over(SCAN):.1f} {ratios}{' ' if ways else ''}|"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def bars(run: Run) -> list[Bar]:
    """Every bar of the standard size: 1 million users on two cores."""
    found = [bar for one in run.questions for bar in _question_bars(one)]
    found += [_at_most(f"page {one.name}", one, times=80, seconds=0.5) for one in run.pages]
    if run.build is not None:
        times = run.build.over(ADBC_READ)
        found.append(Bar(f"{run.build.name}: {times:.1f} times the bare read; at most 4", times <= 4))
    found += [Bar(f"memory, {work}: {mib:.0f} MiB; at most 600", mib <= 600) for work, mib in run.memory_mib.items()]
    return found


def _question_bars(one: Measured) -> list[Bar]:
    least = {STORE_SQL: 25.0, PANDAS: 10.0} if one.name in ("weekly retention", "MAU of every day") else {PANDAS: 1.0}
    if RANGE_JOIN in one.timings:
        least[RANGE_JOIN] = 100.0
    found = [_at_most(one.name, one, times=25, seconds=0.15)]
    for way, bar in least.items():
        ratio = one.ratio(way) or 0.0
        found.append(Bar(f"{one.name}: {way} takes {ratio:.1f} times as long; at least {bar:.0f}", ratio >= bar))
    return found


def _at_most(name: str, one: Measured, *, times: float, seconds: float) -> Bar:
    text = f"{name}: {one.ours:.3f} s, {one.over(SCAN):.1f} bare scans; at most {times:.0f} or {seconds} s"
    return Bar(text, one.ours <= seconds or one.over(SCAN) <= times)


def growth(small: Run, large: Run) -> str:
    """How answers grow with the data, as Markdown: the larger run's times over the smaller one's."""
    factor = large.active_day_count / small.active_day_count
    by_name = {one.name: one for one in (*small.questions, *small.pages)}
    rows = [
        f"| {one.name} | {by_name[one.name].ours * 1_000:.0f} | {one.ours * 1_000:.0f} | "
        f"{one.ours / by_name[one.name].ours:.1f} |"
        for one in (*large.questions, *large.pages)
    ]
    head = [
        f"**Growth** to {large.user_count:,} users and {large.active_day_count:,} user-days ({factor:.1f} times):",
        "",
        "| question or page | ms | ms, larger | times |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows])


def growth_bars(small: Run, large: Run) -> list[Bar]:
    """No answer grows faster than the data."""
    factor = large.active_day_count / small.active_day_count
    by_name = {one.name: one for one in (*small.questions, *small.pages)}
    found = []
    for one in (*large.questions, *large.pages):
        times = one.ours / by_name[one.name].ours
        found.append(Bar(f"{one.name}: grows {times:.1f} times; at most {factor:.1f}", times <= factor))
    return found
