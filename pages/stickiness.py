"""Do users stay without an activity?"""

import streamlit as st

from launchops.ui import blocks, comparisons, counts, data, filters, pictures, screen, shell
from launchops.ui.text import _

shell.require()

activities = data.activities()
if not activities:
    blocks.headline(_("Do users stay without an activity?"), comparisons.NO_ACTIVITY)
    blocks.empty_state(
        _("Upload who took part in an activity (kind: participation), besides users and events. "
          "Then those who took part are compared with others of the same day and habits.")
    )  # fmt: skip
    st.stop()

head = st.container()
with st.container(horizontal=True, vertical_alignment="center", key="comparison_choice"):
    activity = comparisons.choose_activity(activities)
    days = comparisons.choose_days()
comparison = data.comparison(activity.key, days=days, filters=filters.chosen())
with head:
    blocks.headline(_("Do users stay without an activity?"), comparisons.answer(comparison))

difference, lasting = st.columns((1.35, 1))
with difference, blocks.panel(comparisons.comparison_title(activity, comparison), key="panel_difference"):
    pictures.draw_comparison(comparison)
    if not screen.is_shared():
        blocks.quiet(comparisons.who_was_compared(comparison))
with lasting, blocks.panel(_("Does it last?"), key="panel_lasting"):
    pictures.draw_lasting(comparison)
    if not screen.is_shared():
        blocks.quiet(_("Difference in points by days after joining."))
with blocks.panel(_("Can we believe it?"), key="panel_checks"):
    comparisons.draw_checks(comparison)
counts.draw_comparison_counts(comparison)
if not screen.is_shared():
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
            "users join. Only an activity withheld from some by lot can rule that out."
        )
    )
