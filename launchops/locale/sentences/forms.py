"""What keeps a goal's targets or a risk from being saved."""

from launchops.locale.sentences import N_

SENTENCES = {
    "phase_half": N_("A target in between needs both its day and its value. Fill in both, or remove the line."),
    "risk_needs_name": N_("Say in a few words what could happen."),
    "risk_needs_loss_range": N_("Give both ends of the loss, above zero, the smaller one first."),
}
