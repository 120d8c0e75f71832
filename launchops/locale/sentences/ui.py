"""Sentences of the pages themselves: uploads, settings, empty stores."""

from launchops.locale.sentences import N_

SENTENCES = {
    "uploads_none": N_("Nothing is uploaded yet. Choose what your file holds and drop it below."),
    "uploads_no_figures": N_(
        "{files:number} {files:plural|file is|files are} loaded, but the figures cannot be shown now."
    ),
    "uploads_answer": N_(
        "{files:number} {files:plural|upload holds|uploads hold} {users:number} users and {events:number} "
        "events. The last, {file}, brought {rows:number} {rows:plural|row|rows}, none refused."
    ),
    "uploads_answer_refused": N_(
        "{files:number} {files:plural|upload holds|uploads hold} {users:number} users and {events:number} "
        "events. The last, {file}, brought {rows:number} {rows:plural|row|rows}; {refused}."
    ),
    "uploads_refused": N_("{n:number} {n:plural|row was|rows were} refused"),
    "uploads_result": N_("{rows:number} {rows:plural|row|rows} loaded, {refused:number} refused"),
    "uploads_already": N_("This file is already loaded as upload {batch_id:number}. Loading it again changes nothing."),
    "uploads_new_users": N_("{n:number} new {n:plural|user|users}"),
    "upload_gaps": N_(
        "{days:number} {days:plural|day has|days have} no row: {gaps}. Check whether the export is complete."
    ),
    "upload_gaps_more": N_(
        "{days:number} {days:plural|day has|days have} no row: {gaps} and {more:number} more {more:plural|gap|gaps}. "
        "Check whether the export is complete."
    ),
    "upload_gap_day": N_("{first:date}"),
    "upload_gap_days": N_("{first:date} – {last:date}"),
    "upload_last_day": N_(
        "The last day, {day:weekday}, looks incomplete. Upload it again when it is over; nothing counts twice."
    ),
    "effect_none": N_("No figure and no status on the pages changes."),
    "effect_some": N_("{figures:number} {figures:plural|figure changes|figures change}, {changed}. {until}"),
    "effect_statuses": N_("and so does the status of {statuses}"),
    "effect_no_status": N_("no goal and no risk changes its status"),
    "effect_goals": N_("{n:words} {n:plural|goal|goals}"),
    "effect_risks": N_("{n:words} {n:plural|risk|risks}"),
    "effect_until": N_("Data is then complete up to {day:weekday}."),
    "effect_same_day": N_("The last complete day stays the same."),
    "settings_answer": N_("{name:record} launches on {on:fulldate}. {active} {activation}"),
    "settings_answer_past": N_("{name:record} was launched on {on:fulldate}. {active} {activation}"),
    "settings_answer_no_date": N_("{name:record} has no launch date yet. {active} {activation}"),
    "settings_all_events": N_("Every event counts as activity."),
    "settings_some_events": N_("Active means: {events}."),
    "settings_activation": N_("Activated means: {event}."),
    "settings_no_activation": N_("What activates a user is not chosen yet, so activation is unknown."),
}
