"""Sentences of the facade and of the command line."""

from launchops.locale.sentences import N_

SENTENCES = {
    "file_unreadable": N_("{file} cannot be read: {reason}. Check the name and try again."),
    "disk_too_small": N_(
        "There is too little room on the disk: this file needs {needed:number} MB, and {free:number} MB are free. "
        "Nothing was changed; make room and try again."
    ),
    "uploads_not_judged": N_("The rows are loaded, but goals and risks could not be judged anew: {reason}"),
    "upload_change": N_("{file}: {rows:number} {rows:plural|row|rows} loaded, {rejected:number} refused"),
    "secret_unreadable": N_(
        "The key file {file}, which protects device and IP addresses, cannot be used: {reason}. "
        "Put it back from a backup."
    ),
    "no_free_port": N_("All ports from {first} to {last} are in use. Choose another with --port."),
    "not_a_sample": N_("“{name}” is your own launch, not the sample; nothing was changed."),
    "sample_on_server": N_(
        "The sample at {url} cannot be copied aside from here. Make a new database and open that one; "
        "nothing was changed."
    ),
    "sample_too_late": N_(
        "The sample covers {days} days, so it must launch on {latest:fulldate} or earlier. Choose an earlier day."
    ),
    "store_on_server": N_(
        "The effect on the figures cannot be tried out on the database server {url}. "
        "Load the files; undo is always open."
    ),
    "refused_line": N_("line {line:number} refused: {reason}"),
    "refused_more": N_("{n:number} more {n:plural|row was|rows were} refused. The upload page has them all."),
    "figure_users": N_("Users"),
    "figure_events": N_("Events"),
    "figure_total": N_("{name}, in total"),
    "activity_none": N_("There is no activity yet. Upload a participation file first."),
}
