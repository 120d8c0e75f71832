"""How many use it, and how often?"""

import streamlit as st

from launchops.ui import (
    blocks,
    counts,
    data,
    filters,
    screen,
    shell,
    usage_answers,
    usage_counts,
    usage_data,
    usage_pictures,
)
from launchops.ui.text import _

shell.require()

if not data.has_data():
    blocks.headline(_("How many use it, and how often?"), usage_answers.NOBODY)
    blocks.empty_state(_("Upload who signed up (kind: users) and what they did (kind: events)."))
    st.stop()

chosen = filters.chosen()
active = data.active_users(chosen)
weeks = usage_data.lifecycle(chosen)
blocks.headline(_("How many use it, and how often?"), usage_answers.active_users_answer(active, weeks))

users, stickiness = st.columns((1.35, 1))
with users, blocks.panel(_("Active users"), note=_("shaded: activities"), key="panel_active_users"):
    usage_pictures.draw_active_users(active)
note = _("mean of a day ÷ active in 28 days")
with stickiness, blocks.panel(_("Stickiness"), note=note, key="panel_stickiness"):
    usage_pictures.draw_stickiness(active)
lifecycle, days = st.columns((1.35, 1))
with lifecycle, blocks.panel(_("Who comes, who stays away"), note=_("users by week"), key="panel_lifecycle"):
    usage_pictures.draw_lifecycle(weeks)
found = usage_data.active_days(active.as_of_day, chosen)
with days, blocks.panel(_("On how many days?"), note=_("users by active days of the last 28"), key="panel_days"):
    usage_pictures.draw_active_days(found)
if not screen.is_shared():
    counts.draw_active_users_counts(active)
    usage_counts.draw_lifecycle_counts(weeks)
    usage_counts.draw_active_days_counts(found)
    blocks.method_note(
        _(
            "DAU, WAU and MAU are the different users active on a day, in its last 7 days and in its last 28 days, "
            "that day included. Stickiness is the mean DAU of 28 days divided by the MAU at their end; before the "
            "28th day of data it would be too high and is not shown.\n\n"
            "New: signed up in the week. Returning: active this week and the week before. Back after a pause: active, "
            "but not the week before. Stayed away: active the week before and not this week; a week that is not over "
            "has no figures.\n\n"
            "Only complete days count. An active day is a day with at least one active event on or after sign-up."
        )
    )
