"""Sentences of the pages themselves: uploads, settings, empty stores."""

from launchops.locale.sentences import N_

SENTENCES = {
    "uploads_none": N_("Nothing is uploaded yet. Choose what your file holds and drop it below."),
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
    "uploads_already": N_(
        "This file is already loaded as upload {batch_id:number}. Loading it again changes nothing."
    ),
    "settings_answer": N_("{name:record} launches on {on:fulldate}. {active} {activation}"),
    "settings_answer_past": N_("{name:record} was launched on {on:fulldate}. {active} {activation}"),
    "settings_answer_no_date": N_("{name:record} has no launch date yet. {active} {activation}"),
    "settings_all_events": N_("Every event counts as activity."),
    "settings_some_events": N_("Active means: {events}."),
    "settings_activation": N_("Activated means: {event}."),
    "settings_no_activation": N_("What activates a user is not chosen yet, so activation is unknown."),
}
