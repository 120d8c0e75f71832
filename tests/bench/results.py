"""What a bench run found, and how it is written down."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.timing import Timing


@dataclass(frozen=True)
class Question:
    """One question with the ways to answer it; the first way is the product's own."""

    name: str
    timings: Mapping[str, Timing]

    @property
    def ours(self) -> Timing:
        """The product's own timing."""
        return next(iter(self.timings.values()))

    def ratio(self, way: str) -> float:
        """How many times as long as the product a way takes."""
        return self.timings[way].median / self.ours.median


@dataclass(frozen=True)
class Run:
    """One whole bench run."""

    user_count: int
    active_day_count: int
    rounds: int
    questions: Sequence[Question]
    memory_mib: Mapping[str, float]

    def text(self) -> str:
        """The run as Markdown."""
        lines = [
            f"{self.user_count:,} users, {self.active_day_count:,} user-days; {os.cpu_count()} cores, "
            f"Python {platform.python_version()}; medians of {self.rounds} interleaved runs.",
            "",
            "| question | way | seconds (fastest – slowest) | ÷ ours |",
            "|---|---|---|---|",
        ]
        for question in self.questions:
            for way, timing in question.timings.items():
                span = f"{timing.median:.3f} ({timing.fastest:.3f} – {timing.slowest:.3f})"
                lines.append(f"| {question.name} | {way} | {span} | {_ratio(question.ratio(way))} |")
        lines += ["", "| peak memory of a fresh process | MiB |", "|---|---|"]
        lines += [f"| {work} | {mib:.0f} |" for work, mib in self.memory_mib.items()]
        return "\n".join(lines)


def _ratio(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def missed_bars(questions: Sequence[Question], bars: Mapping[tuple[str, str], float]) -> list[str]:
    """The bars (question, way) -> least ratio that a run does not reach, in words."""
    by_name = {question.name: question for question in questions}
    return [
        f"{name}: {way} takes {by_name[name].ratio(way):.1f} times as long as ours; the bar is {least:.0f}"
        for (name, way), least in bars.items()
        if by_name[name].ratio(way) < least
    ]
