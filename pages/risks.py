"""What can go wrong, and what already has?"""

from launchops.ui import (
    blocks,
    data,
    record_fields,
    risk_counts,
    risk_data,
    risk_form,
    risk_losses,
    risk_panels,
    risk_warnings,
    risk_watch,
    screen,
    shell,
)
from launchops.ui.text import _

shell.require()

risk_data.evaluate()
risks = data.risks()
blocks.headline(_("What can go wrong, what already has?"), data.risks_answer())
record_fields.tell_saved()

if risks:
    risk_warnings.draw_warnings()
    risk_panels.draw_panels()
if not screen.is_shared():
    risk_form.draw_new_risk(len(risks))
    with blocks.panel(_("The launch as a whole"), key="panel_watch"):
        risk_watch.draw_watch()
    if risks:
        with blocks.panel(_("What the risks could cost"), note=_("over the whole launch"), key="panel_losses"):
            risk_losses.draw_losses(risks)
        risk_counts.draw_risk_counts(risks)
    blocks.method_note(
        _(
            "Risks are ranked by expected loss: the probability times the mean of the loss, taken from a "
            "range that holds the true loss nine times out of ten (a log-normal distribution). A large loss "
            "that hardly ever happens can so stand below a small one that happens often.\n\n"
            "A trigger is a figure with an amber and a red limit. It fires after the agreed number of "
            "readings in a row beyond red, and clears only on the good side of amber. A trigger without "
            "fresh readings is stale, never green."
        )
    )
