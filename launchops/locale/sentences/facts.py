"""Sentences about the columnar copy the figures are computed from."""

from launchops.locale.sentences import N_

SENTENCES = {
    "facts_build_failed": N_("The figures could not be prepared ({reason}). The uploads are safe; please try again."),
    "facts_disk_full": N_(
        "The disk is full, so the figures could not be prepared. The uploads are safe; make room and try again."
    ),
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
    "facts_version_changed": N_(
        "The facts at {address} changed from version {version} to {now} while they were read. Load the page again."
    ),
    "facts_engine_unreachable": N_("The engine at {address} cannot be reached ({reason}). Start it, then try again."),
    "facts_engine_lacks": N_(
        "The engine at {address} lacks a table or column: {reason}. "
        "Fill it with: launchops facts export (docs/scale.md)."
    ),
    "facts_engine_not_installed": N_(
        "The library for {engine} is not installed. Run: .venv/bin/pip install -r requirements-engines.txt"
    ),
    "facts_url_unknown": N_("No engine is known by “{scheme}”. Use postgresql://… or sc://…, or leave --facts empty."),
    "facts_kept_elsewhere": N_(
        "The figures are kept at {address}, not built here. Load them there: launchops facts export (docs/scale.md)"
    ),
    "facts_trial_elsewhere": N_(
        "The figures come from {address}, so what this upload changes cannot be shown before it is loaded."
    ),
    "facts_export_exists": N_("There is something at {path} already. Name a new folder."),
    "facts_export_target": N_("Tables cannot be sent to {address}. Write files with --parquet and read them there."),
    "facts_export_failed": N_("The copy at {place} could not be written ({reason}). Nothing was changed there."),
}
