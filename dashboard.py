"""The frame of the dashboard: page settings, language, menu, shared filters, shared screen. Nothing else."""

from launchops.ui import data, shell

shell.begin()
page = shell.navigate()  # before anything that may stop the run, or a page would run without the frame
with shell.errors_in_words(), data.one_version():
    shell.draw_frame(page)
    page.run()
