"""The blocks of the retention page: the answer, two choices of sign-ups side by side, and notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from launchops.facade.results import Retention, RetentionDifference
from launchops.facade.types import Answer, Filters, Highlight, Signups
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.periods import month_first_day, month_number
from launchops.ui import blocks, choices, data, usage_data, usage_pictures
from launchops.ui.retention_view import ENOUGH_PEOPLE, View
from launchops.ui.text import _, escape, record_text, say

NO_SIGNUPS = Answer(Message("retention_none"))
NOT_FAIR = N_(
    "Earlier sign-ups have had more time to come “then or later” than the latest; choose another way to count to "
    "compare them."
)
LATEST = 4  # mature cohorts held against all before


def answer(result: Retention, view: View, filters: Filters) -> Answer:
    """How many come back at the chosen age, and whether the latest sign-ups do as well as those before."""
    found = result.average[result.average["age"] == view.age]
    if found.empty:
        return _too_early(result, view)
    row = found.to_dict("records")[0]
    if row["eligible"] < ENOUGH_PEOPLE:
        return Answer(Message("retention_too_few", {"n": int(row["eligible"]), "needed": ENOUGH_PEOPLE}))
    shares = {name: float(row[name]) for name in ("rate", "low", "high")}
    counts = {"age": view.age_phrase, "active": int(row["active"]), "n": int(row["eligible"])}
    main = Message("retention_answer", {**shares, **counts})
    trend = _trend(result, view, filters)
    if trend is None:
        return Answer(main)
    lower = trend.code == "retention_lately_lower"
    highlights = (Highlight(trend, "warn"),) if lower else ()
    return Answer(Message("retention_answer_trend", {"answer": main, "trend": trend}), highlights=highlights)


def _too_early(result: Retention, view: View) -> Answer:
    cells = result.cells[result.cells["age"] == view.age]
    if cells.empty:
        first = result.cells["readable_day"].min()
        return Answer(Message("retention_too_early", {"age": view.age_name, "day": int(first)}))
    return Answer(Message("retention_too_early", {"age": view.age_name, "day": int(cells["readable_day"].min())}))


def _trend(result: Retention, view: View, filters: Filters) -> Message | None:
    """The latest mature cohorts against all before them; None while there are too few of either."""
    days = mature_cohorts(result, view.age)
    if len(days) < 2 * LATEST or not view.is_fair_over_time:
        return None
    turn = days[-LATEST]
    found = usage_data.retention_difference(
        view, Signups(start_day=turn), Signups(end_day=turn), by="", filters=filters
    ).difference
    if found.low is None or found.high is None or min(found.first.n, found.second.n) < ENOUGH_PEOPLE:
        return None
    ending = "lower" if found.high < 0 else "higher" if found.low > 0 else "same"
    params = {"difference": found.difference, "low": found.low, "high": found.high}
    return Message(f"retention_lately_{ending}", params)


def mature_cohorts(result: Retention, age: int | str) -> list[int]:
    """First days of the cohorts of which the age is over, ascending."""
    cells = result.cells[(result.cells["age"] == age) & result.cells["mature"]]
    return sorted({int(day) for day in cells["cohort_day"]})


@dataclass(frozen=True)
class Choice:
    """One side of a comparison: its words and who belongs to it."""

    words: str
    signups: Signups


def draw_difference(result: Retention, view: View, *, by: str, filters: Filters) -> None:
    """Two groups, or two periods of sign-up, chosen and compared in a sentence."""
    if not by and not view.is_fair_over_time:
        blocks.quiet(_(NOT_FAIR))
        return
    options = _groups(result, view) if by else _periods(result, view)
    if len(options) < 2:
        blocks.quiet(_("There is nothing to compare yet: fewer than two are known at this age."))
        return
    codes = list(options)
    with st.container(horizontal=True, vertical_alignment="center", key="difference_choice"):
        first = _choose(_("First"), "first", options, default=codes[0])
        second = _choose(_("Second"), "second", options, default=codes[1])
    found = usage_data.retention_difference(
        view, options[first].signups, options[second].signups, by=by, filters=filters
    )
    st.markdown(escape(say(difference_message(found, view, options[first].words, options[second].words))))
    blocks.quiet(_("Only sign-ups for whom {age} is over.").format(age=say(view.age_name)))
    if by:
        blocks.quiet(_("Two groups are compared over the same times of sign-up."))


def _choose(label: str, key: str, options: Mapping[str, Choice], *, default: str) -> str:
    return choices.choose_one(label, key, list(options), default=default, words=lambda code: options[code].words)


def difference_message(found: RetentionDifference, view: View, first: str, second: str) -> Message:
    """Both shares and their difference with its interval, or what is missing."""
    both = found.difference
    if both.difference is None or both.low is None or min(both.first.n, both.second.n) < ENOUGH_PEOPLE:
        needed = {"first_n": both.first.n, "second_n": both.second.n, "needed": ENOUGH_PEOPLE}
        return Message("retention_difference_too_few", needed)
    verdict = "higher" if both.low > 0 else "lower" if (both.high or 0) < 0 else "no_clear_difference"
    sides = {"first": first, "first_rate": both.first.x / both.first.n, "first_n": both.first.n}
    sides |= {"second": second, "second_rate": both.second.x / both.second.n, "second_n": both.second.n}
    interval = {"difference": both.difference, "low": both.low, "high": both.high}
    params = {**sides, **interval, "age": view.age_phrase, "verdict": Message(f"retention_{verdict}")}
    return Message("retention_difference", params)


def _groups(result: Retention, view: View) -> dict[str, Choice]:
    """Groups that are known at the age, the largest first; users without the trait stand last."""
    known = result.average[result.average["age"] == view.age].sort_values("eligible", ascending=False, kind="stable")
    names = sorted((str(group) for group in known["group"]), key=lambda group: group == "")
    if result.by == "activity":  # others of the same time are what somebody brought by an activity is compared with
        names = [*names[:1], *(name for name in names[1:] if name == ""), *(name for name in names[1:] if name)]
    words = group_words(result.by)
    return {name or "-": Choice(words(name), Signups(group=name)) for name in names}


def group_words(by: str) -> Callable[[str], str]:
    """What the groups of a breakdown are called, as plain text."""
    names = {activity.key: activity.name for activity in data.activities()} if by == "activity" else {}
    others = _("not by an activity") if by == "activity" else _("not given")
    return lambda group: record_text(names.get(group, group)) if group else others


def named(result: Retention) -> Retention:
    """The same result with its groups by name, for pictures and tables."""
    words = group_words(result.by)
    if not result.by:
        return result
    frames = {
        name: frame.assign(group=[words(str(group)) for group in frame["group"]])
        for name, frame in (("cells", result.cells), ("average", result.average))
    }
    return replace(result, **frames)


def _periods(result: Retention, view: View) -> dict[str, Choice]:
    """Months of sign-up with a cohort that is known at the age, the latest first; weeks where there is one month."""
    days = mature_cohorts(result, view.age)
    months = sorted({int(month_number(day)) for day in days}, reverse=True)
    if len(months) > 1:
        spans = [(month_first_day(month), month_first_day(month + 1)) for month in months]
    else:
        spans = [(day, day + 7) for day in reversed(days)]
    return {f"{start}-{end}": Choice(_span_words(start, end), Signups(start, end)) for start, end in spans}


def _span_words(start: int, end: int) -> str:
    return say(Message("retention_signups_of", {"first": start, "last": end - 1}))


def draw_over_time(result: Retention, view: View) -> None:
    """The chosen age by time of sign-up, or why that would mislead."""
    if view.is_fair_over_time:
        usage_pictures.draw_over_time(result, view.age)
    else:
        blocks.quiet(_(NOT_FAIR))


def heatmap_note(view: View) -> str:
    """What the figures of the heat map are."""
    return {
        "day": _("percent who came, by days after sign-up"),
        "week": _("percent who came, by weeks after sign-up"),
        "month": _("percent who came, by months after sign-up"),
    }["day" if view.mode == "bracket" else view.period]


def over_time_title(view: View) -> str:
    """The heading of the picture over time."""
    return _("Came {age}, by time of sign-up").format(age=say(view.age_phrase))


def legend() -> str:
    """How to read the heat map."""
    return _(
        "Hatched: not over yet, with the day on which the next figure becomes known. Counts instead of percent: fewer "
        "than {n} sign-ups."
    ).format(n=ENOUGH_PEOPLE)
