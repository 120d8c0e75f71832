"""Who was compared: how alike the two sides are, and who was left out for which reason."""

from html import escape as escape_html

import streamlit as st

from launchops.facade.types import Comparison
from launchops.locale.sentences import N_
from launchops.ui import blocks, pictures
from launchops.ui.text import _, number

REASONS = {
    "without_peers": N_("nobody like them stayed out that day"),
    "inactive": N_("not active on the day they took part"),
    "unfinished": N_("the days after it are not over"),
    "outside_window": N_("took part outside the activity's dates"),
    "before_signup": N_("took part before they signed up"),
    "two_arms": N_("stand in both groups"),
    "not_seen": N_("not seen after the assignment"),
}


def draw_who_was_compared(comparison: Comparison) -> None:
    """The balance picture, and who was left out."""
    alike, left_out = st.columns((1.35, 1))
    with alike:
        blocks.heading(_("Alike in what was not matched?"))
        pictures.draw_balance(comparison)
        if comparison.balance:
            blocks.quiet(
                _(
                    "Ring: all who took part against all others of those days. Dot: after matching. Left of the first "
                    "line the groups are alike; right of the second no comparison is made."
                )
            )
    with left_out:
        blocks.heading(_("Who was left out?"))
        st.html(f'<dl class="lo-facts lo-left-out">{_rows_html(comparison)}</dl>')


def _rows_html(comparison: Comparison) -> str:
    rows = [(number(comparison.participants), _("took part in all")), (number(_compared(comparison)), _("compared"))]
    if comparison.itt is not None:
        rows = [(number(comparison.itt.offered.n + comparison.itt.holdout.n), _("compared as assigned"))]
    counts: list[tuple[int | None, str]] = [
        (getattr(comparison.left_out, name), words) for name, words in REASONS.items()
    ]
    counts.append((comparison.unknown_users, N_("in no users file, so we do not know them")))
    rows += [(number(count), _(words)) for count, words in counts if count]
    return "".join(f"<dt>{escape_html(count)}</dt><dd>{escape_html(words)}</dd>" for count, words in rows)


def _compared(comparison: Comparison) -> int:
    return comparison.matched.participants_matched if comparison.matched else 0
