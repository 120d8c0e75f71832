"""Sentences about the columnar copy the figures are computed from."""

from launchops.locale.sentences import N_

SENTENCES = {
    "facts_build_failed": N_("The figures could not be prepared ({reason}). The uploads are safe; please try again."),
    "facts_build_busy": N_(
        "The figures are still being prepared after {seconds} seconds. Please try again in a minute."
    ),
    "facts_store_unknown": N_("Figures cannot be prepared from a database of the type “{scheme}”. Use SQLite."),
    "facts_number_too_large": N_(
        "A number in the uploads is too large to be added up ({reason}). Undo the upload it came with."
    ),
    "facts_gone": N_("This version of the figures is no longer there. Load the page again."),
    "facts_unreadable": N_("The figures at {path} cannot be read. Delete the file; it is prepared again by itself."),
    "facts_missing_part": N_("The figures lack something this page needs ({reason}). Run: launchops facts rebuild"),
    "facts_query_failed": N_("The question could not be answered from the figures: {reason}"),
}
