"""Will we reach the goals?"""

from launchops.ui import (
    blocks,
    data,
    forecast_progress,
    goal_form,
    goal_panels,
    goal_warnings,
    milestone_path,
    record_fields,
    screen,
    shell,
)
from launchops.ui.text import _

shell.require()

goals = data.goals()
blocks.headline(_("Will we reach the goals?"), data.goals_answer(goals))
record_fields.tell_saved()

if goals:
    goal_warnings.draw_warnings()
    forecast_progress.draw_progress(goals)
    goal_panels.draw_panels()
goal_form.draw_new_goal(len(goals))
milestone_path.draw_path()
if not screen.is_shared():
    blocks.method_note(
        _(
            "The plan is a straight line from the starting value to the target, bent at steps agreed on the "
            "way; once there are four weeks of figures it follows the rhythm of the week. Pace is what was reached "
            "divided by what the plan expects by now: 1.00 is on plan, on "
            "track from 0.95, behind from 0.75, at risk below. Goals that only have to stay above or below "
            "a limit have no pace.\n\n"
            "Only complete days count. A value that has not been updated for too long is called stale, and "
            "a share of fewer than 30 people is too early to judge.\n\n"
            "The forecast goes on from the days so far, weekday by weekday. Its range comes from its own earlier "
            "misses: every week backwards the same forecast is made from what was known then and held against what "
            "came. The range is meant to hold 8 of 10 results. With fewer than eight of them it is doubled and called "
            "provisional, and no chance is given. The days before and after an activity that nobody could foresee are "
            "not in it. docs/forecast.md tells how often it was right."
        )
    )
