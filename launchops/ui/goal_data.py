"""What the goals page asks beside the goals themselves: steps, check-ins, history, figures. Kept like every answer."""

from collections.abc import Sequence

from launchops.facade.results import HistoryEntry
from launchops.facade.types import CheckIn, Kpi, MilestoneStatus
from launchops.locale import Message
from launchops.ui import data
from launchops.ui.text import record_text


def milestones() -> Sequence[MilestoneStatus]:
    """The steps to the vision, by date."""
    return list(data.ask("milestones", "list"))


def warnings() -> tuple[Message, ...]:
    """What is wrong with the plan as a whole: too many goals, goals or steps too far ahead."""
    return (*data.ask("goals", "warnings"), *data.ask("milestones", "warnings"))


def check_ins(goal_id: int | None) -> Sequence[CheckIn]:
    """What was said of a goal, by day."""
    return list(data.ask("check_ins", "list", goal_id))


def history(noun: str, record_id: int | None) -> Sequence[HistoryEntry]:
    """Every save of a goal or step (`noun`: goals, milestones), newest first."""
    return list(data.ask(noun, "history", record_id))


def kpis() -> dict[str, Kpi]:
    """Every figure a goal can stand on, by key."""
    return {kpi.key: kpi for kpi in data.ask("metrics", "kpis")}


def kpi_names(*more: str) -> dict[str, str]:
    """The names of all figures and of `more`, by key; one that is gone is called as its key."""
    known = kpis()
    keys = dict.fromkeys([*known, *filter(None, more)])
    return {key: record_text(known[key].name) if key in known else key.removeprefix("reading:") for key in keys}


def is_reading(key: str) -> bool:
    """Whether a figure is measured elsewhere and uploaded or typed."""
    return key.startswith("reading:")
