"""What can go wrong, and what already has?"""

from launchops.ui import blocks, counts, data, pictures, record_forms, risk_details, screen, shell
from launchops.ui.text import _

shell.require()

risks = data.risks()
blocks.headline(_("What can go wrong, what already has?"), data.risks_answer())

triggered = [status for status in risks if status.status == "triggered"]
others = [status for status in risks if status.status != "triggered"]
for status in triggered[:1] if screen.is_shared() else triggered:
    risk_details.draw_triggered(status)
if risks:
    with blocks.panel(_("Expected loss"), note=_("probability × mean loss"), key="panel_losses"):
        pictures.draw_expected_losses(risks)
    if not screen.is_shared():
        for status in others:
            risk_details.draw_folded(status)
    counts.draw_risk_counts(risks)
record_forms.draw_risk_form(is_first=not risks)
if not screen.is_shared():
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
