"""Sentences about the system of record."""

from launchops.locale.sentences import N_

SENTENCES = {
    "store_missing": N_("There is no launch at {url}. Create one with: launchops init"),
    "store_exists": N_("A launch already exists at {url}; nothing was changed. Choose another place or open this one."),
    "store_newer": N_(
        "The launch at {url} was made by a newer version of launchops (schema {found}, this version knows {known}). "
        "Update launchops; nothing was changed."
    ),
    "store_not_ours": N_("{url} is a database, but not a launch of launchops; nothing was changed."),
    "store_unreachable": N_("The database at {url} cannot be reached: {reason}"),
    "store_busy": N_("Somebody else is saving at this moment and did not finish within {seconds} seconds. Please try again."),
    "store_full": N_("The disk is full. Nothing was changed; make room and try again."),
    "batch_unknown": N_("There is no upload number {batch_id}."),
    "activity_unknown": N_("There is no activity called “{name}”. Known activities: {known}."),
    "time_zone_locked": N_("The time zone cannot change once events are loaded, because every day would move."),
    "time_zone_unknown": N_("“{value}” is no time zone. Use a name such as Asia/Shanghai or Europe/Berlin."),
    "field_required": N_("Please fill in this field."),
    "field_not_number": N_("“{value}” is not a number."),
    "changed_by_other": N_("{who} changed this at {at}. Load it again to see the change before saving yours."),
}
