"""What is this launch, and what counts as active?"""

import streamlit as st

from launchops.ui import blocks, data, launch_forms, shell
from launchops.ui.text import _

shell.require()

settings = launch_forms.shown_settings()
answer = launch_forms.settings_answer(settings, today=data.today())
blocks.headline(_("What is this launch, and what counts as active?"), answer)
if st.session_state.pop("_settings_saved", False):
    st.toast(_("Saved"))

if settings.is_sample:
    with blocks.panel(_("Start with my own data"), key="own"):
        blocks.quiet(
            _(
                "This launch is made up, to look around in. Name yours and begin with an empty store; the "
                "sample is set aside in the data folder, not deleted."
            )
        )
        launch_forms.draw_own_form()
with blocks.panel(_("The launch"), key="launch"):
    launch_forms.draw_launch_form(settings)
with blocks.panel(_("Active and activated"), key="activity"):
    blocks.quiet(_("These two choices decide every figure of the dashboard; they take effect as soon as you save."))
    launch_forms.draw_activity_form(settings, data.event_names())
