"""Do sign-ups come back?"""

import streamlit as st

from launchops.ui import (
    blocks,
    data,
    filters,
    retention_view,
    retentions,
    screen,
    shell,
    usage_counts,
    usage_data,
    usage_pictures,
)
from launchops.ui.text import _

shell.require()

if not data.has_data():
    blocks.headline(_("Do sign-ups come back?"), retentions.NO_SIGNUPS)
    blocks.empty_state(_("Upload who signed up (kind: users) and what they did (kind: events)."))
    st.stop()

chosen = filters.chosen()
head = st.container()
with st.container(horizontal=True, vertical_alignment="center", key="retention_choice"):
    view = retention_view.choose_view()
    result = usage_data.retention(view, chosen)
    view = retention_view.choose_age(view, result)
    by = retention_view.choose_breakdown()
grouped = usage_data.retention(view, chosen, by=by) if by else result
with head:
    blocks.headline(_("Do sign-ups come back?"), retentions.answer(result, view, chosen))

left, right = st.columns((1.35, 1))
with left, blocks.panel(_("By time of sign-up"), note=retentions.heatmap_note(view), key="panel_heatmap"):
    cohorts = st.container()
    if not screen.is_shared():
        blocks.quiet(retentions.legend())
with right, blocks.panel(_("On average"), note=retention_view.breakdown_heading(by), key="panel_curve"):
    curve = st.container()
usage_pictures.draw_heatmap_and_curve(result, retentions.named(grouped), (cohorts, curve))
if not screen.is_shared():
    over_time, difference = st.columns((1.35, 1))
    with over_time, blocks.panel(retentions.over_time_title(view), note=_("shaded: activities"), key="panel_over_time"):
        retentions.draw_over_time(result, view)
    with difference, blocks.panel(_("Side by side"), key="panel_difference"):
        retentions.draw_difference(grouped, view, by=by, filters=chosen)
    stay, second = st.columns((1.35, 1))
    note = _("share of sign-ups not lost yet, by days since sign-up")
    with stay, blocks.panel(_("How long do they stay?"), note=note, key="panel_survival"):
        usage_pictures.draw_survival(usage_data.survival(chosen))
    note = _("share of users, by days after the first visit")
    with second, blocks.panel(_("When do they come a second time?"), note=note, key="panel_second"):
        usage_pictures.draw_second_visit(usage_data.second_visit(chosen))
    usage_counts.draw_retention_counts(retentions.named(grouped))
    blocks.method_note(
        _(
            "A cohort is everybody who signed up in the same period; nobody is left out for what they did later. Day "
            "0, week 0 and month 0 are those of the sign-up itself. A figure is known once its period is over for "
            "the last one who signed up in the cohort; before that it is hatched and in no average.\n\n"
            "The average adds up counts over all cohorts that are known at an age, so older ages rest on fewer "
            "cohorts; the dashed line keeps the same cohorts throughout. Intervals are 95 % (Wilson; differences: "
            "Newcombe): the true share is likely inside.\n\n"
            "Lost means 28 days without a visit. Whether somebody of the last 28 days is lost cannot be known yet, so "
            "everybody is watched until 28 days ago, and the curve ends where fewer than 10 people are watched."
        )
    )
