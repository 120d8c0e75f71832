"""Names and formulas of KPIs, why one is not known, and what a metric cannot be asked."""

from launchops.locale.sentences import N_

SENTENCES = {
    "kpi_signups": N_("Sign-ups"),
    "kpi_signups_formula": N_("Users by the day they signed up."),
    "kpi_activated_users": N_("Activated users"),
    "kpi_activated_users_formula": N_(
        "Users who did the activation action at most 7 days after sign-up, counted on the day they did it."
    ),
    "kpi_activation_rate": N_("Activation rate"),
    "kpi_activation_rate_formula": N_(
        "Users activated at most 7 days after sign-up ÷ sign-ups, over the sign-ups of the 28 days "
        "to this one, each at least 7 days old."
    ),
    "kpi_d7_retention": N_("Day 7 retention"),
    "kpi_d7_retention_formula": N_(
        "Users active on the 7th day after sign-up ÷ sign-ups, over the sign-ups of the 28 days to this one, "
        "each at least 7 days old."
    ),
    "kpi_stickiness": N_("Stickiness"),
    "kpi_stickiness_formula": N_("Mean daily active users of the last 28 days ÷ users active in those 28 days."),
    "kpi_dau": N_("Daily active users"),
    "kpi_dau_formula": N_("Distinct users active on the day."),
    "kpi_wau": N_("Weekly active users"),
    "kpi_wau_formula": N_("Distinct users active in the 7 days to this one."),
    "kpi_mau": N_("Monthly active users"),
    "kpi_mau_formula": N_("Distinct users active in the 28 days to this one."),
    "kpi_only_activity_share": N_("Active only during activities"),
    "kpi_only_activity_share_formula": N_(
        "Users whose active days of the last 28 all fall on activity days ÷ users active in those 28 days."
    ),
    "kpi_spend": N_("Spend"),
    "kpi_spend_formula": N_("Money spent on the day, all channels together."),
    "kpi_cost_per_activated": N_("Cost per activated user"),
    "kpi_cost_per_activated_formula": N_("Spend of the last 28 days ÷ users activated in them."),
    "kpi_cost_per_retained": N_("Cost per retained user"),
    "kpi_cost_per_retained_formula": N_(
        "Spend of the 28 days to this one ÷ users who signed up in them and were active on any of days 22 to 28."
    ),
    "kpi_target_fit": N_("Target fit"),
    "kpi_target_fit_formula": N_(
        "Sign-ups in a target segment ÷ sign-ups with a known segment, over the last 28 days."
    ),
    "kpi_activity_difference": N_("Activity difference"),
    "kpi_activity_difference_formula": N_(
        "Share of participants who came back on days 8 to 14 − share of comparable others, in points; one value per "
        "activity, on the day its outcome is over."
    ),
    "kpi_seed_participation": N_("Seed participation"),
    "kpi_seed_participation_formula": N_(
        "Seed users active or in touch with us in the 14 days to this one ÷ all seed users of the day."
    ),
    "kpi_contact_coverage": N_("Contact coverage"),
    "kpi_contact_coverage_formula": N_(
        "Seed users with a contact within their own cadence ÷ all seed users of the day."
    ),
    "kpi_headroom": N_("Headroom"),
    "kpi_headroom_formula": N_(
        "1 − peak load ÷ tested limit: from the uploaded reading peak_share_of_limit, else from daily active users and "
        "the capacity plan."
    ),
    "kpi_peak_share": N_("Peak load"),
    "kpi_peak_share_formula": N_(
        "Peak load ÷ tested limit: from the uploaded reading peak_share_of_limit, else from daily active users and the "
        "capacity plan."
    ),
    "kpi_floor_ratio": N_("Sign-ups against the floor"),
    "kpi_floor_ratio_formula": N_(
        "Sign-ups of the 14 days to this one, from the launch day on ÷ the fewest agreed for these days."
    ),
    "kpi_top_channel_share": N_("Weight of the strongest channel"),
    "kpi_top_channel_share_formula": N_(
        "Activated users of the strongest channel ÷ activated users with a known channel, over the last 28 days."
    ),
    "kpi_unattributed_share": N_("Sign-ups without a channel"),
    "kpi_unattributed_share_formula": N_("Sign-ups without a channel ÷ sign-ups, over the last 28 days."),
    "kpi_reward_cap_use": N_("Highest reward against the limit"),
    "kpi_reward_cap_use_formula": N_(
        "The largest reward one user has had from an activity so far ÷ its limit per person, of the worst activity."
    ),
    "kpi_without_consent": N_("Contacted without consent"),
    "kpi_without_consent_formula": N_("Seed users who were contacted and have no recorded consent, as recorded now."),
    "kpi_needs_floor": N_("Not known: no floor of sign-ups is agreed, or the launch has no date."),
    "kpi_needs_cap": N_("Not known: no activity has a limit per person."),
    "kpi_needs_rewards": N_("Not known: no participation file of these activities has rewards."),
    "kpi_spend_pace": N_("Spend pace"),
    "kpi_spend_pace_formula": N_(
        "Spend so far ÷ spend planned so far; channel plans run evenly to the last goal's due date, activity budgets "
        "over the activity's days."
    ),
    "kpi_gate_completion": N_("Gate completion"),
    "kpi_gate_completion_formula": N_("Blocking items done with evidence ÷ blocking items, as recorded now."),
    "kpi_needs_effect": N_("Not known: no activity's outcome can be compared yet."),
    "kpi_needs_seeds": N_("Not known: no seed users are recorded."),
    "kpi_needs_seed_activity": N_("Not known: no seed user is linked to a user of the uploads, and none got in touch."),
    "kpi_needs_contacts": N_("Not known: no contact with a seed user is recorded."),
    "kpi_needs_capacity": N_(
        "Not known: record what the servers were tested for, or upload the reading peak_share_of_limit."
    ),
    "kpi_needs_spend_plan": N_("Not known: no channel has a planned spend and no activity a budget with its dates."),
    "kpi_needs_gate": N_("Not known: no blocking item is recorded."),
    "kpi_reading": N_("{name}"),
    "kpi_reading_formula": N_("Uploaded reading."),
    "kpi_no_data": N_("There are no users yet. Upload a users file."),
    "kpi_no_reading": N_("No reading before {day:date}. Upload a readings file."),
    "kpi_nothing_yet": N_("There was nothing to count yet."),
    "kpi_readable_on": N_("Readable from {day:date}; the data are still too young."),
    "kpi_needs_activation": N_("Not known: no activation event is chosen. Choose one under Settings."),
    "kpi_needs_target": N_("Not known: no target segment is chosen."),
    "kpi_needs_activity": N_("Not known: no activity has taken place. Upload a participation file."),
    "kpi_needs_spend": N_("Not known: no spend is recorded. Upload a spend file."),
    "kpi_spend_by_channel": N_("Spend is known by channel only. Remove the other filters."),
    "kpi_unknown": N_("There is no KPI called “{name}”. Known: {known}; uploaded ones as reading:<name>."),
    "breakdown_unknown": N_("A breakdown by “{name}” is not possible. Choose one of: {known}."),
    "trait_unknown": N_("“{name}” is no user attribute. Choose one of: {known}."),
    "retention_mode_unknown": N_("“{value}” is no way to count retention. Choose on, on_or_after or bracket."),
    "period_unknown": N_("“{value}” is no period. Choose day, week or month."),
    "bracket_invalid": N_("“{value}” is no range of days. Give first-last, such as 8-14."),
    "unit_users": N_("users"),
    "unit_percent": N_("percent"),
    "unit_money": N_("money"),
    "unit_points": N_("points"),
    "unit_days": N_("days"),
    "unit_count": N_("count"),
    "unit_ratio": N_("ratio"),
    "grain_day": N_("the day"),
    "grain_trailing_7": N_("the 7 days to this one"),
    "grain_trailing_14": N_("the 14 days to this one"),
    "grain_cadence": N_("each seed user's own cadence"),
    "grain_plan_to_date": N_("the plan up to the day"),
    "grain_activity": N_("an activity"),
    "grain_now": N_("the moment"),
    "grain_trailing_28": N_("the 28 days to this one"),
    "grain_signups_28": N_("the sign-ups of the 28 days to this one"),
    "grain_reading": N_("a reading"),
}
