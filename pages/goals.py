"""Will we reach the goals?"""

import streamlit as st

from launchops.ui import blocks, counts, data, goal_rows, pictures, record_forms, screen, shell
from launchops.ui.text import _, record_text

shell.require()

goals = data.goals()
blocks.headline(_("Will we reach the goals?"), data.goals_answer())

if not goals:
    record_forms.draw_goal_form(goals)
else:
    chosen = goal_rows.chosen_goal(goals)
    series = data.goal_series(chosen.goal)
    rows, picture = st.columns((1, 1.1)) if screen.is_shared() else (st.container(), st.container())
    with rows, blocks.panel(_("All goals"), note=goal_rows.rows_note(), key="panel_goals"):
        goal_rows.draw_rows(goals, chosen)
    note = goal_rows.goal_note(chosen)
    with picture, blocks.panel(record_text(chosen.goal.name), note=note, key="panel_goal"):
        pictures.draw_goal(chosen, series)
    counts.draw_goal_counts(chosen, series)
    record_forms.draw_goal_form(goals)
if not screen.is_shared():
    blocks.method_note(
        _(
            "The plan is a straight line from the starting value to the target, bent at steps agreed on the "
            "way. Pace is what was reached divided by what the plan expects by now: 1.00 is on plan, on "
            "track from 0.95, behind from 0.75, at risk below. Goals that only have to stay above or below "
            "a limit have no pace.\n\n"
            "Only complete days count. A value that has not been updated for too long is called stale, and "
            "a share of fewer than 30 people is too early to judge."
        )
    )
