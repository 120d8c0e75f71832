"""Ages and cells of retention in words."""

from collections.abc import Hashable, Mapping
from typing import Any

from launchops.charts.style import Look
from launchops.charts.values import day_text, value_text
from launchops.facade.results import Retention
from launchops.locale import Message, say

MOST_AGES = {"day": 29, "week": 17, "month": 13}  # of a picture, from age 0 on


def shown_ages(result: Retention) -> list[int | str]:
    """The ages that stand in pictures; older ones are in the tables only."""
    return list(dict.fromkeys(result.cells["age"]))[: MOST_AGES[result.period]]


def age_message(age: int | str, period: str, mode: str, *, is_phrase: bool = False) -> Message:
    """An age by name: week 4 · week 4 or later · days 8–14; as a phrase: in week 4 · on days 8–14."""
    front = "retention_in" if is_phrase else "retention"
    if isinstance(age, str):
        first, _, last = age.partition("-")
        return Message(f"{front}_days", {"first": int(first), "last": int(last)})
    ending = "_or_later" if mode == "on_or_after" else ""
    return Message(f"{front}_{period}{ending}", {"age": age})


def age_text(age: int | str, result: Retention, look: Look) -> str:
    """An age of this result in the language of the chart."""
    return say(age_message(age, result.period, result.mode), look.language)


def age_tick(age: int | str) -> str:
    """An age beside an axis: 4 · 8–14."""
    return str(age).replace("-", "–")


def cell_text(cell: Mapping[Hashable, Any], result: Retention, look: Look) -> str:
    """A known cell in words, with its counts and interval: what stands beside the pointer."""
    params = {
        "day": day_text(int(cell["cohort_day"]), look),
        "size": value_text(float(cell["eligible"]), "users", look),
        "age": age_message(cell["age"], result.period, result.mode),
        "active": value_text(float(cell["active"]), "users", look),
        **{name: value_text(float(cell[name]), "percent", look) for name in ("rate", "low", "high")},
    }
    return say(Message("retention_cell", params), look.language)
