"""The blocks of the stickiness page: what to look at, the answer, does it last, and whether to believe it."""

from collections.abc import Sequence
from html import escape as escape_html

import streamlit as st

from launchops.facade.results import ActivitySummary
from launchops.facade.types import Answer, Check, Comparison, comparison_answer, comparison_checks, lasting_message
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.ui import blocks, choices, data, filters, pictures, screen
from launchops.ui.text import _, escape, number, percent, record_text, say, together

OUTCOME_DAYS = {"1-7": (1, 7), "8-14": (8, 14), "15-21": (15, 21), "22-28": (22, 28)}
DEFAULT_DAYS = "8-14"
WHO = {"all": N_("everybody"), "reached": N_("only who came")}
OUTCOMES = {"active": N_("came back at all"), "active_day_rate": N_("share of days they came")}
VIEWS = {"day": N_("Day by day"), "week": N_("Week by week"), "stay": N_("How long")}
NO_ACTIVITY = Answer(Message("stickiness_no_activity"))
_MARKS = {"good": "✔", "caution": "!", "bad": "✖"}
_TONES = {"good": "good", "caution": "warn", "bad": "bad"}


def choose_activity(activities: Sequence[ActivitySummary]) -> ActivitySummary:
    """The activity to look at; the latest one unless the URL or a click says otherwise."""
    by_key = {activity.key: activity for activity in activities}
    latest = max(activities, key=lambda activity: activity.last_day or 0)
    key = choices.choose_one(
        _("Activity"),
        "activity",
        list(by_key),
        default=latest.key,
        words=lambda key: record_text(by_key[key].name),
    )
    return by_key[key]


def choose_days() -> tuple[int, int]:
    """The days after joining on which coming back counts."""
    chosen = choices.choose_one(
        _("Came back on days"),
        "days",
        list(OUTCOME_DAYS),
        default=DEFAULT_DAYS,
        words=lambda code: escape(_days_words(OUTCOME_DAYS[code])),
        is_short=True,
    )
    return OUTCOME_DAYS[chosen]


def choose_outcome() -> str:
    """What is counted on these days."""
    return choices.choose_one(
        _("What is counted"),
        "outcome",
        list(OUTCOMES),
        default="active",
        words=lambda code: escape(_(OUTCOMES[code])),
        is_short=True,
    )


def choose_reached(activity: ActivitySummary) -> bool:
    """Whether only users who came while the activity ran count; asked where users were offered it or held out."""
    if not (activity.offered and activity.holdout):
        return False
    chosen = choices.choose_one(
        _("Who counts"), "who", list(WHO), default="all", words=lambda code: escape(_(WHO[code])), is_short=True
    )
    return chosen == "reached"


def _days_words(days: tuple[int, int]) -> str:
    return _("days {first}–{last}").format(first=days[0], last=days[1])


def comparison_title(activity: ActivitySummary, comparison: Comparison) -> str:
    """The heading of the picture, with the activity's name."""
    days = _days_words(comparison.days)
    name = record_text(activity.name)
    if comparison.outcome == "active_day_rate":
        return _("{activity}: share of days they came on {days}, difference in points").format(activity=name, days=days)
    return _("{activity}: came back on {days}, difference in points").format(activity=name, days=days)


def answer(comparison: Comparison) -> Answer:
    """The verdict in a sentence."""
    return comparison_answer(comparison)


def who_was_compared(comparison: Comparison) -> str:
    """How many were compared, whom nobody knows, and what the grey row is; empty where nobody is compared."""
    counted = _counted(comparison)
    if not counted:
        return ""
    unknown = comparison.unknown_users
    words = _("Left out: {n} whom no users file names.").format(n=number(unknown)) if unknown else ""
    grey = _(
        "The grey row compares people who were there with people who were not; it is shown because all ask for it."
    )
    return together(counted, words, grey)


def _counted(comparison: Comparison) -> str:
    itt, matched = comparison.itt, comparison.matched
    if itt is not None:
        text = _("{offered} were offered it and {holdout} held out by lot.")
        if itt.is_triggered:
            text = _("Of those who came while it ran, {offered} were offered it and {holdout} held out by lot.")
        return text.format(offered=number(itt.offered.n), holdout=number(itt.holdout.n))
    if matched is None:
        return ""
    return _("{n} took part, {matched} ({share}) have comparable others.").format(
        n=number(matched.participants),
        matched=number(matched.participants_matched),
        share=percent(matched.share_matched),
    )


def draw_lasting(comparison: Comparison) -> None:
    """Does it last: both groups day by day, or their difference week by week before and after."""
    with st.container(border=True, key="panel_lasting", height="stretch"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            blocks.heading(_("Does it last?"), width="content")
            view = _choose_view()
        if view == "day":
            pictures.draw_daily_return(comparison)
            note = _("Share active on each day after taking part; shaded: the days that count.")
        elif view == "stay":
            pictures.draw_stay(data.stay(comparison, filters=filters.chosen()), comparison)
            note = _("Share not lost yet by days after taking part. Lost: the first time 28 days pass without a visit.")
        else:
            pictures.draw_lasting(comparison)
            note = _("Difference in points by days before and after taking part. Before, it should be 0.")
        if not screen.is_shared():
            blocks.quiet(together(say(lasting_message(comparison)), note))


def _choose_view() -> str:
    return choices.choose_one(
        _("Picture"), "view", list(VIEWS), default="day", words=lambda code: escape(_(VIEWS[code])), is_short=True
    )


def draw_checks(comparison: Comparison) -> None:
    """Can we believe it: what was checked, and what was found; on a shared screen what holds by name alone."""
    checks = comparison_checks(comparison)
    named = [check for check in checks if screen.is_shared() and check.state == "good"]
    names = "".join(f"<span><i>✔</i> {escape_html(say(check.title))}</span>" for check in named)
    line = f'<div class="lo-named lo-good">{names}</div>' if names else ""
    rows = "".join(_check_html(check) for check in checks if check not in named)
    st.html(f'<div class="lo-checks">{line}{rows}</div>')


def _check_html(check: Check) -> str:
    return (
        f'<div class="lo-check lo-{_TONES.get(check.state, "neutral")}"><i>{_MARKS.get(check.state, "·")}</i>'
        f"<b>{escape_html(say(check.title))}</b><span>{escape_html(say(check.message))}</span></div>"
    )
