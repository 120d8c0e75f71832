"""What keeps a goal, a step, a check-in or a reading from being saved; each stands at its field."""

from launchops.locale.sentences import N_

SENTENCES = {
    "kpi_gone": N_("There is no figure called “{name}” any more. Choose another one."),
    "due_before_start": N_("The due date lies before the first day. Choose a later one."),
    "target_is_baseline": N_("The target is the baseline: there is nothing to reach. Choose another target."),
    "target_on_other_side": N_(
        "The target lies on the other side of the baseline. Change one of them, or the kind of target."
    ),
    "unit_other": N_("This figure has a unit of its own. Leave the unit empty."),
    "unit_other_reading": N_(
        "The last value is {value:compact}, which does not go with this unit. Choose another one."
    ),
    "percent_as_number": N_("{value:compact} is no share: it lies between 0 and 1. Write 0.2 for 20 %."),
    "points_as_number": N_(
        "{value:compact} is no difference of shares: it lies between −1 and 1. Write 0.05 for 5 points."
    ),
    "value_negative": N_("This cannot be below zero."),
    "phase_outside": N_(
        "A target in between lies outside the goal's days. Move it between the first day and the due date."
    ),
    "phase_twice": N_("Two targets in between have the same day. Remove one."),
    "phases_not_on_way": N_("The targets in between do not lead from the baseline to the target. Put them in order."),
    "limits_crossed": N_("“Behind” begins above zero and below “on track”. Lower it."),
    "days_too_few": N_("Give at least one day."),
    "override_without_reason": N_("Say why you set the status by hand."),
    "override_without_end": N_("Say until when the status set by hand counts."),
    "choice_unknown": N_("“{value}” is not known here. Choose one of: {known}."),
    "criterion_without_value": N_("Say which value the figure must reach."),
    "criterion_without_kpi": N_("Say which figure must reach this value."),
    "day_in_future": N_("This day has not come yet. Choose an earlier one."),
    "confidence_range": N_("Confidence goes from 1 to 10."),
    "not_a_reading": N_("“{name}” is worked out from uploads; only readings can be typed."),
    "reading_exists": N_(
        "{day:date} has the value {known:compact} already. Say that yours replaces it, or choose another day."
    ),
    "milestone_reached": N_("{value} of {wanted}, reached"),
    "milestone_open": N_("{value} of {wanted}"),
    "milestone_above": N_("{value}, to fall to {wanted}"),
    "milestone_below": N_("{value}, at most {wanted}, reached"),
    "milestone_no_data": N_("no figures yet"),
    "milestone_by_hand": N_("without a figure; its owner says when it is met"),
    "goals_too_many": N_(
        "{count:number} outcome goals at a time: more than five and nobody knows which one counts. Drop some."
    ),
    "goals_too_far": N_("Planned more than 90 days ahead: {names}. Set a nearer step first."),
    "milestones_too_far": N_("Steps more than 90 days ahead: {names}. Plan the next three and leave the rest open."),
    "check_in_total": N_("{recent} in the last 7 days, {before} in the 7 days before; {signal}."),
    "check_in_level": N_("{recent} now, {before} a week ago; {signal}."),
    "check_in_first": N_("{recent} so far."),
    "check_in_empty": N_("No figures yet."),
}
