"""The sentence on top of the overview."""

from launchops.locale.sentences import N_

SENTENCES = {
    "overview_empty": N_("There are no goals and no risks yet. Begin with a goal."),
    "overview_no_goals": N_("There are no goals yet."),
    "overview_risk": N_("{lead} {risk}."),
    "overview_goal_and_risk": N_("{lead} {goal}; {risk}."),
    "overview_quiet": N_("{lead} No risk has triggered."),
    "status_change": N_("{name:record}: {reason}"),
}
