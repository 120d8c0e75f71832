"""What keeps an activity from being saved."""

from launchops.locale.sentences import N_

SENTENCES = {
    "activity_ends_before_start": N_("The last day lies before the first. Choose a later one."),
    "activity_holdout_share": N_("Hold out more than 0 and at most {most:percent}, or leave it empty."),
    "activity_amount_negative": N_("An amount cannot be below zero."),
    "activity_cap_over_budget": N_("This is more than the whole budget."),
}
