"""Is the launch on course?"""

import streamlit as st

from launchops.ui import blocks, counts, data, goal_facts, lately, pictures, screen, shell
from launchops.ui.text import _

CARDS = 5

shell.require()

goals = data.goals()
has_data = data.has_data()
blocks.headline(_("Is the launch on course?"), data.overview_answer())

if goals:
    for column, status in zip(st.columns(CARDS), goals[:CARDS], strict=False):
        with column:
            goal_facts.draw_card(status)
elif not screen.is_shared():
    blocks.empty_state(
        _("There are no goals yet. A goal says which figure is to reach which value by which day."),
        label=_("Add the first goal"), page="pages/goals.py", key="no_goals",
    )  # fmt: skip
if not has_data:
    blocks.empty_state(
        _("No users are loaded yet. Upload a users file and an events file; every figure follows from them."),
        key="no_data",
    )
else:
    picture, events = st.columns((2.1, 1))
    with picture, blocks.panel(_("Active users"), note=_("shaded: activities"), key="panel_active_users"):
        active = data.active_users()
        pictures.draw_active_users(active)
    with events, blocks.panel(lately.since_title(), key="panel_lately"):
        lately.draw_changes(data.changes(lately.since_day()))
        lately.draw_last_upload(data.batches())
    counts.draw_active_users_counts(active)
if not screen.is_shared():
    blocks.method_note(
        _(
            "A goal is on track when it has reached at least 95 % of what its plan expects by now, behind "
            "from 75 %, at risk below. The bar on a card runs from the starting value to the target; its "
            "tick is the plan by now, or the limit that a value must not cross.\n\n"
            "DAU, WAU and MAU are the different users active on a day, in its last 7 days and in its last "
            "28 days, that day included. Only complete days count; a day that is not over is hatched, never "
            "a low value."
        )
    )
