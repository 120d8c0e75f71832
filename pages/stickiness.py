"""Do users stay without an activity?"""

import streamlit as st

from launchops.ui import activity_parts, blocks, comparisons, counts, data, filters, leaning, pictures, screen, shell
from launchops.ui.text import _

shell.require()

activities = data.activities()
if not activities:
    blocks.headline(_("Do users stay without an activity?"), comparisons.NO_ACTIVITY)
    blocks.empty_state(
        _("Upload who took part in an activity (kind: participation), besides users and events. "
          "Then those who took part are compared with others of the same day and habits.")
    )  # fmt: skip
    if not screen.is_shared():
        with blocks.panel(_("Or write down the activity you plan"), key="new_activity"):
            activity_parts.draw_records(None)
    st.stop()

head = st.container(key="wide_head")
with st.container(horizontal=True, vertical_alignment="center", key="comparison_choice"):
    activity = comparisons.choose_activity(activities)
    days = comparisons.choose_days()
    outcome = comparisons.choose_outcome()
    reached = comparisons.choose_reached(activity)
comparison = data.comparison(activity.key, days=days, outcome=outcome, triggered=reached, filters=filters.chosen())
with head:
    blocks.headline(_("Do users stay without an activity?"), comparisons.answer(comparison))

difference, lasting = st.columns((1.25, 1))
with difference, blocks.panel(comparisons.comparison_title(activity, comparison), key="panel_difference"):
    pictures.draw_comparison(comparison)
    if not screen.is_shared() and (compared := comparisons.who_was_compared(comparison)):
        blocks.quiet(compared)
with lasting:
    comparisons.draw_lasting(comparison)
checks, dependence = st.columns((1.6, 1))
with checks, blocks.panel(_("Can we believe it?"), key="panel_checks"):
    comparisons.draw_checks(comparison)
with dependence, blocks.panel(_("How much does the product lean on activities?"), key="panel_leaning"):
    leaning.draw_leaning(comparison)
if not screen.is_shared():
    activity_parts.draw_parts(activity, comparison)
    counts.draw_comparison_counts(comparison)
    blocks.method_note(
        _(
            "Comparing all who took part with all others misleads: who comes often has more chances to take "
            "part, so the gap is large even where an activity does nothing. So we compare like with like: a "
            "user who took part on a day with users of the same day, channel and segment who had been just "
            "as active before and did not take part that day. Counted is who came back on the chosen days "
            "after it.\n\n"
            "Others may still join later; the difference is corrected for that. The lines are 95 % "
            "intervals: the true difference is likely inside. As a check the same two groups are compared "
            "two weeks before they took part: that difference should be 0.\n\n"
            "Users chose themselves whether to take part, so a part of a difference may be that keener "
            "users join. Only an activity withheld from some by lot can rule that out. Where users were held out "
            "by lot, everybody is compared as assigned, whether they took part or not.\n\n"
            "The method was tried on simulated launches whose truth is known: docs/comparison.md tells how often it "
            "was right, and `make prove` repeats it."
        )
    )
