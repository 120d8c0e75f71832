"""What a trigger did, and what stands against the list of risks as a whole."""

from launchops.locale.sentences import N_

SENTENCES = {
    "trigger_fired": N_("“{name:record}” triggered on {day:date}: {values}, red limit {limit}."),
    "trigger_fired_do": N_(
        "“{name:record}” triggered on {day:date}: {values}, red limit {limit}. What to do: {contingency:record}"
    ),
    "trigger_fired_do_by": N_(
        "“{name:record}” triggered on {day:date}: {values}, red limit {limit}. "
        "What {owner:record} does: {contingency:record}"
    ),
    "trigger_cleared": N_("“{name:record}” cleared on {day:date}: {values}, back on the good side of {limit}."),
    "trigger_withdrawn": N_(
        "“{name:record}” is no longer triggered as of {day:date}: its readings or its limits were changed."
    ),
    "risks_too_many": N_(
        "{count:number} open risks are too many to watch: keep {most:number} at most. Close the far-fetched ones."
    ),
    "risks_extreme": N_(
        "Improbable (under {limit:percent}) and watched by nothing: {names}. Give each a trigger, or close it."
    ),
    "risks_perpetual_green": N_(
        "Green for {days:number} days or more: {names}. Check whether their limits can be reached at all."
    ),
    "risks_overdue": N_("Reviews overdue: {names}. Look at them and set the next date."),
    "risks_acceptance_over": N_("No longer accepted, their day has passed: {names}. Decide anew."),
    "risk_is_extreme": N_("Improbable and watched by nothing. Give it a trigger, or close it."),
    "risk_is_perpetual_green": N_("Green for {days:number} days. Check whether its limits can be reached at all."),
    "risk_is_overdue": N_("Review overdue by {days:number} {days:plural|day|days}. Look at it and set the next date."),
    "risk_acceptance_is_over": N_("Accepted until {day:date}, which has passed. Decide anew."),
    "matrix_disagrees": N_(
        "Stands below “{name:record}” in the picture, yet should cost more ({loss:money} against {other:money})."
    ),
    "probability_range": N_("A probability lies between 0 and 100 %. Change it."),
    "loss_not_positive": N_("The least loss must be above zero. Give the smallest amount it could cost."),
    "loss_reversed": N_("The largest loss is smaller than the least. Swap them."),
    "limit_not_positive": N_("Give a number above zero."),
    "share_range": N_("A share lies between 0 and 1. Write 0.12 for 12 %."),
    "check_twice": N_("There is a check after {days:number} days already. Change that one."),
    "floors_falling": N_("A later check cannot ask for fewer sign-ups than an earlier one. Put them in order."),
    "loss_half": N_("Give both ends of the loss, or none."),
    "trigger_without_kpi": N_("Choose the figure that these limits belong to."),
    "trigger_without_red": N_("Give the red limit: without it the trigger never fires."),
    "limits_crossed_trigger": N_("Amber comes before red. Swap the limits, or the side on which it is bad."),
    "readings_too_few": N_("Give at least one reading."),
    "review_in_past": N_("The review date has passed. Choose today or a later day."),
    "acceptance_without_end": N_("Say until when the risk is accepted."),
    "acceptance_in_past": N_("The acceptance would be over already. Choose today or a later day."),
}
