"""What stands below the verdict on the stickiness page, one part at a time: people, newcomers, holdout, record."""

from collections.abc import Callable, Mapping

import streamlit as st

from launchops.facade.results import ActivitySummary
from launchops.facade.types import Comparison
from launchops.locale.sentences import N_
from launchops.ui import acquired_users, activity_form, blocks, choices, data, filters, holdout, who_compared
from launchops.ui.text import _, escape

PARTS = {
    "people": N_("Who was compared"),
    "newcomers": N_("New users"),
    "holdout": N_("Plan a holdout"),
    "record": N_("The activity itself"),
}


def draw_parts(activity: ActivitySummary, comparison: Comparison) -> None:
    """The chosen part; only it is worked out."""
    parts: Mapping[str, Callable[[], None]] = {
        "people": lambda: who_compared.draw_who_was_compared(comparison),
        "newcomers": lambda: _draw_newcomers(activity, comparison),
        "holdout": lambda: holdout.draw_planner(activity, comparison.days),
        "record": lambda: draw_records(activity),
    }
    chosen = choices.choose_one(
        _("More"), "part", list(PARTS), default="people", words=lambda code: escape(_(PARTS[code])), is_short=True
    )
    with st.container(border=True, key="panel_part"):
        parts[chosen]()


def _draw_newcomers(activity: ActivitySummary, comparison: Comparison) -> None:
    blocks.heading(_("Sign-ups of the activity's days against quiet days"))
    acquired_users.draw_signups(comparison)
    blocks.heading(_("Users it brought"))
    acquired_users.draw_acquired(data.acquired_users(activity.key, filters=filters.chosen()))


def draw_records(activity: ActivitySummary | None) -> None:
    """The form of this activity, and one for a new one."""
    if st.session_state.pop(activity_form.SAVED, False):
        st.toast(_("Saved"))
    if activity is None:
        activity_form.draw_activity_form(None)
        return
    words = {"this": _("This activity"), "new": _("A new one")}
    which = st.segmented_control(
        _("Which activity"), list(words), format_func=words.__getitem__, default="this", key="activity_form_which",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    if which == "new":
        blocks.quiet(_("Write down what it is for and whom you compare it with before it begins."))
    activity_form.draw_activity_form(None if which == "new" else activity)
