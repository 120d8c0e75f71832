"""Sentences about holding users out of an activity by lot."""

from launchops.locale.sentences import N_

SENTENCES = {
    "holdout_share_invalid": N_("The share to hold out must lie between 0 and 100 %."),
    "holdout_difference_invalid": N_("The difference to look for must lie between 0 and 100 points."),
}
