"""What is chosen on the retention page: period, way to count, breakdown and the age that the answer is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from launchops.charts.retention_words import age_message, shown_ages
from launchops.facade.results import Retention
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.ui import choices, data
from launchops.ui.text import _, escape, say

Period = Literal["day", "week", "month"]
PERIODS: dict[Period, str] = {"day": N_("Daily"), "week": N_("Weekly"), "month": N_("Monthly")}
MODES = {
    "on": N_("came in that period"),
    "on_or_after": N_("came then or later"),
    "bracket": N_("came in a range of days"),
}
BREAKDOWNS = {
    "all": N_("Everybody"),
    "channel": N_("By channel"),
    "segment": N_("By segment"),
    "platform": N_("By platform"),
    "region": N_("By region"),
    "activity": N_("By activity that brought them"),
}
BRACKETS = ((1, 7), (8, 14), (15, 21), (22, 28))
USUAL_AGE: dict[str, int | str] = {"day": 7, "week": 4, "month": 1, "bracket": "8-14"}
ENOUGH_PEOPLE = 30


@dataclass(frozen=True)
class View:
    """The choices. `age`: the one that the answer, the picture over time and the comparison are about."""

    period: Period
    mode: str
    age: int | str

    def asked(self) -> dict[str, Any]:
        """The choices as the facade takes them: days are shown by week of sign-up, brackets by the period."""
        cohort = "week" if self.period == "day" and self.mode != "bracket" else self.period
        brackets = BRACKETS if self.mode == "bracket" else ()
        return {"period": self.period, "cohort": cohort, "mode": self.mode, "brackets": brackets}

    @property
    def age_name(self) -> Message:
        """The age by name: week 4."""
        return age_message(self.age, self.period, self.mode)

    @property
    def age_phrase(self) -> Message:
        """The age inside a sentence: in week 4."""
        return age_message(self.age, self.period, self.mode, is_phrase=True)

    @property
    def is_fair_over_time(self) -> bool:
        """Whether earlier and later sign-ups may be compared: "or later" gives the earlier ones more time."""
        return self.mode != "on_or_after"


def choose_period() -> Period:
    """Days, weeks or months after sign-up."""
    words = {str(code): escape(_(text)) for code, text in PERIODS.items()}
    chosen = choices.choose_one(
        _("Period"), "period", list(words), default="week", words=lambda code: words[code], is_short=True
    )
    return cast(Period, chosen)


def choose_view() -> View:
    """Period and way to count, with the usual age."""
    period = choose_period()
    mode = choices.choose_one(_("Counted"), "mode", list(MODES), default="on", words=lambda code: _(MODES[code]))
    return View(period, mode, USUAL_AGE["bracket" if mode == "bracket" else period])


def choose_breakdown() -> str:
    """Everybody (""), or a breakdown of which the data know at least two values."""
    known = [name for name in BREAKDOWNS if _is_known(name)]
    chosen = choices.choose_one(_("Broken down"), "by", known, default="all", words=lambda code: _(BREAKDOWNS[code]))
    return "" if chosen == "all" else chosen


def _is_known(breakdown: str) -> bool:
    if breakdown == "activity":
        return bool(data.activities())
    return breakdown == "all" or len(data.values(breakdown)) > 1


def choose_age(view: View, result: Retention) -> View:
    """The same choices with an age of the picture, the usual one unless chosen otherwise."""
    ages = readable_ages(result)
    if not ages:
        return view
    by_code = {str(age): age for age in ages}
    usual = str(view.age) if str(view.age) in by_code else str(ages[-1])
    words = {code: say(age_message(age, view.period, view.mode)) for code, age in by_code.items()}
    chosen = choices.choose_one(_("Looked at in"), "age", list(by_code), default=usual, words=lambda code: words[code])
    return replace(view, age=by_code[chosen])


def readable_ages(result: Retention) -> Sequence[int | str]:
    """Ages from 1 on (or brackets) that are over for at least one cohort and stand in the picture."""
    known = set(result.average["age"])
    return [age for age in shown_ages(result) if age in known and age != 0]


def breakdown_heading(by: str) -> str:
    """The breakdown as a heading of the picture's panel."""
    text = BREAKDOWNS[by or "all"]
    return _(text)
