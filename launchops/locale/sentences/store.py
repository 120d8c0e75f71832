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
    "store_busy": N_(
        "Somebody else is saving at this moment and did not finish within {seconds} seconds. Please try again."
    ),
    "store_replaced": N_("The launch was emptied while this file was being read. Nothing was loaded; upload it again."),
    "store_full": N_("The disk is full. Nothing was changed; make room and try again."),
    "store_damaged": N_("The file at {url} is damaged ({reason}). Put back a backup; nothing was changed."),
    "store_read_only": N_("The launch at {url} cannot be written to. Check who may write to the file and its folder."),
    "rows_not_unique": N_("Two rows of this file stand for the same thing. Nothing was loaded; remove one of them."),
    "record_unknown": N_("This entry (number {id}) no longer exists. Load the page again."),
    "record_table_unknown": N_("There are no records called “{name}”."),
    "key_taken": N_("“{value}” is used already. Choose another one."),
    "not_editable": N_("An entry of a log stays as it was written. Add a new one instead."),
    "week_start_unknown": N_("“{value}” is no weekday. Use a name such as monday."),
    "batch_unknown": N_("There is no upload number {batch_id}."),
    "activity_unknown": N_("There is no activity called “{name}”. Known activities: {known}."),
    "time_zone_locked": N_("The time zone cannot change once events are loaded, because every day would move."),
    "time_zone_unknown": N_("“{value}” is no time zone. Use a name such as Asia/Shanghai or Europe/Berlin."),
    "field_required": N_("Please fill in this field."),
    "field_not_number": N_("“{value}” is not a number."),
    "changed_by_other": N_("{who} changed {what} at {at}. Load it again to see the change before saving yours."),
    "somebody": N_("Somebody"),
    # Warnings of an upload that only the store can give
    "unknown_user": N_(
        "{count:number} {n:plural|row belongs|rows belong} to users no users file names ({detail} in all). "
        "They are kept and count once a users file names them."
    ),
    "before_signup": N_(
        "{count:number} {n:plural|event lies|events lie} before the sign-up of its user and will not count. "
        "Check the sign-up dates."
    ),
    "signup_date_changed": N_(
        "The sign-up day of {count:number} {n:plural|user|users} changes; this file wins. "
        "Check that it is the right one."
    ),
    "already_known": N_(
        "{count:number} {n:plural|row is|rows are} loaded already from an earlier file; nothing counts twice."
    ),
}
