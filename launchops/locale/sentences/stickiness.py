"""Sentences of the stickiness page."""

from launchops.locale.sentences import N_

SENTENCES = {
    "stickiness_no_activity": N_("There is no activity to compare yet. Upload who took part in one."),
}
