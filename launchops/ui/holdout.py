"""The holdout planner: how many users to hold out, and the list of who they are."""

from dataclasses import asdict, dataclass
from datetime import timedelta

import streamlit as st

from launchops.facade.results import ActivitySummary
from launchops.facade.types import HoldoutPlan, plan_messages
from launchops.locale.sentences import N_
from launchops.periods import day_number
from launchops.ui import blocks, data, filters
from launchops.ui.text import _, escape, say

AUDIENCES = {"recent": N_("active in the last 28 days"), "all": N_("everybody who signed up")}
USUAL_POINTS, USUAL_SHARE = 5.0, 10.0


@dataclass(frozen=True)
class _Chosen:
    """What was chosen for the lot, in the words of `launch.planner`."""

    holdout_share: float
    start_day: int
    is_recent: bool


def draw_planner(activity: ActivitySummary | None, days: tuple[int, int]) -> None:
    """What to hold out for a difference of so many points, and the assignment list to download."""
    blocks.quiet(
        _(
            "Keep the activity from a few users chosen by lot. Everything else about them is the same, so what differs "
            "later is what the activity did. Only this can tell an activity from its keener users."
        )
    )
    points_place, share_place, start_place, who_place = st.columns((1, 1, 1, 2))
    points = points_place.number_input(
        _("Difference that would matter (points)"), 0.5, 50.0, USUAL_POINTS, 0.5, format="%g", key="holdout_points"
    )
    share = share_place.number_input(_("Hold out (%)"), 1.0, 50.0, USUAL_SHARE, 1.0, format="%g", key="holdout_share")
    start = start_place.date_input(_("The activity begins"), data.today() + timedelta(days=1), key="holdout_start")
    who = who_place.selectbox(
        _("Offered to"), list(AUDIENCES), format_func=lambda code: _(AUDIENCES[code]), key="holdout_audience"
    )
    chosen = _Chosen(share / 100, day_number(start), who == "recent")
    plan = data.holdout_plan(difference=points / 100, days=days, filters=filters.chosen(), **asdict(chosen))
    _draw_plan(plan)
    if plan.users:
        _draw_list(activity, chosen)


def _draw_plan(plan: HoldoutPlan) -> None:
    for message in plan_messages(plan):
        st.markdown(escape(say(message)))


def _draw_list(activity: ActivitySummary | None, chosen: _Chosen) -> None:
    """Name and salt of the list, its download and what to do with it."""
    upcoming = activity.key if activity is not None and not activity.participants else ""
    name_place, salt_place, button_place = st.columns((2, 2, 1.4), vertical_alignment="bottom")
    name = name_place.text_input(
        _("Name of the activity in its files"), upcoming, key="holdout_activity", max_chars=120
    ).strip()
    salt = salt_place.text_input(
        _("Salt of the lot"), key="holdout_salt", max_chars=120, placeholder=name,
        help=_("The same salt and the same users give the same list again. Another salt deals anew."),
    ).strip()  # fmt: skip

    def content() -> bytes:
        assignment = data.launch().planner.assign(
            name,
            salt=salt,
            holdout_share=chosen.holdout_share,
            start_day=chosen.start_day,
            is_recent=chosen.is_recent,
            filters=filters.chosen(),
        )
        return assignment.csv

    with button_place:
        if name:
            blocks.download(_("Download the list"), content, file_name=f"{name}_holdout.csv", key="holdout_download")
        else:
            blocks.quiet(_("Name the activity to get the list."))
    blocks.quiet(
        _(
            "Each user's arm follows from a hash (SHA-256) of the salt and the user's id, so that nobody picks and "
            "anybody can check. Do not offer the activity to users with the arm holdout. Upload the list as it is "
            "(kind: participation) when the activity begins, and record the share held out with the activity: this "
            "page then compares the two groups."
        )
    )
