"""What all risks could cost: together, one by one, and as the picture of five by five, which comes last."""

from collections.abc import Sequence

import streamlit as st

from launchops.facade.types import RiskStatus
from launchops.locale.sentences import N_
from launchops.ui import blocks, risk_data, risk_pictures
from launchops.ui.text import _, escape, language, record, say

PARTS = (N_("All together"), N_("One by one"), N_("Picture of 5 × 5"))
_MOST_NOTES = 5  # disagreements said in full; the rest are counted


def draw_losses(risks: Sequence[RiskStatus]) -> None:
    """A tab each, worked out when it is opened."""
    tabs = st.tabs([_(part) for part in PARTS], key=f"risk_losses_{language()}", on_change="rerun")
    together, each, picture = tabs
    if together.open:
        with together:
            risk_pictures.draw_together()
    if each.open:
        with each:
            risk_pictures.draw_one_by_one(risks)
    if picture.open:
        with picture:
            _draw_matrix()


def _draw_matrix() -> None:
    """The picture, and in words where it would mislead."""
    blocks.quiet(
        _(
            "Numbers are places by expected loss. The picture is no ranking: a ! stands where it contradicts the "
            "figures."
        )
    )
    risk_pictures.draw_matrix()
    matrix = risk_data.matrix()
    if matrix is None:
        return
    ranks = risk_data.loss_ranks(matrix)
    notes = sorted((ranks[cell.risk_id], cell.name, cell.note) for cell in matrix.cells if cell.note is not None)
    lines = [f"- **{rank}! {record(name)}** {escape(say(note))}" for rank, name, note in notes[:_MOST_NOTES]]
    st.markdown("\n".join(lines))
    if len(notes) > _MOST_NOTES:
        blocks.quiet(_("and {n} more").format(n=len(notes) - _MOST_NOTES))
