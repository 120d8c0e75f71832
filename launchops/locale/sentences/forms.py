"""What keeps a goal or a risk from being saved."""

from launchops.locale.sentences import N_

SENTENCES = {
    "goal_needs_name_and_target": N_("A goal needs a name and a target."),
    "goal_ends_before_start": N_("The goal ends before it begins. Choose a later last day."),
    "risk_needs_name": N_("Say in a few words what could happen."),
    "risk_needs_loss_range": N_("Give both ends of the loss, above zero, the smaller one first."),
}
