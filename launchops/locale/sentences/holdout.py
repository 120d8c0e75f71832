"""Sentences about holding users out of an activity by lot."""

from launchops.locale.sentences import N_

SENTENCES = {
    "holdout_share_invalid": N_("The share to hold out must lie between 0 and 100 %."),
    "holdout_difference_invalid": N_("The difference to look for must lie between 0 and 100 points."),
    "plan_no_baseline": N_(
        "How many come back on {days} without an activity is not known yet. It needs 30 users who were there "
        "{last} days ago."
    ),
    "plan_known": N_(
        "There are {users:number} users to choose from. Of such users {baseline:percent} come back on {days} anyway "
        "(seen on {earlier:number} users)."
    ),
    "plan_past_everybody": N_(
        "{difference:points_plain} points more would be over 100 %. Look for a smaller difference."
    ),
    "plan_needed": N_(
        "To see a difference of {difference:points_plain} points, hold out {holdout:number} users and offer the "
        "activity to {offered:number}."
    ),
    "plan_enough": N_(
        "There are enough: with {share:percent} of all held out even {visible:points_plain} points would show. Read "
        "the result from {day:fulldate} on."
    ),
    "plan_wait": N_(
        "There are too few: {missing:number} more must join first, about {wait:number} days at {rate:compact} a day. "
        "The result could be read from {day:fulldate} on."
    ),
    "plan_nobody_joins": N_("There are too few: {missing:number} more are needed, and nobody joins at present."),
    "plan_visible": N_("With the users there are now, {visible:points_plain} points or more would show."),
    "plan_larger_share": N_("Or hold out {share:percent1}: then they are enough."),
}
