"""What did we upload, and what is in it?"""

import streamlit as st

from launchops.ui import blocks, data, shell, upload_effect, upload_list, upload_report, uploads
from launchops.ui.text import _

shell.require()

batches = data.batches()
info = uploads.facts_info() if batches else None
blocks.headline(_("What did we upload, and what is in it?"), uploads.uploads_answer(batches, info))
upload_list.draw_refusal()

with blocks.panel(_("Add data"), key="data"), st.container(key="add"):
    files = uploads.choose_files()
for dropped in files:
    upload_report.draw_file(dropped)
ready = [dropped for dropped in files if dropped.reading.report is not None]
trial = st.container()
if files:
    label = _("Load {n} files").format(n=len(ready)) if len(ready) > 1 else _("Load")
    if st.button(label, type="primary", key="load", disabled=not ready):
        uploads.load_and_start_over(ready)
if ready:
    with trial:  # above the button, but worked out after it: nobody has to wait for the trial
        upload_effect.draw_trial(ready)
uploads.draw_results()

if batches:
    with blocks.panel(_("All uploads"), key="uploads"):
        upload_list.draw_list(batches)
blocks.method_note(
    _(
        "Nothing is written before you press Load. Every row of a file is either loaded or refused with its "
        "reason; mend the refused rows and upload them as a file of their own. What loading changes is tried on a "
        "copy of the data, which is thrown away.\n\n"
        "Undo takes a whole upload out of every figure, Load again brings it back. Overlapping exports never "
        "count twice, and a file that is already loaded is recognised."
    )
)
